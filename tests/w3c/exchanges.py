"""The tests of the protocols: requests with the responses that they must have."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import rdflib
from rdflib.collection import Collection
from rdflib.term import Node

from tests.w3c.manifests import MF, entries

HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
UT = rdflib.Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
RDFS = rdflib.Namespace("http://www.w3.org/2000/01/rdf-schema#")

PROTOCOL = ("sparql11/protocol/manifest.ttl",)
GRAPH_STORE = (
    "sparql11/graph-store-protocol/manifest-direct.ttl",
    "sparql11/graph-store-protocol/manifest-indirect.ttl",
)
_STATUS = {"OK": "200", "Created": "201", "NoContent": "204", "NotFound": "404"}


class Exchange(NamedTuple):
    """One request and what its response must be; `statuses` are codes or 2xx, 3xx, 4xx.

    `expected_format` is boolean, tabular, RDF or nothing; `expected_body` is Turtle or nothing.
    """

    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None
    statuses: frozenset[str]
    boolean: bool | None = None
    expected_format: str = ""
    expected_body: str = ""

    def allows(self, status: int) -> bool:
        """Tell whether the response may have this status."""
        return bool({str(status), f"{status // 100}xx"} & self.statuses)


class ProtocolTest(NamedTuple):
    """A test of a protocol: its exchanges in their order."""

    iri: str
    name: str
    exchanges: tuple[Exchange, ...]


@cache
def protocol_tests() -> tuple[ProtocolTest, ...]:
    """Return the tests of the SPARQL Protocol that ask; those that update are left out."""
    return tuple(test for test in _tests(PROTOCOL) if "update" not in test.name)


@cache
def graph_store_tests() -> tuple[ProtocolTest, ...]:
    """Return the tests of the Graph Store Protocol that read a graph.

    Left out is the one that reads where the server chose to write.
    """
    return tuple(
        test
        for test in _tests(GRAPH_STORE)
        if any(one.method in {"GET", "HEAD"} for one in test.exchanges)
        and not any("$LOCATION$" in one.path for one in test.exchanges)
    )


def left_out_of(manifests: tuple[str, ...], run: tuple[ProtocolTest, ...]) -> int:
    """Return how many tests of the manifests are not run."""
    return len(_tests(manifests)) - len(run)


def _tests(manifests: tuple[str, ...]) -> tuple[ProtocolTest, ...]:
    return tuple(
        ProtocolTest(str(entry), str(entry).partition("#")[2], tuple(_exchanges(entry, graph)))
        for manifest in manifests
        for entry, graph in entries(manifest)
    )


def _exchanges(entry: Node, graph: rdflib.Graph) -> Iterator[Exchange]:
    action = graph.value(entry, MF.action)
    for requests in graph.objects(action, HT.requests):
        for request in Collection(graph, requests):
            yield _exchange(request, graph)


def _exchange(request: Node, graph: rdflib.Graph) -> Exchange:
    response = graph.value(request, HT.resp)
    body = graph.value(request, HT.body)
    boolean = graph.value(response, MF.expectedBoolean)
    answered = graph.value(response, HT.body)
    return Exchange(
        method=str(graph.value(request, HT.methodName)),
        path=str(graph.value(request, HT.absolutePath)),
        headers=dict(_headers(request, graph)),
        body=None if body is None else _encoded(body, graph),
        statuses=frozenset(_status(one) for one in graph.objects(response, MF.expectedStatus)),
        boolean=None if boolean is None else str(boolean) == "true",
        expected_format=str(graph.value(response, MF.expectedFormat) or ""),
        expected_body="" if answered is None else str(graph.value(answered, CNT.chars)),
    )


def _headers(request: Node, graph: rdflib.Graph) -> Iterator[tuple[str, str]]:
    for headers in graph.objects(request, HT.headers):
        for header in Collection(graph, headers):
            name, value = (graph.value(header, part) for part in (HT.fieldName, HT.fieldValue))
            yield str(name), str(value)


def _encoded(body: Node, graph: rdflib.Graph) -> bytes:
    encoding = str(graph.value(body, CNT.characterEncoding) or "UTF-8")
    return str(graph.value(body, CNT.chars)).encode(encoding)


def _status(iri: Node) -> str:
    name = str(iri).rpartition("#")[2]
    return _STATUS.get(name, name.removeprefix("StatusCode"))
