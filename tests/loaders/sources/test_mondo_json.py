"""Mondo in OBO Graphs JSON."""

from loaders.sources.hp_json import KIND as HP
from loaders.sources.mondo_json import KIND
from tests.loaders.bulk import (
    FIXTURES,
    about,
    all_quads,
    file_of,
    reading_of,
    records,
    said,
    skips,
)

MONDO = file_of(FIXTURES / "mondo.json")
SEED = "MONDO:0019954"


def test_the_graph_is_named_by_the_release() -> None:
    reading = reading_of(KIND, MONDO)

    assert reading.header.version == reading.header.issued == "2026-05-05"
    assert reading.graph.value == "https://w3id.org/raregraph/graph/mondo-json/2026-05-05"
    assert {quad.graph_name for quad in KIND.quads(reading)} == {reading.graph}


def test_a_file_of_another_ontology_is_not_recognised() -> None:
    other = file_of(FIXTURES / "hp.json")

    assert not KIND.recognises(other, other.head())
    assert not HP.recognises(MONDO, MONDO.head())


def test_a_class_has_its_names_its_definition_and_its_source() -> None:
    found = about(all_quads(KIND, MONDO), SEED)

    assert {
        ("rdf:type", "owl:Class"),
        ("rdf:type", "skos:Concept"),
        ("rdf:type", "biolink:Disease"),
        ("dcterms:identifier", '"MONDO:0019954"'),
        ("rdfs:label", '"pancreatic neuroendocrine tumor"@en'),
        ("skos:definition", '"A tumor of hormone-making cells of the pancreas."@en'),
        ("IAO:0000119", "NCIT:C27720"),
        ("IAO:0000119", '"https://orcid.org/0000-0000-0000-0000"'),
        ("rdfs:comment", '"A comment on the class."@en'),
        ("oio:inSubset", "http://purl.obolibrary.org/obo/mondo#gard_rare"),
        ("oio:hasExactSynonym", '"pancreatic NET"@en'),
        ("oio:hasRelatedSynonym", '"PNET"@en'),
        ("oio:hasDbXref", "ORPHA:97253"),
        ("oio:hasDbXref", '"NANDO:1200000"'),
        ("IAO:0000233", "https://github.com/monarch-initiative/mondo/issues/6281"),
    } <= found


def test_a_synonym_with_sources_is_also_a_claim() -> None:
    quads = all_quads(KIND, MONDO)
    (claim,) = records(quads, "rg:SynonymClaim")

    assert claim["rdf:object"] == {'"PNET"@en'}
    assert claim["rdf:predicate"] == {"oio:hasRelatedSynonym"}
    assert claim["oio:hasSynonymType"] == {"http://purl.obolibrary.org/obo/mondo#ABBREVIATION"}
    assert claim["dcterms:references"] == {"ORPHA:97253", "GARD:0013034"}
    assert claim["rg:asWritten"] == {'"MONDO:patterns/tumor"'}
    assert claim["rg:evidence"] == {"mondo-json-2026-05-05#MONDO:0019954/synonyms/2"}
    # A record of GARD has an IRI of ours, which is described wherever it is referred to.
    assert ("dcterms:identifier", '"GARD:0013034"') in about(quads, "GARD:0013034")


def test_matches_are_records_in_both_spellings_of_their_properties_and_targets() -> None:
    quads = all_quads(KIND, MONDO)
    found = {
        (*one["owl:annotatedProperty"], *one["owl:annotatedTarget"]): one
        for one in records(quads, "owl:Axiom")
    }

    assert set(found) == {("skos:exactMatch", "ORPHA:97253"), ("skos:closeMatch", "EFO:0007416")}
    exact = found["skos:exactMatch", "ORPHA:97253"]
    assert exact["sssom:mapping_justification"] == {"semapv:UnspecifiedMatching"}
    assert len(exact["rg:evidence"]) == 2
    assert (SEED, "skos:exactMatch", "ORPHA:97253") in said(quads)


def test_a_phenotype_and_a_disease_of_one_name_are_never_one() -> None:
    """Error 10 of the sources: HPO has namesakes of diseases."""
    quads = all_quads(KIND, MONDO) + all_quads(HP, file_of(FIXTURES / "hp.json"))

    assert not {one for one in said(quads) if one[1] == "skos:exactMatch" and "HP:" in str(one)}
    assert (SEED, "oio:hasDbXref", "HP:0030405") in said(quads)
    assert any("HP_0030405 exactly matches" in problem for _, problem in skips(KIND, MONDO))


def test_a_gard_record_is_a_cross_reference_and_never_an_exact_match() -> None:
    """Error 9 of the sources: Mondo's tie to GARD says no relation."""
    ties = {one[1] for one in said(all_quads(KIND, MONDO)) if one[2].startswith("GARD:")}

    assert ties == {"oio:hasDbXref", "dcterms:references"}


def test_obsolete_classes_keep_what_they_have_and_lead_to_their_successors() -> None:
    quads = all_quads(KIND, MONDO)
    replaced = {(a, b) for a, predicate, b in said(quads) if predicate == "dcterms:isReplacedBy"}
    true = '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'

    assert replaced == {
        ("MONDO:0007262", "MONDO:0006689"),
        ("MONDO:0006689", "MONDO:0100347"),
        ("MONDO:0000348", "HP:0001115"),
    }
    assert {
        ("owl:deprecated", true),
        ("oio:hasExactSynonym", '"a name that it keeps"@en'),
        ("oio:hasDbXref", "OMIM:114900"),
        ("rdf:type", "biolink:Disease"),
    } <= about(quads, "MONDO:0007262")
    # A dead end: no successor, one class to consider.
    assert ("oio:consider", SEED) in about(quads, "MONDO:0011750")


def test_what_is_no_identifier_is_a_skip_with_its_place() -> None:
    found = skips(KIND, MONDO)

    assert [place for place, _ in found] == [
        "nodes/5, MONDO:0019954/synonyms/3",
        "nodes/5 MONDO:0019954, xref",
        "nodes/5 MONDO:0019954",
        "nodes/5 MONDO:0019954",
        "nodes/11 MONDO:0011750",
    ]
    assert "'NCIT:27720' is no known identifier" in found[1][1]


def test_axioms_and_classes_of_others_are_counted() -> None:
    reading = reading_of(KIND, MONDO)
    for _ in KIND.quads(reading):
        pass

    assert reading.tally.records == 8 + 3
    assert reading.tally.passed_over == {
        "edges of other ontologies": 1,
        "logicalDefinitionAxioms": 1,
        "nodes of other ontologies that no edge needs": 1,
        "property creator": 1,
        "sources of cross references": 1,
        "sources of edges is_a": 1,
    }
