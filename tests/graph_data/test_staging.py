import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from graph_data.source_graph import SourceGraph
from graph_data.staging import StrayQuad, stage
from graph_data.tally import Tally
from loaders.loader import SourceError
from ontology.standard import rdf_Statement, rdf_type

S = NamedNode("https://example.org/s")


def source(name: str, count: int, size: int = 0, graph: str | None = None) -> SourceGraph:
    tally = Tally()

    def quads() -> Iterator[Quad]:
        for number in range(count):
            tally.records += 1
            iri = NamedNode(f"https://example.org/{graph or name}")
            yield Quad(S, S, Literal(f"{number}"), iri)

    iri = NamedNode(f"https://example.org/{name}")
    return SourceGraph(iri, name, "", "1", "0" * 64, quads, tally, size)


def test_each_graph_is_a_file_and_fills_its_tally(tmp_path: Path) -> None:
    graphs = [source("one", 2), source("two", 3)]

    staged = stage(graphs, tmp_path, lambda _: None)

    assert [one.graph for one in staged] == graphs
    assert [one.quads for one in staged] == [2, 3]
    assert [graph.tally.records for graph in graphs if graph.tally] == [2, 3]
    for one in staged:
        assert set(parse(path=str(one.path), format=RdfFormat.N_QUADS)) == set(one.graph.quads())
        assert one.seconds > 0
        assert one.peak_bytes > 1_000_000


def test_claims_are_those_of_the_tally_or_those_in_the_graph(tmp_path: Path) -> None:
    def quads() -> Iterator[Quad]:
        for claim in ("a", "b"):
            yield Quad(NamedNode(f"https://example.org/{claim}"), rdf_type, rdf_Statement, own)
        yield Quad(S, S, S, own)

    own = NamedNode("https://example.org/own")
    curated = SourceGraph(own, "", "", "1", "0" * 64, quads)
    counted = source("counted", 3)
    assert counted.tally is not None
    counted.tally.claims = 5

    staged = stage([curated, counted], tmp_path, lambda _: None)

    assert [one.claims for one in staged] == [2, 5]


def test_each_graph_is_told_when_it_is_done(tmp_path: Path) -> None:
    told: list[str] = []

    stage([source("one", 2), source("two", 3)], tmp_path, told.append)

    assert sorted(told) == ["one: 2 quads", "two: 3 quads"]


def test_what_a_source_raises_is_raised(tmp_path: Path) -> None:
    def broken() -> Iterator[Quad]:
        yield next(iter(source("one", 1).quads()))
        raise SourceError("a.xml", 3, "broken off")

    graph = SourceGraph(NamedNode("https://example.org/one"), "", "", "", "", broken)
    with pytest.raises(SourceError, match=r"a\.xml, line 3: broken off"):
        stage([source("two", 5), graph], tmp_path, lambda _: None)


def test_a_quad_of_another_graph_is_told(tmp_path: Path) -> None:
    with pytest.raises(
        StrayQuad, match=re.escape("org/one holds a quad of <https://example.org/x>")
    ):
        stage([source("one", 1, graph="x")], tmp_path, lambda _: None)
