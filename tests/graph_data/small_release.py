"""A small sound release for tests."""

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from graph_data.own_graphs import own_graphs
from graph_data.release import (
    build_release,
)
from graph_data.source_graph import SourceGraph
from ontology.identifiers import query_prefixes

from .offenders import HEAD, SOUND

GRAPH = NamedNode("https://w3id.org/raregraph/graph/small")


def source(turtle: str = SOUND, iri: NamedNode = GRAPH) -> SourceGraph:
    def quads() -> Iterator[Quad]:
        for quad in parse(HEAD + turtle, RdfFormat.TURTLE):
            yield Quad(quad.subject, quad.predicate, quad.object, GRAPH)

    return SourceGraph(iri, "Small", "https://example.org/licence", "1", "0" * 64, quads)


def graphs(turtle: str = SOUND) -> list[SourceGraph]:
    return [source(turtle), next(g for g in own_graphs() if g.iri.value.endswith("/vocabulary"))]


def built(folder: Path, turtle: str = SOUND) -> Path:
    path, _ = build_release(graphs(turtle), query_prefixes(), out=folder)
    return path
