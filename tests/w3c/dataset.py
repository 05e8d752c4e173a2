"""The data of all tests as one dataset: each file is a graph under its own IRI."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, parse

from tests.w3c.manifests import FOLDER, QueryTest, iri_of

FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
}


class Graphs(NamedTuple):
    """The dataset that a test asks for: graphs by their IRIs."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def all_quads(tests: Iterable[QueryTest]) -> Iterator[Quad]:
    """Return the quads of every data file of the tests, once, and of all files beside queries.

    A query that says FROM reads files that no manifest lists.
    """
    for file in sorted(set(_files(tests))):
        yield from quads_of(file)


def graphs_of(test: QueryTest) -> Graphs:
    """Return the graphs that hold the test's data; a file without a triple makes no graph."""
    own = [name for file in test.data for name in _names(file)]
    files = {iri_of(file) for file in test.data}
    named = [name for file in test.graph_data for name in _names(file)]
    return Graphs(
        tuple(name for name in own if name in files),
        tuple(dict.fromkeys([name for name in own if name not in files] + named)),
    )


def _names(file: str) -> list[str]:
    return list(dict.fromkeys(quad.graph_name.value for quad in quads_of(file)))  # type: ignore[union-attr]  # no default graph is left


@cache
def quads_of(file: str) -> tuple[Quad, ...]:
    """Return the quads of a data file, those of its default graph in the graph of its name."""
    path = FOLDER / file
    rdf_format = FORMATS[path.suffix.removeprefix(".")]
    own = NamedNode(iri_of(file))
    found = parse(path=path, format=rdf_format, base_iri=iri_of(file), rename_blank_nodes=True)
    return tuple(
        Quad(quad.subject, quad.predicate, quad.object, _graph(quad) or own) for quad in found
    )


def _graph(quad: Quad) -> NamedNode | BlankNode | None:
    return None if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name


def _files(tests: Iterable[QueryTest]) -> Iterator[str]:
    for test in tests:
        yield from test.data + test.graph_data
        if test.folder == "sparql10/dataset":
            folder = (FOLDER / test.query).parent
            yield from (str(path.relative_to(FOLDER)) for path in folder.glob("data-*.ttl"))
