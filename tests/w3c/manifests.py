"""The tests of the W3C suites, as their manifests tell them."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF
from rdflib.term import Node

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "w3c"
BASE = "https://w3c.github.io/rdf-tests/"
MISSING = "the W3C suites are not here: they lie in ../shared/w3c, beside the project"

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")

EVALUATION, POSITIVE, NEGATIVE = "evaluation", "syntax, to be answered", "syntax, to be refused"
_KINDS = {
    MF.QueryEvaluationTest: EVALUATION,
    MF.CSVResultFormatTest: EVALUATION,
    MF.PositiveSyntaxTest: POSITIVE,
    MF.PositiveSyntaxTest11: POSITIVE,
    MF.NegativeSyntaxTest: NEGATIVE,
    MF.NegativeSyntaxTest11: NEGATIVE,
}
# What an endpoint for reading does not do: whole folders, and single kinds of test in the others.
OUT_OF_SCOPE = {
    "sparql11/add": "update",
    "sparql11/basic-update": "update",
    "sparql11/clear": "update",
    "sparql11/copy": "update",
    "sparql11/delete": "update",
    "sparql11/delete-data": "update",
    "sparql11/delete-insert": "update",
    "sparql11/delete-where": "update",
    "sparql11/drop": "update",
    "sparql11/move": "update",
    "sparql11/syntax-update-1": "update",
    "sparql11/syntax-update-2": "update",
    "sparql11/update-silent": "update",
    "sparql11/http-rdf-update": "graph store writes",
    "sparql11/entailment": "entailment regimes",
}
_UPDATES = {
    MF.PositiveUpdateSyntaxTest,
    MF.NegativeUpdateSyntaxTest,
    MF.UpdateEvaluationTest,
}


class QueryTest(NamedTuple):
    """A test of one query: `folder` is its suite, the files are paths below FOLDER."""

    iri: str
    folder: str
    kind: str
    query: str
    data: tuple[str, ...] = ()
    graph_data: tuple[str, ...] = ()
    result: str | None = None
    is_lax: bool = False  # REDUCED may leave duplicates out

    @property
    def suite(self) -> str:
        """Return the version of SPARQL whose suite this is, as the folder is named."""
        return self.folder.partition("/")[0]


@cache
def query_tests() -> tuple[QueryTest, ...]:
    """Return the query tests in scope, in the order of folders and manifests; () without them."""
    return tuple(
        test
        for folder in _folders()
        if folder not in OUT_OF_SCOPE
        for entry, graph in entries(f"{folder}/manifest.ttl")
        for test in _query_test(folder, entry, graph)
    )


@cache
def left_out() -> dict[str, int]:
    """Return why tests are not run, with how many there are."""
    counts: dict[str, int] = {}
    for folder in _folders():
        for entry, graph in entries(f"{folder}/manifest.ttl"):
            is_update = graph.value(entry, RDF.type) in _UPDATES
            reason = OUT_OF_SCOPE.get(folder, "update" if is_update else None)
            if reason:
                counts[reason] = counts.get(reason, 0) + 1
    return counts


def entries(manifest: str) -> list[tuple[Node, rdflib.Graph]]:
    """Return the tests of a manifest below `sparql/` in their order, with the graph they are in."""
    path = FOLDER / "sparql" / manifest
    graph = rdflib.Graph().parse(path, format="turtle", publicID=f"{BASE}sparql/{manifest}")
    lists = graph.objects(None, MF.entries)
    return [(entry, graph) for one in lists for entry in Collection(graph, one)]


def iri_of(file: str) -> str:
    """Return the IRI of a file of the suites."""
    return BASE + file


def _folders() -> list[str]:
    root = FOLDER / "sparql"
    return sorted(str(path.parent.relative_to(root)) for path in root.glob("*/*/manifest.ttl"))


def _query_test(folder: str, entry: Node, graph: rdflib.Graph) -> Iterator[QueryTest]:
    kind = _KINDS.get(graph.value(entry, RDF.type))  # type: ignore[call-overload]
    action = graph.value(entry, MF.action)
    if kind is None or action is None:
        return
    result = graph.value(entry, MF.result)
    yield QueryTest(
        iri=str(entry),
        folder=folder,
        kind=kind,
        query=_file(graph.value(action, QT.query) or action),
        data=tuple(_file(one) for one in graph.objects(action, QT.data)),
        graph_data=tuple(_file(one) for one in graph.objects(action, QT.graphData)),
        result=None if result is None else _file(result),
        is_lax=graph.value(entry, MF.resultCardinality) == MF.LaxCardinality,
    )


def _file(iri: Node) -> str:
    return str(iri).removeprefix(BASE)
