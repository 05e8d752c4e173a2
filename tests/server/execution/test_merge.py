"""Datasets of several graphs: each triple once, whatever way is taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store

from server.execution.merge import View, Views
from server.query.dataset import Dataset

E = "http://e/"


def store_of(**graphs: str) -> Store:
    """Return a store of graphs, each with one triple for each letter; `default` is its union."""
    store = Store()
    for name, letters in graphs.items():
        store.add_graph(NamedNode(E + name))
        for letter in letters:
            store.add(quad(letter, NamedNode(E + name)))
    return store


def with_union(store: Store) -> Store:
    for one in list(store):
        store.add(Quad(one.subject, one.predicate, one.object))
    return store


def quad(letter: str, graph: NamedNode | DefaultGraph) -> Quad:
    return Quad(NamedNode(E + letter), NamedNode(E + "p"), Literal(letter), graph)


def iris(names: str) -> tuple[str, ...]:
    return tuple(E + name for name in names)


def letters(view: View, query: str = "SELECT ?o { ?s ?p ?o }") -> str:
    """Return the values of ?o, in alphabetical order, each as often as it is answered."""
    rows = view.store.query(
        query, default_graph=view.default_graphs, named_graphs=view.named_graphs
    )
    assert isinstance(rows, QuerySolutions)
    return "".join(sorted(row["o"].value for row in rows))


@pytest.mark.parametrize(
    ("default", "named", "in_default", "in_named"),
    [
        ("", "x", "", "ab"),
        ("x", "", "ab", ""),
        ("xz", "", "abd", ""),
        ("xz", "x", "abd", "ab"),
        ("xy", "", "abc", ""),
        ("xy", "xy", "abc", "abbc"),
        ("xyz", "z", "abcd", "d"),
        ("xe", "e", "ab", ""),
    ],
)
def test_a_triple_of_two_graphs_counts_once_in_their_merge(
    default: str, named: str, in_default: str, in_named: str
) -> None:
    views = Views(store_of(x="ab", y="bc", z="d", e=""))

    view = views.view(Dataset(iris(default), iris(named)))

    assert letters(view) == in_default
    assert letters(view, "SELECT ?o { GRAPH ?g { ?s ?p ?o } }") == in_named


@given(st.dictionaries(st.sampled_from("wxyz"), st.text("abcd"), min_size=1), st.data())
def test_a_merge_is_the_union_of_sets(graphs: dict[str, str], data: st.DataObject) -> None:
    store = store_of(**graphs)
    if data.draw(st.booleans()):
        with_union(store)
    views = Views(store)
    for default in data.draw(st.lists(st.sets(st.sampled_from(list(graphs)), min_size=1))):
        view = views.view(Dataset(iris("".join(default)), ()))

        merged = {letter for name in default for letter in graphs[name]}
        assert letters(view) == "".join(sorted(merged))


def test_graphs_that_share_nothing_are_not_copied() -> None:
    store = store_of(x="ab", y="cd", z="a")

    assert Views(store).view(Dataset(iris("xy"), iris("z"))).store is store


def test_all_graphs_are_the_default_graph_where_it_is_their_union() -> None:
    store = with_union(store_of(x="ab", y="bc"))

    view = Views(store).view(Dataset(iris("yx"), ()))

    assert view == (store, [DefaultGraph()], [])


@pytest.mark.parametrize("more", [quad("z", DefaultGraph()), quad("z", NamedNode(E + "x"))])
def test_a_default_graph_that_is_no_union_is_not_taken_for_one(more: Quad) -> None:
    store = with_union(store_of(x="ab", y="bc"))
    store.add(more)

    view = Views(store).view(Dataset(iris("xy"), ()))

    in_graphs = "abcz" if more.graph_name == NamedNode(E + "x") else "abc"
    assert letters(view) == in_graphs


def test_the_last_copy_is_used_again() -> None:
    views = Views(store_of(x="ab", y="bc", z="c"))
    first = views.view(Dataset(iris("xy"), ())).store

    assert views.view(Dataset(iris("yx"), ())).store is first
    assert views.view(Dataset(iris("yz"), ())).store is not first


def test_a_blank_node_is_the_same_in_all_graphs_of_a_merge() -> None:
    node, predicate = BlankNode(), NamedNode(E + "p")
    store = store_of(x="a", y="a")
    store.add(Quad(node, predicate, Literal("1"), NamedNode(E + "x")))
    store.add(Quad(node, predicate, Literal("2"), NamedNode(E + "y")))

    view = Views(store).view(Dataset(iris("xy"), iris("y")))

    assert letters(view, "SELECT ?o { ?s ?p '1', ?o }") == "12"
    assert letters(view, "SELECT ?o { ?s ?p '1' GRAPH ?g { ?s ?p ?o } }") == "2"


def test_an_empty_graph_that_is_declared_is_there_in_a_copy() -> None:
    views = Views(store_of(x="ab", y="bc", e=""))

    view = views.view(Dataset(iris("xy"), iris("e")))

    assert letters(view, "SELECT ('found' AS ?o) { GRAPH ?g {} }") == "found"


def test_where_it_is_known_that_the_default_graph_is_the_union_nobody_asks_the_engine() -> None:
    store = store_of(x="ab", y="bc")  # its default graph is empty

    assert letters(Views(store, is_union=True).view(Dataset(iris("xy"), ()))) == ""
    assert letters(Views(store, is_union=False).view(Dataset(iris("xy"), ()))) == "abc"
