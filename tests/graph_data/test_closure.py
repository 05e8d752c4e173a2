from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from graph_data.closure import CLOSURE, closure
from ontology import terms as rg

HEAD = """
@prefix ex: <https://example.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


ONE = NamedNode("https://example.org/one")


def stored(quads: Iterable[Quad], graph: NamedNode = ONE) -> Store:
    """Return a store with the triples in a named graph and in the default graph."""
    store = Store()
    for quad in quads:
        store.add(quad)
        store.add(Quad(quad.subject, quad.predicate, quad.object, graph))
    return store


def pairs(turtle: str, predicate: NamedNode) -> set[tuple[str, str]]:
    derived = closure(stored(parse(HEAD + turtle, RdfFormat.TURTLE)))
    return {
        (q.subject.value[-1], q.object.value[-1])
        for q in derived
        if q.predicate == predicate
        and isinstance(q.subject, NamedNode)
        and isinstance(q.object, NamedNode)
    }


def test_ancestors_at_any_distance_are_found() -> None:
    turtle = "ex:a rdfs:subClassOf ex:b . ex:b rdfs:subClassOf ex:c ."

    assert pairs(turtle, rg.subClassOfTransitive) == {("a", "b"), ("a", "c"), ("b", "c")}


def test_narrower_counts_as_broader_read_backwards() -> None:
    turtle = "ex:c skos:narrower ex:b . ex:a skos:broader ex:b ."

    assert pairs(turtle, rg.broaderTransitive) == {("b", "c"), ("a", "b"), ("a", "c")}


def test_the_two_hierarchies_are_not_mixed() -> None:
    turtle = "ex:a rdfs:subClassOf ex:b . ex:b skos:broader ex:c ."

    assert pairs(turtle, rg.subClassOfTransitive) == {("a", "b")}


def test_matches_between_sources_are_not_followed() -> None:
    turtle = "ex:a skos:broader ex:b . ex:b skos:exactMatch ex:c . ex:c skos:broader ex:d ."

    assert pairs(turtle, rg.broaderTransitive) == {("a", "b"), ("c", "d")}


def test_no_chain_leads_from_one_graph_into_another() -> None:
    store = stored(parse(HEAD + "ex:a skos:broader ex:b .", RdfFormat.TURTLE))
    other = NamedNode("https://example.org/two")
    store.extend(stored(parse(HEAD + "ex:b skos:broader ex:c .", RdfFormat.TURTLE), other))

    assert len(list(closure(store))) == 2


def test_a_cycle_ends() -> None:
    turtle = "ex:a skos:broader ex:b . ex:b skos:broader ex:a ."

    assert pairs(turtle, rg.broaderTransitive) == {("a", "b"), ("a", "a"), ("b", "a"), ("b", "b")}


def test_all_is_in_the_closure_graph() -> None:
    derived = closure(stored(parse(HEAD + "ex:a skos:broader ex:b .", RdfFormat.TURTLE)))

    assert {quad.graph_name for quad in derived} == {CLOSURE}
    assert list(closure(Store())) == []
