"""The Human Phenotype Ontology in OBO Graphs JSON."""

from loaders.sources.hp_json import KIND
from tests.loaders.bulk import FIXTURES, about, all_quads, file_of, reading_of, records, said, skips

HP = file_of(FIXTURES / "hp.json")


def test_a_term_is_a_class_and_never_a_disease() -> None:
    quads = all_quads(KIND, HP)

    assert {
        ("rdf:type", "owl:Class"),
        ("rdf:type", "skos:Concept"),
        ("dcterms:identifier", '"HP:0012197"'),
        ("rdfs:label", '"Insulinoma"@en'),
        ("oio:hasDbXref", "UMLS:C0021670"),
        ("oio:hasDbXref", '"Fyler:1234"'),
        ("oio:hasAlternativeId", '"HP:0008283"'),
        ("rdfs:subClassOf", "HP:0000001"),
    } <= about(quads, "HP:0012197")
    assert not [one for one in said(quads) if one[2] == "biolink:Disease"]


def test_the_namesake_of_a_disease_is_not_that_disease() -> None:
    """Error 10 of the sources: a phenotype is not the disease of its name."""
    quads = all_quads(KIND, HP)

    assert not [one for one in said(quads) if one[2].startswith("MONDO:")]
    ((place, problem),) = skips(KIND, HP)
    assert place == "nodes/3 HP:0012197"
    assert "MONDO_0024677 exactly matches" in problem


def test_names_for_everybody_are_marked_as_such() -> None:
    (claim,) = records(all_quads(KIND, HP), "rg:SynonymClaim")

    assert claim["rdf:object"] == {'"Tumor that makes insulin"@en'}
    assert claim["oio:hasSynonymType"] == {"http://purl.obolibrary.org/obo/hp#layperson"}


def test_a_withdrawn_term_leads_to_its_successor() -> None:
    assert ("dcterms:isReplacedBy", "HP:0000001") in about(all_quads(KIND, HP), "HP:0001425")


def test_a_property_with_an_hpo_number_is_a_property() -> None:
    assert about(all_quads(KIND, HP), "HP:0034334") == {
        ("rdf:type", "owl:AnnotationProperty"),
        ("rdfs:isDefinedBy", "http://purl.obolibrary.org/obo/hp.owl"),
        ("rdfs:label", '"allelic_requirement"@en'),
    }


def test_the_graph_is_named_by_the_release() -> None:
    graph = reading_of(KIND, HP).graph

    assert graph.value == "https://w3id.org/raregraph/graph/hp-json/2024-08-13"
