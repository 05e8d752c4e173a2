"""Orphadata product 9, natural history: modes side by side, values that are no modes."""

import gzip
import json

import pytest

from loaders.sources.orphadata_product9_ages import KIND, MODES, ONSETS
from tests.loaders.bulk import SHARED, file_of, needs_shared
from tests.loaders.sources.statements import Loaded, fixture, kind_of, kinds_of_claims, loaded

FILE = "orphanet/en_product9_ages.xml"
NOT_INHERITED = "d:not-genetically-inherited"
UNKNOWN = "d:inheritance-unknown"
AD = "HP:0000006"


@pytest.fixture(scope="module")
def ages() -> Loaded:
    return loaded(KIND, fixture(FILE))


def test_one_mode_alone_is_plain(ages: Loaded) -> None:
    claim = ages.claim("ORPHA:892", "rg:inheritance", AD)

    assert kind_of(claim) == "PlainClaim"
    assert claim["rg:asWritten"] == {"Autosomal dominant"}
    assert "biolink:DiseaseOrPhenotypicFeatureToGeneticInheritanceAssociation" in claim["rdf:type"]
    assert ages.says("ORPHA:892", "rg:inheritance") == {AD}


@pytest.mark.parametrize("disease", ["ORPHA:97253", "ORPHA:652"])
def test_a_mode_beside_not_applicable_yields_no_direct_triple(ages: Loaded, disease: str) -> None:
    dominant = ages.claim(disease, "rg:inheritance", AD)
    no_mode = ages.claim(disease, "rg:inheritance", NOT_INHERITED)

    assert ages.says(disease, "rg:inheritance") == set()
    assert {kind_of(dominant), kind_of(no_mode)} == {"UnqualifiedSourceClaim"}
    assert [ages.about[one] for one in dominant["rg:contextualisedBy"]] == [no_mode]
    assert [ages.about[one] for one in no_mode["rg:contextualisedBy"]] == [dominant]


def test_two_modes_side_by_side_yield_no_direct_triple(ages: Loaded) -> None:
    assert ages.kind("ORPHA:438274", "rg:inheritance", AD) == "UnqualifiedSourceClaim"
    assert ages.kind("ORPHA:438274", "rg:inheritance", "HP:0000007") == "UnqualifiedSourceClaim"
    assert ages.says("ORPHA:438274", "rg:inheritance") == set()


@pytest.mark.parametrize(
    ("disease", "value"), [("ORPHA:97279", NOT_INHERITED), ("ORPHA:913", UNKNOWN)]
)
def test_not_applicable_and_unknown_are_no_modes_even_alone(
    ages: Loaded, disease: str, value: str
) -> None:
    claim = ages.claim(disease, "rg:inheritance", value)

    assert kind_of(claim) == "UnqualifiedSourceClaim"
    assert "rg:contextualisedBy" not in claim
    assert ages.says(disease, "rg:inheritance") == set()


def test_not_applicable_is_never_a_term_of_hpo(ages: Loaded) -> None:
    values = {
        value
        for one in ages.about.values()
        if "Not applicable" in one["rg:asWritten"]
        for value in one["rdf:object"]
    }

    assert values == {NOT_INHERITED}


def test_every_age_of_onset_is_plain(ages: Loaded) -> None:
    assert ages.says("ORPHA:913", "rg:onset") == {"HP:0003581", "HP:0003584"}
    assert ages.says("ORPHA:97279", "rg:onset") == {"d:onset-at-all-ages"}
    assert ages.kind("ORPHA:913", "rg:onset", "HP:0003584") == "PlainClaim"
    assert ages.claim("ORPHA:913", "rg:onset", "HP:0003584")["rg:evidence"] == {
        "source:orphadata-product9-ages-2024-12-03#ORPHA:913/AverageAgeOfOnset/2"
    }


def test_no_data_is_no_claim_and_counted(ages: Loaded) -> None:
    assert ages.says("ORPHA:97280", "rdf:type") == {"biolink:Disease", "skos:Concept"}
    assert ages.reading.tally.passed_over == {
        "AverageAgeOfOnset: No data available": 1,
        "TypeOfInheritance: No data available": 1,
        "TypeOfInheritance: Not yet documented": 1,
        "DisorderList: count attribute is not the number of its records": 1,
    }


def test_a_value_that_is_not_known_is_skipped_with_its_place(ages: Loaded) -> None:
    (onset, mode) = ages.skips()

    assert onset[0] == "ORPHA:97282/AverageAgeOfOnset/1"
    assert onset[1].endswith("All ages, found 'Tuesdays'")
    assert mode[0] == "ORPHA:97282/TypeOfInheritance/1"
    assert mode[1].endswith("Not applicable, Unknown, found 'Heterozygous'")
    assert ages.reading.tally.records == 8


def test_values_that_hpo_lacks_are_described(ages: Loaded) -> None:
    for value in (NOT_INHERITED, UNKNOWN, "d:onset-at-all-ages"):
        assert ages.says(value, "rdf:type") == {"skos:Concept"}


@needs_shared
def test_the_published_disorders_are_all_taken() -> None:
    real = loaded(KIND, file_of(SHARED / "assembled" / "en_product9_ages.xml.gz"))

    assert real.reading.tally.records == 6_995
    assert real.skips() == []
    assert kinds_of_claims(real.quads) == {
        "rg:PlainClaim": 14_787,
        "rg:UnqualifiedSourceClaim": 3_223,
    }
    assert real.says("ORPHA:97253", "rg:inheritance") == set()
    assert real.says("ORPHA:652", "rg:onset") == {"d:onset-at-all-ages"}
    assert real.says("ORPHA:506060", "rg:onset") == {"HP:0003581", "HP:0003584"}


@needs_shared
def test_the_terms_are_those_that_hpo_has_for_the_words() -> None:
    content = gzip.decompress((SHARED / "hpo" / "hp.v2024-08-13.json.gz").read_bytes())
    nodes = json.loads(content)["graphs"][0]["nodes"]
    labels = {node["id"]: node.get("lbl", "") for node in nodes}
    assert {written: labels.get(term.value) for written, term in ONSETS.items()} == {
        "Antenatal": "Antenatal onset",
        "Neonatal": "Neonatal onset",
        "Infancy": "Infantile onset",
        "Childhood": "Childhood onset",
        "Adolescent": "Juvenile onset",
        "Adult": "Adult onset",
        "Elderly": "Late onset",
        "All ages": None,
    }
    assert {written: labels.get(term.value) for written, term in MODES.items()} == {
        "Autosomal dominant": "Autosomal dominant inheritance",
        "Autosomal recessive": "Autosomal recessive inheritance",
        "Mitochondrial inheritance": "Mitochondrial inheritance",
        "Multigenic/multifactorial": "Polygenic inheritance",
        "Oligogenic": "Oligogenic inheritance",
        "Semi-dominant": "Semidominant inheritance",
        "X-linked dominant": "X-linked dominant inheritance",
        "X-linked recessive": "X-linked recessive inheritance",
        "Y-linked": "Y-linked inheritance",
    }
