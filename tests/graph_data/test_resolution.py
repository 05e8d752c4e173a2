import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from graph_data.resolution import equivalents
from ontology.standard import SKOS

from .offenders import HEAD

GRAPH = NamedNode("https://w3id.org/raregraph/graph/mappings")
RECORDS = [
    ("d:a", "skos:exactMatch", "ex:orpha"),
    ("ex:mondo", "skos:exactMatch", "ex:orpha"),
    ("ex:mondo", "skos:exactMatch", "ex:umls"),
    ("ex:orpha", "skos:broadMatch", "ex:icd"),
    ("ex:other", "skos:exactMatch", "ex:icd"),
    ("ex:other", "skos:closeMatch", "d:a"),
]


@pytest.fixture
def store() -> Store:
    filled = Store()
    turtle = HEAD
    for number, (subject, predicate, target) in enumerate(RECORDS):
        turtle += (
            f"ex:m{number} a owl:Axiom ; owl:annotatedSource {subject} ; rg:assertedBy ex:source ;"
            f" owl:annotatedProperty {predicate} ; owl:annotatedTarget {target} .\n"
        )
    turtle += 'ex:umls skos:prefLabel "By UMLS"@en .'
    for quad in parse(turtle, RdfFormat.TURTLE):
        filled.add(Quad(quad.subject, quad.predicate, quad.object, GRAPH))
        filled.add(Quad(quad.subject, quad.predicate, quad.object))
    return filled


def names(store: Store, start: str, hops: int = 3) -> dict[str, list[str]]:
    return {
        found.entity.value.rsplit("/", 1)[1]: [
            step.predicate.value.rsplit("#", 1)[1] for step in found.route
        ]
        for found in equivalents(store, NamedNode(start), hops)
    }


A = "https://w3id.org/raregraph/id/a"


def test_the_route_to_each_equivalent_is_told(store: Store) -> None:
    found = names(store, A)

    assert found["orpha"] == ["exactMatch"]
    assert found["mondo"] == ["exactMatch", "exactMatch"]
    assert found["umls"] == ["exactMatch", "exactMatch", "exactMatch"]


def test_a_match_that_is_not_exact_is_told_but_not_followed(store: Store) -> None:
    found = names(store, A)

    assert found["icd"] == ["exactMatch", "broadMatch"]
    assert found["other"] == ["closeMatch"]


def test_the_number_of_records_on_a_route_is_bounded(store: Store) -> None:
    assert set(names(store, A, hops=1)) == {"orpha", "other"}


def test_records_are_walked_backwards_too(store: Store) -> None:
    first = next(e for e in equivalents(store, NamedNode("https://example.org/umls")))

    assert first.entity.value == "https://example.org/mondo"
    assert not first.route[0].forwards


def test_what_is_in_no_record_has_no_equivalents(store: Store) -> None:
    assert list(equivalents(store, NamedNode("https://example.org/unknown"))) == []


def test_the_name_of_an_equivalent_is_told(store: Store) -> None:
    labels = {e.entity.value: e.label for e in equivalents(store, NamedNode(A))}

    assert labels["https://example.org/umls"] == "By UMLS"
    assert labels["https://example.org/orpha"] == ""


def test_a_record_that_is_read_backwards_has_its_inverse(store: Store) -> None:
    steps = [e.route[0] for e in equivalents(store, NamedNode("https://example.org/icd"))]

    found = {(s.end.value.rsplit("/", 1)[1], s.inverse, s.forwards) for s in steps}
    assert ("orpha", NamedNode(SKOS + "narrowMatch"), False) in found
    assert ("other", NamedNode(SKOS + "exactMatch"), False) in found
