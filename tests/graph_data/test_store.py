from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions

from graph_data.store import default_quads, named_quads, open_store, write_store

A, P = NamedNode("https://example.org/a"), NamedNode("https://example.org/p")
ONE, TWO = NamedNode("https://example.org/one"), NamedNode("https://example.org/two")
SHARED = [Quad(A, P, Literal("x"), ONE), Quad(A, P, Literal("x"), TWO)]


def test_a_triple_of_two_graphs_counts_once_in_the_default_graph(tmp_path: Path) -> None:
    write_store(tmp_path / "store", SHARED)

    rows = open_store(tmp_path / "store").query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")

    assert isinstance(rows, QuerySolutions)
    assert [row["n"].value for row in rows] == ["1"]


def test_each_graph_keeps_its_triple(tmp_path: Path) -> None:
    count = write_store(tmp_path / "store", SHARED)
    store = open_store(tmp_path / "store")

    assert count == 2
    assert set(named_quads(store)) == set(SHARED)
    assert list(default_quads(store)) == [Quad(A, P, Literal("x"), DefaultGraph())]


def test_a_store_is_never_overwritten(tmp_path: Path) -> None:
    write_store(tmp_path / "store", SHARED)

    with pytest.raises(FileExistsError):
        write_store(tmp_path / "store", [])
    assert set(named_quads(open_store(tmp_path / "store"))) == set(SHARED)


def test_a_failure_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    def failing() -> Iterator[Quad]:
        yield SHARED[0]
        raise RuntimeError("the source broke off")

    with pytest.raises(RuntimeError, match="broke off"):
        write_store(tmp_path / "store", failing())
    assert list(tmp_path.iterdir()) == []


def test_a_missing_store_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_store(tmp_path / "nowhere")


def test_a_released_store_cannot_be_written_to(tmp_path: Path) -> None:
    write_store(tmp_path / "store", SHARED)

    with pytest.raises(RuntimeError, match="read-write"):
        open_store(tmp_path / "store").add(Quad(A, P, A))
