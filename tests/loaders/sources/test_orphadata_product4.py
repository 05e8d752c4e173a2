"""Orphadata product 4: bands, denials, phenotypes that are called like diseases."""

import pytest

from loaders.annotations import NEGATED
from loaders.sources.orphadata_product4 import KIND, read
from ontology import terms as rg
from ontology.standard import biolink_Disease, rdf_type
from tests.loaders.bulk import SHARED, file_of, needs_shared, reading_of
from tests.loaders.sources.statements import Loaded, fixture, kind_of, loaded

FILE = "orphanet/en_product4.xml"
REAL = SHARED / "assembled" / "en_product4.xml.gz"
PHENOTYPE = "rg:hasPhenotype"


@pytest.fixture(scope="module")
def product4() -> Loaded:
    return loaded(KIND, fixture(FILE))


def test_the_graph_and_the_source_are_named_by_the_date(product4: Loaded) -> None:
    assert product4.reading.header.issued == "2024-12-03"
    assert product4.reading.graph.value.endswith("/graph/orphadata-product4/2024-12-03")
    assert product4.reading.source.value.endswith("/source/orphadata-product4-2024-12-03")


def test_a_disorder_is_a_disease_with_the_name_that_the_file_has(product4: Loaded) -> None:
    assert product4.says("ORPHA:652", "rdf:type") == {"biolink:Disease", "skos:Concept"}
    assert product4.says("ORPHA:652", "schema:name") == {"Multiple endocrine neoplasia type 1"}
    assert product4.says("ORPHA:652", "dcterms:identifier") == {"ORPHA:652"}


def test_a_band_limits_the_claim_and_there_is_no_direct_triple(product4: Loaded) -> None:
    claim = product4.claim("ORPHA:652", PHENOTYPE, "HP:0012197")

    assert kind_of(claim) == "QualifiedClaim"
    assert claim["biolink:frequency_qualifier"] == {"HP:0040283"}
    assert claim["rg:asWritten"] == {"Occasional (29-5%)"}
    assert "biolink:DiseaseToPhenotypicFeatureAssociation" in claim["rdf:type"]
    assert "HP:0012197" not in product4.says("ORPHA:652", PHENOTYPE)


def test_every_claim_points_to_its_place_in_the_release(product4: Loaded) -> None:
    claim = product4.claim("ORPHA:652", PHENOTYPE, "HP:0012197")

    assert claim["rg:assertedBy"] == {"source:orphadata-product4-2024-12-03"}
    assert claim["rg:evidence"] == {
        "source:orphadata-product4-2024-12-03#ORPHA:652/HPODisorderAssociation/1"
    }


def test_excluded_is_a_denial(product4: Loaded) -> None:
    claim = product4.claim("ORPHA:438274", PHENOTYPE, "HP:0002044")

    assert kind_of(claim) == "QualifiedClaim"
    assert claim["biolink:negated"] == {"true"}
    assert claim["biolink:frequency_qualifier"] == {"HP:0040285"}
    assert product4.says("ORPHA:438274", PHENOTYPE) == set()


def test_an_annotation_without_a_frequency_is_plain(product4: Loaded) -> None:
    assert product4.kind("ORPHA:652", PHENOTYPE, "HP:0002894") == "PlainClaim"
    assert product4.says("ORPHA:652", PHENOTYPE) == {"HP:0002894"}


def test_a_plain_annotation_beside_a_limited_one_points_to_it(product4: Loaded) -> None:
    both = product4.claims("ORPHA:438274", PHENOTYPE, "HP:0030404")
    (open_one,) = (one for one in both if kind_of(one) == "UnqualifiedSourceClaim")
    (limiting,) = (one for one in both if kind_of(one) == "QualifiedClaim")

    (context,) = open_one["rg:contextualisedBy"]
    assert product4.about[context] == limiting


def test_a_diagnostic_criterion_is_kept(product4: Loaded) -> None:
    claim = product4.claim("ORPHA:652", PHENOTYPE, "HP:0003072")

    assert claim["rg:diagnosticCriterion"] == {"Diagnostic criterion"}


def test_a_namesake_of_a_disease_stays_a_phenotype(product4: Loaded) -> None:
    for term in ("HP:0012197", "HP:0002044", "HP:0030404"):
        assert product4.says(term, "rdf:type") == {"skos:Concept"}
    assert not any(
        quad.predicate == rdf_type
        and quad.object == biolink_Disease
        and "/HP_" in str(quad.subject)
        for quad in product4.quads
    )


def test_what_cannot_be_read_is_skipped_with_its_place(product4: Loaded) -> None:
    (term, frequency) = product4.skips()

    assert term[0] == "ORPHA:97279/HPODisorderAssociation/3"
    assert "'MP:0000001' is no known identifier: expected HP:" in term[1]
    assert frequency[0] == "ORPHA:97279/HPODisorderAssociation/4"
    assert "'Now and then' is no known identifier: expected a frequency" in frequency[1]
    assert product4.reading.tally.records == 11
    assert product4.reading.tally.claims == 9


def test_latin_1_is_read_as_declared(product4: Loaded) -> None:
    assert product4.says("HP:0001250", "schema:name") == {"Anf\u00e4lle"}


def test_what_is_said_of_all_annotations_of_a_disorder_is_counted_as_passed_over(
    product4: Loaded,
) -> None:
    assert product4.reading.tally.passed_over == {
        "Source of all annotations of a disorder": 1,
        "Online of all annotations of a disorder": 1,
    }


@needs_shared
def test_the_published_annotations_are_all_taken() -> None:
    reading = reading_of(KIND, file_of(REAL))
    found = {str(one.disease): one for one in read(reading)}

    assert len(found) == 4_262
    assert reading.tally.records == 112_683
    annotations = [one for disease in found.values() for one in disease.annotations]
    assert len(annotations) == 112_683
    assert {one.kind for one in annotations} == {rg.QualifiedClaim}
    assert sum(NEGATED in one.qualifiers for one in annotations) == 711
    assert reading.tally.skips == []
    assert len(found["<http://www.orpha.net/ORDO/Orphanet_652>"].annotations) == 74
    assert "<http://www.orpha.net/ORDO/Orphanet_97253>" not in found
