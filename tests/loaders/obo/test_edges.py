"""Edges of Mondo in OBO Graphs JSON."""

from loaders.sources.mondo_json import KIND
from tests.loaders.bulk import FIXTURES, about, all_quads, file_of, records, said

MONDO = file_of(FIXTURES / "mondo.json")
SEED = "MONDO:0019954"


def test_a_gene_edge_is_a_plain_claim_with_its_relation() -> None:
    quads = all_quads(KIND, MONDO)
    (claim,) = (
        one
        for one in records(quads, "rg:PlainClaim")
        if one["rdf:predicate"] == {"rg:geneAssociation"}
    )

    assert claim["rdf:subject"] == {"MONDO:0007540"}
    assert claim["rdf:object"] == {"HGNC:7010"}
    assert claim["rg:associationType"] == {'"has material basis in germline mutation in"@en'}
    assert claim["dcterms:references"] == {"OMIM:131100"}
    assert claim["rg:asWritten"] == {'"MONDO:by-hand"'}
    assert {("rg:geneAssociation", "HGNC:7010"), ("RO:0004003", "HGNC:7010")} <= about(
        quads, "MONDO:0007540"
    )
    assert about(quads, "HGNC:7010") == {
        ("rdf:type", "biolink:Gene"),
        ("schema:name", '"MEN1"@en'),
    }


def test_other_relations_are_plain_claims_and_are_declared() -> None:
    quads = all_quads(KIND, MONDO)

    (claim,) = (
        one for one in records(quads, "rg:PlainClaim") if one["rdf:predicate"] == {"RO:0004026"}
    )

    assert claim["rdf:object"] == {"UBERON:0001264"}
    assert "biolink:DiseaseOrPhenotypicFeatureToLocationAssociation" in claim["rdf:type"]
    assert (SEED, "rdfs:subClassOf", "MONDO:0000001") in said(quads)
    assert (SEED, "RO:0004026", "UBERON:0001264") in said(quads)
    assert about(quads, "UBERON:0001264") == {("schema:name", '"pancreas"@en')}
    assert about(quads, "UBERON:0000006") == set()
    assert about(quads, "RO:0004026") == {
        ("rdf:type", "owl:ObjectProperty"),
        ("rdfs:isDefinedBy", "http://purl.obolibrary.org/obo/mondo.owl"),
        ("rdfs:label", '"disease has location"@en'),
    }
    assert about(quads, "skos:exactMatch") == set()
