"""Orphadata product 1: entities, names, flags, references."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from loaders.kind import Reading, entity
from loaders.reading.source_file import SourceFile
from loaders.sources.orphadata_product1 import KIND, TRUE, read
from ontology import terms as rg
from ontology.standard import (
    biolink_Disease,
    dcterms_identifier,
    dcterms_isReplacedBy,
    oio_consider,
    oio_hasDbXref,
    owl_annotatedProperty,
    owl_annotatedSource,
    owl_annotatedTarget,
    owl_deprecated,
    rdf_type,
    rdfs_label,
    schema_url,
    semapv_UnspecifiedMatching,
    skos_altLabel,
    skos_broadMatch,
    skos_Concept,
    skos_definition,
    skos_exactMatch,
    skos_narrowMatch,
    sssom_mapping_justification,
    sssom_predicate_modifier,
)
from tests.loaders.bulk import SHARED, reading_of
from tests.loaders.sources.orphanet import (
    changed,
    counted,
    english,
    fixture,
    loaded,
    objects,
    orpha,
    pairs,
    skips,
)

PNET, INSULINOMA = orpha(97253), orpha(97279)
needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="needs the upstream files in ../shared/data"
)


@pytest.fixture(scope="module")
def small() -> tuple[Reading, list[Quad]]:
    return loaded(KIND, fixture("en_product1.xml"))


def record(quads: list[Quad], target: NamedNode) -> dict[NamedNode, list[object]]:
    """Return all that is said of the one record of a mapping to the target."""
    (iri,) = {q.subject for q in quads if (q.predicate, q.object) == (owl_annotatedTarget, target)}
    assert isinstance(iri, NamedNode)
    said = {q.predicate for q in quads if q.subject == iri}
    return {predicate: objects(quads, iri, predicate) for predicate in said}


def test_an_entity_has_its_names_and_kind(small: tuple[Reading, list[Quad]]) -> None:
    reading, quads = small

    page = NamedNode("http://www.orpha.net/consor/cgi-bin/OC_Exp.php?lng=en&Expert=97253")
    definition = "A tumor of the endocrine pancreas, <1 in 100 000 people."
    assert {(q.predicate, q.object) for q in quads if q.subject == PNET} == {
        (rdf_type, biolink_Disease),
        (rdf_type, skos_Concept),
        (dcterms_identifier, Literal("ORPHA:97253")),
        (rdfs_label, english("Neuroendocrine tumor of pancreas")),
        (skos_altLabel, english("PNET")),
        (skos_altLabel, english("Pancreatic NET")),
        (skos_definition, english(definition)),
        (rg.entityType, english("Category")),
        (rg.entityGroup, english("Group of disorders")),
        (schema_url, page),
        (skos_broadMatch, entity("ICD10", "E16.8")),
        (skos_exactMatch, entity("UMLS", "C0242363")),
        (skos_exactMatch, entity("GARD", "0013034")),
    }
    assert {q.graph_name for q in quads} == {reading.graph}
    assert reading.graph.value.endswith("graph/orphadata-product1/2024-12-03")


def test_a_reference_is_a_record_with_the_words_of_its_precision(
    small: tuple[Reading, list[Quad]],
) -> None:
    reading, quads = small

    made = record(quads, entity("UMLS", "C0242363"))
    assert made[owl_annotatedSource] == [PNET]
    assert made[owl_annotatedProperty] == [skos_exactMatch]
    assert made[sssom_mapping_justification] == [semapv_UnspecifiedMatching]
    assert made[rg.assertedBy] == [reading.source]
    assert made[rg.evidence] == [reading.place("ORPHA:97253/ExternalReference/2")]
    assert made[rg.asWritten] == [Literal("E (Exact mapping: the two concepts are equivalent)")]
    assert made[rg.validationStatus] == [english("Validated")]


def test_how_a_code_stands_in_icd_is_kept(small: tuple[Reading, list[Quad]]) -> None:
    _, quads = small

    (iri,) = {
        q.subject
        for q in quads
        if q.predicate == rg.evidence and str(q.object).endswith("97253/ExternalReference/1>")
    }
    assert isinstance(iri, NamedNode)
    assert objects(quads, iri, rg.asWritten) == [
        Literal("NTBT (ORPHAcode is narrower than the targeted code used to represent it)"),
        Literal("Attributed code (ICD-10/ICD-11: The targeted code is assigned by Orphanet)"),
    ]


def test_each_precision_is_the_relation_that_it_means(small: tuple[Reading, list[Quad]]) -> None:
    _, quads = small

    assert objects(quads, INSULINOMA, skos_narrowMatch) == [entity("ICD10", "D13.7")]
    assert objects(quads, INSULINOMA, oio_hasDbXref) == [
        entity("ICD10", "E16.8"),
        entity("MESH", "D007340"),
    ]
    assert objects(quads, INSULINOMA, skos_exactMatch) == []


def test_a_wrong_mapping_is_denied_and_yields_no_direct_triple(
    small: tuple[Reading, list[Quad]],
) -> None:
    _, quads = small

    made = record(quads, entity("OMIM", "131100"))
    assert made[owl_annotatedProperty] == [skos_exactMatch]
    assert made[sssom_predicate_modifier] == [Literal("Not")]
    assert entity("OMIM", "131100") not in {
        q.object for q in quads if q.predicate != owl_annotatedTarget
    }


def test_an_identifier_that_is_none_is_skipped_with_its_place(
    small: tuple[Reading, list[Quad]],
) -> None:
    reading, _ = small

    ((place, problem),) = skips(reading)
    assert place == "ORPHA:97279/ExternalReference/3"
    assert "'MedDRA:C0239495' is no known identifier" in problem


def test_withdrawn_entities_are_deprecated_and_lead_to_others(
    small: tuple[Reading, list[Quad]],
) -> None:
    _, quads = small

    old = orpha(93216)
    assert pairs(quads, owl_deprecated) == {(old, TRUE)}
    assert objects(quads, old, rdfs_label) == [english("OBSOLETE: Nephrotic syndrome")]
    assert objects(quads, old, rg.flag) == [english("Obsolete entity"), english("Inactive")]
    assert pairs(quads, oio_consider) == {(old, orpha(656))}
    assert pairs(quads, dcterms_isReplacedBy) == {(old, orpha(567548))}


def test_what_is_not_rare_in_europe_is_flagged_and_not_withdrawn(
    small: tuple[Reading, list[Quad]],
) -> None:
    _, quads = small

    assert objects(quads, orpha(913), rdfs_label) == [english("NON RARE IN EUROPE: Bj\xf6rnstad")]
    assert objects(quads, orpha(913), rg.flag) == [
        english("Non rare in Europe"),
        english("Inactive"),
    ]


def test_an_empty_type_is_not_said(small: tuple[Reading, list[Quad]]) -> None:
    _, quads = small

    assert objects(quads, orpha(93216), rg.entityType) == []
    assert objects(quads, orpha(93216), rg.entityGroup) == []


@pytest.mark.parametrize(
    ("old", "new", "place", "problem"),
    [
        ("<OrphaCode>97253</OrphaCode>", "", "Disorder/1", "'ORPHA:' is no known identifier"),
        (">97253<", ">ninety<", "Disorder/1", "'ORPHA:ninety' is no known identifier"),
        (">97253<", ">97279<", "Disorder/2", "ORPHA:97279"),
        (">Insulinoma<", "><", "ORPHA:97279/Name", "expected a name, found none"),
        (">UMLS<", ">UMLX<", "ORPHA:97253/ExternalReference/2", "'UMLX:C0242363' is no known"),
        ("E (Exact", "X (Exact", "ORPHA:97253/ExternalReference/2", "found 'X'"),
        (
            "<OrphaCode>656</OrphaCode>\n            <Name",
            "<Name",
            "ORPHA:93216/DisorderDisorderAssociation/1",
            "'ORPHA:' is no known",
        ),
        (
            "TargetDisorder",
            "Target",
            "ORPHA:93216/DisorderDisorderAssociation/1",
            "RootDisorder and TargetDisorder",
        ),
    ],
)
def test_what_cannot_be_read_is_skipped_and_the_rest_is_taken(
    tmp_path: Path, old: str, new: str, place: str, problem: str
) -> None:
    reading, quads = loaded(KIND, changed(tmp_path, "en_product1.xml", (old, new)))

    assert [why for where, why in skips(reading) if where == place and problem in why]
    assert objects(quads, orpha(656), rdfs_label) == [english("Hereditary nephrotic syndrome")]


def test_an_association_of_another_type_is_passed_over(tmp_path: Path) -> None:
    file = changed(tmp_path, "en_product1.xml", ("Moved to", "Related to"))
    reading, quads = loaded(KIND, file)

    assert reading.tally.passed_over == {"association 'Related to'": 1}
    assert not pairs(quads, dcterms_isReplacedBy)


def test_records_are_read_without_quads() -> None:
    reading = reading_of(KIND, fixture("en_product1.xml"))

    assert [one.name for one in read(reading)][1] == "Insulinoma"
    assert reading.tally.records == 5


@needs_shared
def test_the_whole_file_has_its_entities_and_references() -> None:
    path = SHARED / "assembled" / "en_product1.xml.gz"
    reading, predicates = counted(KIND, SourceFile(path, path.name))

    assert reading.tally.records == predicates[rdfs_label] == 11_459
    assert predicates[owl_annotatedSource] == 35_987 - 1
    assert [one.place for one in reading.tally.skips] == ["ORPHA:615943/ExternalReference/4"]
    assert predicates[rg.flag] == 1_455 + 988 + 323 + 144
    assert predicates[owl_deprecated] == 988 + 323
    assert predicates[skos_altLabel] == 14_152


@needs_shared
def test_the_extracts_of_2020_are_read_as_well() -> None:
    path = SHARED / "orphanet" / "orphadata_xml_extracts_exomiser"
    file = SourceFile(path / "en_product1_test_obsolete.xml", "en_product1_test_obsolete.xml")
    reading, quads = loaded(KIND, file)

    assert pairs(quads, oio_consider) == {(orpha(93216), orpha(656))}
    assert pairs(quads, owl_deprecated) == {(orpha(93216), TRUE)}
    assert str(objects(quads, orpha(93216), rdfs_label)[0]).endswith('minimal changes"@en')
    assert not reading.tally.skips
