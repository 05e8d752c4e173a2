"""A test of the suites to its outcome, asked over HTTP or of the engine in process."""

import http.client
import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from server.query.tokens import Untokenisable, tokens
from tests.w3c import solutions
from tests.w3c.comparison import as_stored, same
from tests.w3c.dataset import FORMATS, Graphs, graphs_of
from tests.w3c.manifests import BASE, EVALUATION, FOLDER, NEGATIVE, QueryTest, iri_of

PASSED = "passed"
SPELLING = "equal values, another spelling"


class Reply(NamedTuple):
    """What an endpoint says: the slug of its problem, if it is one."""

    status: int
    media_type: str
    content: bytes
    problem: str = ""


Ask = Callable[[str, Graphs, str], Reply]
Read = Callable[[bytes], solutions.Result]

_JSON, _XML = "application/sparql-results+json", "application/sparql-results+xml"
_READERS: dict[str, Read] = {
    _JSON: solutions.from_json,
    _XML: solutions.from_xml,
    "text/csv": solutions.from_csv,
    "text/tab-separated-values": solutions.from_tsv,
    "application/n-triples": partial(solutions.from_rdf, rdf_format=RdfFormat.N_TRIPLES, base=BASE),
}
# The ending of the expected result to the format that is asked for; a graph, or a set of solutions
# that is written as a graph, leaves it open.
_ACCEPT = {
    "srx": _XML,
    "srj": _JSON,
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": f"{_JSON}, application/n-triples",
    "rdf": f"{_JSON}, application/n-triples",
    "nt": "application/n-triples",
}
_SOME_GRAPH = iri_of("sparql/sparql10/basic/data-1.ttl")


def outcome(test: QueryTest, ask: Ask) -> str:
    """Return PASSED, SPELLING, or what went wrong."""
    text = (FOLDER / test.query).read_bytes().decode("utf-8", "surrogateescape")
    ending = (test.result or "x.srj").rpartition(".")[2]
    accept = _ACCEPT[ending] if test.kind == EVALUATION else _ACCEPT["ttl"]
    reply = ask(f"BASE <{iri_of(test.query)}>\n{text}", _graphs(test, text), accept)
    if test.kind == NEGATIVE:
        return PASSED if reply.problem == "syntax-error" else f"{reply.status} {reply.problem}"
    if reply.status != 200:
        return f"{reply.status} {reply.problem}"
    return _compared(test, text, reply) if test.kind == EVALUATION else PASSED


def _graphs(test: QueryTest, text: str) -> Graphs:
    """Return the dataset to ask for beside the query, which overrides FROM.

    A syntax test does not bring the graphs of its FROM.
    """
    if not _has_from(text):
        return graphs_of(test)
    return Graphs() if test.kind == EVALUATION else Graphs(named=(_SOME_GRAPH,))


def _compared(test: QueryTest, text: str, reply: Reply) -> str:
    found = _READERS[reply.media_type](reply.content)
    wanted = expected(test)
    if isinstance(wanted, solutions.Solutions) and _is_ordered(text):
        wanted = wanted._replace(is_ordered=True)
    if same(found, wanted, test.is_lax):
        return PASSED
    return SPELLING if same(found, wanted, test.is_lax, as_stored) else "another result"


def expected(test: QueryTest) -> solutions.Result:
    """Return the result that the suite gives for a test."""
    assert test.result is not None
    content = (FOLDER / test.result).read_bytes()
    ending = test.result.rpartition(".")[2]
    if ending in FORMATS:
        return solutions.from_rdf(content, FORMATS[ending], iri_of(test.result))
    return _READERS[_ACCEPT[ending]](content)


def _has_from(query: str) -> bool:
    return any(word == "FROM" for word, _ in _words(query))


def _is_ordered(query: str) -> bool:
    """Tell whether the outermost SELECT says ORDER BY."""
    return any(word == "ORDER" and depth == 0 for word, depth in _words(query))


def _words(query: str) -> Iterator[tuple[str, int]]:
    """Return the keywords of a query, each with how many braces it stands in."""
    depth = 0
    with suppress(Untokenisable):
        for token in tokens(query):
            depth += (token.text == "{") - (token.text == "}")
            if token.kind == "word":
                yield token.text.upper(), depth


@contextmanager
def over_http(address: str) -> Iterator[Ask]:
    """Give what asks an endpoint by POST of a form, over one connection."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)

    def ask(query: str, graphs: Graphs, accept: str) -> Reply:
        parameters = [("default-graph-uri", graph) for graph in graphs.default]
        parameters += [("named-graph-uri", graph) for graph in graphs.named]
        form = urlencode([("query", query), *parameters], errors="surrogateescape")
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", urlsplit(address).path, form, headers)
        response = connection.getresponse()
        content = response.read()
        media_type = response.headers.get_content_type()
        return Reply(response.status, media_type, content, _problem(media_type, content))

    with closing(connection):
        yield ask


def _problem(media_type: str, content: bytes) -> str:
    if media_type != "application/problem+json":
        return ""
    return str(json.loads(content)["type"]).rpartition("/")[2]


def in_process(store: Store) -> Ask:
    """Return what asks the engine itself, without our server."""

    def ask(query: str, graphs: Graphs, accept: str) -> Reply:
        given = bool(graphs.default or graphs.named)
        try:
            results = store.query(
                query,
                default_graph=[NamedNode(one) for one in graphs.default] if given else None,
                named_graphs=[NamedNode(one) for one in graphs.named] if given else None,
            )
            return _written(results, accept)
        except SyntaxError:
            return Reply(400, "", b"", "syntax-error")
        except (OSError, RuntimeError, ValueError) as error:
            return Reply(500, "", str(error).encode(), "engine-error")

    return ask


def _written(results: object, accept: str) -> Reply:
    if isinstance(results, QueryTriples):
        content = serialize(results, format=RdfFormat.N_TRIPLES)
        return Reply(200, "application/n-triples", content or b"")
    media_type = accept.partition(",")[0]
    if isinstance(results, QueryBoolean) and media_type not in {_JSON, _XML}:
        media_type = _JSON
    content = results.serialize(  # type: ignore[attr-defined]
        format=QueryResultsFormat.from_media_type(media_type)
    )
    return Reply(200, media_type, content)
