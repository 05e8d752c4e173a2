import shutil
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph_data.canonical import canonical, nquads
from graph_data.lines import NoSort, sort_lines, write_quads, write_triples, write_without
from ontology.standard import XSD

S, P, ONE, TWO = (NamedNode(f"https://example.org/{name}") for name in ("s", "p", "one", "two"))
VALUES = [
    Literal("01", datatype=NamedNode(XSD + "integer")),
    Literal("1.50", datatype=NamedNode(XSD + "decimal")),
    Literal("1E3", datatype=NamedNode(XSD + "double")),
    Literal("2020-01-01T00:00:00.000Z", datatype=NamedNode(XSD + "dateTime")),
    Literal("1", datatype=NamedNode(XSD + "boolean")),
    Literal('not "01', datatype=NamedNode(XSD + "integer")),
    Literal("back\\01", datatype=NamedNode(XSD + "integer")),
    Literal('"01"^^<http://www.w3.org/2001/XMLSchema#integer> .'),
    Literal("01", datatype=NamedNode("https://example.org/own")),
    Literal("line\nbreak", language="en"),
]
QUADS = [Quad(S, P, value, graph) for value in VALUES for graph in (TWO, ONE)]


def test_quads_are_written_as_the_store_gives_them_back(tmp_path: Path) -> None:
    write_quads([*QUADS, *QUADS], tmp_path / "a")
    sort_lines([tmp_path / "a"], tmp_path / "b")

    assert (tmp_path / "b").read_bytes() == nquads(canonical(QUADS))


def test_sorted_files_are_merged(tmp_path: Path) -> None:
    for name, content in (("a", b"1\n3\n"), ("b", b"2\n3\n")):
        (tmp_path / name).write_bytes(content)

    sort_lines([tmp_path / "a", tmp_path / "b"], tmp_path / "c", are_sorted=True)

    assert (tmp_path / "c").read_bytes() == b"1\n2\n3\n"


def test_a_triple_of_two_graphs_is_one_triple(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(nquads(QUADS))

    assert write_triples(tmp_path / "a", tmp_path / "b") == len(VALUES)
    triples = [Quad(q.subject, q.predicate, q.object) for q in QUADS]
    assert (tmp_path / "b").read_bytes() == nquads(triples)


def test_lines_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1\n2\n3\n")

    write_without(tmp_path / "a", tmp_path / "b", frozenset({b"2\n"}))

    assert (tmp_path / "b").read_bytes() == b"1\n3\n"


def test_a_missing_sort_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)

    with pytest.raises(NoSort, match="expected the program sort"):
        sort_lines([], tmp_path / "a")


def test_a_sort_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoSort, match=r"sort failed: .*nowhere"):
        sort_lines([tmp_path / "nowhere"], tmp_path / "a")


def test_what_sort_tells_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "sort"
    program.write_text("#!/bin/sh\nprintf 'write failed: a\\nwrite error\\n' >&2\nexit 2\n")
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda _: str(program))

    with pytest.raises(NoSort, match=r"^sort failed: write failed: a; write error$"):
        sort_lines([], tmp_path / "a")
