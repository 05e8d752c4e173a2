"""phenotype.hpoa: both headers, limits, denials, names that are not open, rows apart."""

from pathlib import Path

import pytest

from loaders.hpoa import file as hpoa_file
from loaders.sources.phenotype_hpoa import KIND
from tests.loaders.bulk import SHARED, file_of, needs_shared, written
from tests.loaders.sources.statements import Loaded, fixture, kind_of, kinds_of_claims, loaded

OLD = "hpo/phenotype_old_header.hpoa"
NEW = "hpo/phenotype_new_header.hpoa"
PHENOTYPE = "rg:hasPhenotype"
MEN1 = "OMIM:131100"
HEADER = "\t".join(hpoa_file.COLUMNS) + "\n"


@pytest.fixture(scope="module")
def annotations() -> Loaded:
    return loaded(KIND, fixture(NEW))


def _row(disease: str = "ORPHA:652", **cells: str) -> str:
    values = {"database_id": disease, "hpo_id": "HP:0012197", "aspect": "P"} | cells
    return "\t".join(values.get(column, "") for column in hpoa_file.COLUMNS) + "\n"


@pytest.mark.parametrize(("name", "version"), [(OLD, "2023-01-27"), (NEW, "2025-01-16")])
def test_both_headers_tell_their_release(name: str, version: str) -> None:
    header = KIND.header(fixture(name))

    assert (header.version, header.issued) == (version, version)


def test_both_headers_give_the_same_statements() -> None:
    old, new = ({str(quad.subject) for quad in loaded(KIND, fixture(n)).quads} for n in (OLD, NEW))

    digests = [
        {iri.rpartition("-")[2] for iri in found if "/claim/" in iri} for found in (old, new)
    ]
    assert digests[0] == digests[1]
    assert len(digests[0]) == 12


def test_an_annotation_without_a_limit_is_plain(annotations: Loaded) -> None:
    claim = annotations.claim(MEN1, PHENOTYPE, "HP:0002044")

    assert kind_of(claim) == "PlainClaim"
    assert claim["dcterms:references"] == {MEN1}
    assert claim["rg:evidenceCode"] == {"TAS"}
    assert claim["rg:biocuration"] == {"HPO:a[2009-02-17]"}
    assert claim["rg:evidence"] == {"source:phenotype-hpoa-2025-01-16#line=6"}
    assert annotations.says(MEN1, PHENOTYPE) == {"HP:0002044"}


def test_a_count_of_a_total_is_quantified(annotations: Loaded) -> None:
    claim = annotations.claim(MEN1, PHENOTYPE, "HP:0012197")

    assert kind_of(claim) == "QuantifiedClaim"
    assert (claim["biolink:has_count"], claim["biolink:has_total"]) == ({"3"}, {"30"})
    assert claim["rg:population"] == {"people in the cited study"}
    assert claim["rg:asWritten"] == {"3/30"}
    assert claim["dcterms:references"] == {"PMID:15292304", "PMID:31263451"}


def test_a_percentage_is_quantified(annotations: Loaded) -> None:
    claim = annotations.claim(MEN1, PHENOTYPE, "HP:0030404")

    assert kind_of(claim) == "QuantifiedClaim"
    assert claim["biolink:has_percentage"] == {"21"}


def test_a_band_is_qualified_and_needs_no_words(annotations: Loaded) -> None:
    claim = annotations.claim("ORPHA:652", PHENOTYPE, "HP:0012197")

    assert kind_of(claim) == "QualifiedClaim"
    assert claim["biolink:frequency_qualifier"] == {"HP:0040283"}
    assert "rg:asWritten" not in claim


def test_onset_sex_and_modifiers_limit_a_claim(annotations: Loaded) -> None:
    claim = annotations.claim(MEN1, PHENOTYPE, "HP:0003072")

    assert kind_of(claim) == "QualifiedClaim"
    assert claim["biolink:onset_qualifier"] == {"HP:0003581"}
    assert claim["biolink:sex_qualifier"] == {"FEMALE"}
    assert claim["rg:clinicalModifier"] == {"HP:0012825", "HP:0003676"}


def test_a_reference_without_an_iri_is_kept_as_written(annotations: Loaded) -> None:
    claim = annotations.claim(MEN1, PHENOTYPE, "HP:0003072")

    assert claim["rg:asWritten"] == {"ISBN-10:0849359937"}
    assert "dcterms:references" not in claim


def test_not_and_the_plain_row_beside_it(annotations: Loaded) -> None:
    both = annotations.claims("ORPHA:438274", PHENOTYPE, "HP:0002044")
    (denial,) = (one for one in both if kind_of(one) == "QualifiedClaim")
    (beside,) = (one for one in both if kind_of(one) == "UnqualifiedSourceClaim")

    assert denial["biolink:negated"] == {"true"}
    assert [annotations.about[one] for one in beside["rg:contextualisedBy"]] == [denial]
    assert beside["dcterms:references"] == {"https://www.orpha.net/438274"}
    assert annotations.says("ORPHA:438274", PHENOTYPE) == set()


def test_excluded_is_a_denial(annotations: Loaded) -> None:
    claim = annotations.claim("ORPHA:652", PHENOTYPE, "HP:0000820")

    assert claim["biolink:negated"] == {"true"}
    assert claim["biolink:frequency_qualifier"] == {"HP:0040285"}


@pytest.mark.parametrize(
    ("predicate", "term"),
    [
        ("rg:inheritance", "HP:0000006"),
        ("rg:clinicalCourse", "HP:0003581"),
        ("rg:clinicalModifier", "HP:0012825"),
    ],
)
def test_the_aspect_decides_on_the_predicate(
    annotations: Loaded, predicate: str, term: str
) -> None:
    assert annotations.kind(MEN1, predicate, term) == "PlainClaim"
    assert annotations.says(MEN1, predicate) == {term}


def test_several_modes_of_inheritance_yield_no_direct_triple(tmp_path: Path) -> None:
    content = HEADER + _row(aspect="I", hpo_id="HP:0000006") + _row(aspect="I", hpo_id="HP:0000007")

    found = loaded(KIND, written(tmp_path, "phenotype.hpoa", content))

    assert found.kind("ORPHA:652", "rg:inheritance", "HP:0000006") == "UnqualifiedSourceClaim"
    assert found.says("ORPHA:652", "rg:inheritance") == set()


def test_names_of_omim_and_decipher_are_not_kept(annotations: Loaded) -> None:
    names = [quad for quad in annotations.quads if quad.predicate.value.endswith("/name")]

    assert {str(quad.subject).partition("Orphanet_")[2] for quad in names} == {"652>", "438274>"}
    for disease in (MEN1, "DECIPHER:18"):
        assert annotations.says(disease, "rdf:type") == {"biolink:Disease", "skos:Concept"}
    assert not any(
        "Multiple endocrine neoplasia 1" in str(quad.object) for quad in annotations.quads
    )


def test_the_same_said_by_two_sources_is_two_claims(tmp_path: Path) -> None:
    content = (
        HEADER + _row(reference="PMID:1") + _row(reference="PMID:2") + _row(reference="PMID:2")
    )

    found = loaded(KIND, written(tmp_path, "phenotype.hpoa", content))

    one, two = sorted(
        found.claims("ORPHA:652", PHENOTYPE, "HP:0012197"), key=lambda c: sorted(c["rg:evidence"])
    )
    assert one["dcterms:references"] == {"PMID:1"}
    assert len(two["rg:evidence"]) == 2


@needs_shared
def test_the_published_rows_are_all_taken() -> None:
    real = loaded(KIND, file_of(SHARED / "hpo" / "phenotype.excerpt.hpoa.gz"))

    assert (real.reading.tally.records, real.reading.tally.claims) == (113_080, 113_080)
    assert real.skips() == []
    diseases = {one for one, said in real.about.items() if "biolink:Disease" in said["rdf:type"]}
    assert sum(one.startswith("ORPHA:") for one in diseases) == 4_262
    assert len(diseases) == 4_279
    assert "ORPHA:97253" not in diseases
    assert kinds_of_claims(real.quads)["rg:UnqualifiedSourceClaim"] == 2
    lines = [place for one in real.about.values() for place in one["rg:evidence"]]
    assert len(set(lines)) == 113_080
    denied = [one for one in real.about.values() if "biolink:negated" in one]
    assert sum(len(one["rg:evidence"]) for one in denied) == 711
    glucagonoma = real.claim("ORPHA:652", PHENOTYPE, "HP:0030404")
    assert glucagonoma["rg:evidence"] == {"source:phenotype-hpoa-2023-01-27#line=78805"}
    assert glucagonoma["biolink:frequency_qualifier"] == {"HP:0040284"}
    insulinoma = real.claim(MEN1, PHENOTYPE, "HP:0012197")
    assert (insulinoma["biolink:has_count"], insulinoma["biolink:has_total"]) == ({"3"}, {"30"})
    assert real.says(MEN1, "rg:inheritance") == {"HP:0000006"}
    assert real.says("ORPHA:438274", PHENOTYPE) == set()
