import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from server.execution.known_graphs import forbid_unknown, graph_hint
from server.problems import UnknownGraph

G = "http://e/graph/"


@pytest.fixture
def store() -> Store:
    store = Store()
    for name in ("curated", "closure", "mappings"):
        store.add_graph(NamedNode(G + name))
    store.add(Quad(BlankNode(), NamedNode(G), Literal("x"), BlankNode()))
    return store


def test_a_graph_that_is_declared_is_known_though_it_is_empty(store: Store) -> None:
    forbid_unknown(store, [G + "curated", G + "closure"])


def test_an_unknown_graph_is_named(store: Store) -> None:
    with pytest.raises(UnknownGraph) as refused:
        forbid_unknown(store, [G + "curated", G + "currated", G + "no"])

    assert refused.value.status == 400
    assert f"<{G}currated>" in refused.value.detail
    assert refused.value.members["hint"] == f"Did you mean <{G}curated>?"


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        (G + "closures", f"<{G}closure>"),
        ("https://elsewhere/graph#Mappings", f"<{G}mappings>"),
        (G + "curated/", f"<{G}curated>"),
        ("http://e/other", "SELECT DISTINCT ?g"),
        ("x:" + "y" * 1_000_000, "SELECT DISTINCT ?g"),
    ],
)
def test_near_names_are_told(store: Store, graph: str, expected: str) -> None:
    assert expected in graph_hint(store, graph)
