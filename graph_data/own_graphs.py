"""The graphs made from the project's own files."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import partial
from importlib.metadata import version
from importlib.resources.abc import Traversable

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from graph_data.blank_nodes import BlankNodeCycle, named
from graph_data.files import curated, examples
from graph_data.source_graph import SourceGraph
from ontology.base import BASE, GRAPH
from ontology.files import prefixes, reused_terms, shapes, vocabulary

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


class BadTurtle(ValueError):
    """A Turtle file of the project cannot be read: the file, the place, what is wrong there."""


def own_graphs() -> list[SourceGraph]:
    """Return the curated graph, the examples, the vocabulary and the shapes."""
    return [
        _graph("curated", "Facts curated from the GARD page and its sources", curated()),
        _graph("examples", "Example queries with their expected rows", examples()),
        _graph("shapes", "SHACL shapes", shapes()),
        _graph(
            "vocabulary",
            "Vocabulary, terms that it reuses, prefix table",
            [vocabulary(), reused_terms(), prefixes()],
        ),
    ]


def turtle_quads(files: Iterable[Traversable], graph: NamedNode) -> Iterator[Quad]:
    """Yield the triples of Turtle files in a graph, blank nodes named by their content.

    Raises BadTurtle if a file does not parse, or its blank nodes form a circle.
    """
    for file in files:
        try:
            found = list(named(parse(file.read_bytes(), RdfFormat.TURTLE, base_iri=BASE)))
        except (SyntaxError, BlankNodeCycle) as error:
            raise BadTurtle(f"{file.name}: {error}") from error
        for quad in found:
            yield Quad(quad.subject, quad.predicate, quad.object, graph)


def digest(files: Iterable[Traversable]) -> str:
    """Return the SHA-256 over the files' names and bytes, in their order."""
    sha256 = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        sha256.update(f"{file.name}\n{len(content)}\n".encode() + content)
    return sha256.hexdigest()


def _graph(name: str, title: str, files: list[Traversable]) -> SourceGraph:
    iri = NamedNode(GRAPH + name)
    return SourceGraph(
        iri=iri,
        title=title,
        licence=LICENCE,
        version=version("raregraph"),
        sha256=digest(files),
        quads=partial(turtle_quads, files, iri),
    )
