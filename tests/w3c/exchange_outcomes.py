"""Tests of the protocols to their outcomes, asked over HTTP."""

import http.client
import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

from ontology.identifiers import query_prefixes
from tests.w3c import solutions
from tests.w3c.comparison import same
from tests.w3c.exchanges import Exchange, ProtocolTest
from tests.w3c.manifests import FOLDER
from tests.w3c.outcomes import PASSED

# Where the server has what the tests know as /sparql/, /gsp?graph= and /gsp/name-of-a-graph.
_SPARQL, _GRAPH_STORE, _GRAPH = "/sparql", "/store", "/graph"
# The IRI of a graph is no address of this server: it begins as those of the release do.
_GRAPHS = query_prefixes()["graph"]

_HOST = "http://www.example/"
_WRITES = {"PUT", "POST", "DELETE"}
_DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
_BOOLEANS = ("application/sparql-results+json", "application/sparql-results+xml")
_FORMATS = {
    "": (),
    "boolean": _BOOLEANS,
    "tabular": (*_BOOLEANS, "text/csv", "text/tab-separated-values"),
    "RDF": ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"),
}


class Read(NamedTuple):
    """A request that reads a graph, where it reads it, and the Turtle that the graph holds.

    Each read has a graph of its own, so that no write is needed before; `graph` is None for the
    default graph, `turtle` is empty where there is to be no graph.
    """

    exchange: Exchange
    path: str
    graph: str | None
    turtle: str


def protocol_quads() -> Iterator[Quad]:
    """Return the data of the protocol's tests; data0, which the suite has not, is like data1."""
    folder = FOLDER / "sparql" / "sparql11" / "protocol"
    for number in range(4):
        graph = NamedNode(_DATA.format(number))
        for quad in parse(path=folder / f"data{number or 1}.nt"):
            yield Quad(quad.subject, quad.predicate, quad.object, graph)


def graph_store_quads(tests: Iterable[ProtocolTest]) -> Iterator[Quad]:
    """Return the graphs that the tests would have written before they read them."""
    for test in tests:
        for read in reads(test):
            name = DefaultGraph() if read.graph is None else NamedNode(read.graph)
            for quad in parse(read.turtle, RdfFormat.TURTLE, base_iri=_HOST):
                yield Quad(quad.subject, quad.predicate, quad.object, name)


def reads(test: ProtocolTest) -> Iterator[Read]:
    """Return the reads of a test of the Graph Store Protocol, in their order."""
    written = ""
    for number, exchange in enumerate(test.exchanges):
        if exchange.method in _WRITES:
            written = (exchange.body or b"").decode() if exchange.method != "DELETE" else ""
            continue
        path = exchange.path.replace("person", f"{test.name}-{number}")
        path = path.replace("/gsp", _GRAPH if path.startswith("/gsp/") else _GRAPH_STORE, 1)
        turtle = exchange.expected_body or written if exchange.allows(200) else ""
        yield Read(exchange, path, _graph(path), turtle)


def _graph(path: str) -> str | None:
    parts = urlsplit(path)
    named = parse_qs(parts.query).get("graph")
    if named:
        return named[0]
    return None if parts.query == "default" else _GRAPHS + parts.path.removeprefix(f"{_GRAPH}/")


def protocol_outcome(test: ProtocolTest, address: str) -> str:
    """Return PASSED, or what was answered instead."""
    paths = [exchange.path.replace("/sparql/", _SPARQL, 1) for exchange in test.exchanges]
    return _first_failure(zip(test.exchanges, paths, strict=True), address)


def graph_store_outcome(test: ProtocolTest, address: str) -> str:
    """Return PASSED if every read of the test is answered as expected, or what was answered."""
    return _first_failure(((one.exchange, one.path) for one in reads(test)), address)


def _first_failure(exchanges: Iterable[tuple[Exchange, str]], address: str) -> str:
    told = (_told(exchange, *_response(exchange, path, address)) for exchange, path in exchanges)
    return next((one for one in told if one != PASSED), PASSED)


def _response(exchange: Exchange, path: str, address: str) -> tuple[int, str, bytes]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    try:
        connection.request(exchange.method, path, exchange.body, exchange.headers)
        response = connection.getresponse()
        return response.status, response.headers.get_content_type(), response.read()
    finally:
        connection.close()


def _told(exchange: Exchange, status: int, media_type: str, content: bytes) -> str:
    if not exchange.allows(status):
        return str(status)
    wanted = _FORMATS[exchange.expected_format]
    if wanted and media_type not in wanted:
        return f"{status} {media_type}"
    if exchange.boolean is not None and json.loads(content)["boolean"] != exchange.boolean:
        return "another result"
    if exchange.expected_body and not _same_graph(content, exchange.expected_body):
        return "another graph"
    return PASSED


def _same_graph(content: bytes, expected: str) -> bool:
    found, wanted = (
        solutions.from_rdf(one, RdfFormat.TURTLE, _HOST) for one in (content, expected.encode())
    )
    return same(found, wanted)
