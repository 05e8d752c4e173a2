"""The vocabulary says of each term what it means, and terms.py has each term."""

from collections import defaultdict
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

import ontology.terms
from ontology.files import vocabulary
from ontology.generate_terms import terms_module
from ontology.standard import OWL, RDF, RDFS, SKOS, XSD, rdf_type, rdfs_label, rdfs_subClassOf
from ontology.terms import NAMESPACE, counterExample

TURTLE = vocabulary().read_text(encoding="utf-8")
Node = NamedNode | BlankNode | Literal | Triple
TERMS: dict[str, dict[NamedNode, list[Node]]] = defaultdict(lambda: defaultdict(list))
for _quad in parse(TURTLE, RdfFormat.TURTLE):
    if isinstance(_quad.subject, NamedNode) and _quad.subject.value != NAMESPACE:
        TERMS[_quad.subject.value.removeprefix(NAMESPACE)][_quad.predicate].append(_quad.object)

CLASS = NamedNode(OWL + "Class")
CONCEPT = NamedNode(SKOS + "Concept")
FEATURE = NamedNode("http://www.w3.org/ns/sparql-service-description#Feature")
PROPERTIES = {
    NamedNode(OWL + kind) for kind in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")
}
SUB_PROPERTY = NamedNode(RDFS + "subPropertyOf")
RANGE = NamedNode(RDFS + "range")
LANGUAGE_SPECIFICATIONS = (RDF, RDFS, OWL)
MEANINGFUL = {
    *(NamedNode(RDF + name) for name in ("type", "Statement")),
    *(
        NamedNode(RDFS + n)
        for n in ("label", "subClassOf", "subPropertyOf", "range", "isDefinedBy")
    ),
    *(NamedNode(OWL + n) for n in ("Class", "ObjectProperty", "DatatypeProperty")),
    NamedNode(OWL + "AnnotationProperty"),
}


def test_terms_py_is_what_the_generator_makes() -> None:
    written = Path(ontology.terms.__file__).read_text(encoding="utf-8")

    assert written == terms_module(TURTLE), "run: python -m ontology.generate_terms"


@pytest.mark.parametrize("term", sorted(TERMS))
@pytest.mark.parametrize(
    "note",
    [
        rdfs_label,
        NamedNode(SKOS + "definition"),
        NamedNode(SKOS + "example"),
        counterExample,
    ],
    ids=lambda note: note.value.rpartition("/")[2],
)
def test_every_term_is_explained_in_english(term: str, note: NamedNode) -> None:
    texts = TERMS[term][note]

    assert len(texts) == 1
    assert isinstance(texts[0], Literal)
    assert texts[0].language == "en"
    assert texts[0].value.strip()


@pytest.mark.parametrize("term", sorted(TERMS))
def test_every_term_is_of_one_kind_and_defined_by_the_vocabulary(term: str) -> None:
    kinds = TERMS[term][rdf_type]

    assert len(kinds) == 1
    assert kinds[0] in {CLASS, CONCEPT, FEATURE, *PROPERTIES}
    assert TERMS[term][NamedNode(RDFS + "isDefinedBy")] == [NamedNode(NAMESPACE)]


@pytest.mark.parametrize("term", sorted(TERMS))
def test_only_a_class_has_superclasses_and_only_a_property_a_range(term: str) -> None:
    (kind,) = TERMS[term][rdf_type]

    if TERMS[term][rdfs_subClassOf]:
        assert kind == CLASS
    if TERMS[term][SUB_PROPERTY] or TERMS[term][RANGE]:
        assert kind in PROPERTIES


@pytest.mark.parametrize("term", sorted(TERMS))
def test_only_a_datatype_property_ranges_over_a_datatype(term: str) -> None:
    for found in TERMS[term][RANGE]:
        assert isinstance(found, NamedNode)
        is_datatype = found.value.startswith(XSD)

        assert is_datatype == (TERMS[term][rdf_type] == [NamedNode(OWL + "DatatypeProperty")])


@pytest.mark.parametrize("term", sorted(TERMS))
def test_a_term_uses_rdf_rdfs_and_owl_only_for_what_they_mean(term: str) -> None:
    used = {node for predicate, nodes in TERMS[term].items() for node in (predicate, *nodes)}
    reserved = {
        node
        for node in used
        if isinstance(node, NamedNode) and node.value.startswith(LANGUAGE_SPECIFICATIONS)
    }

    assert reserved <= MEANINGFUL


def test_a_term_is_named_in_the_manner_of_its_kind() -> None:
    for term, statements in TERMS.items():
        is_lower = statements[rdf_type][0] in {FEATURE, *PROPERTIES}

        assert term[0].islower() == is_lower
