"""Strategies for HTTP requests around a query, and what every response must be."""

import http.client
import json
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import quote, quote_from_bytes, urlsplit

from hypothesis import strategies as st

from tests.fuzz.queries import QUERIES

SECONDS = 30  # far beyond the limit of a query: a hang, not slowness
_PROBLEM_TYPES = {"application/problem+json", "text/html", "text/plain"}
# An error that a client can meet; every other from 500 on is a fault of the server.
_MAY_BE_UNAVAILABLE = 503


class Request(NamedTuple):
    """A request as it goes over the wire; header values are Latin-1."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


class Response(NamedTuple):
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


_METHODS = st.sampled_from(
    [*["GET", "POST", "QUERY", "HEAD"] * 3, "OPTIONS", "PUT", "DELETE", "PATCH", "BREW", "get"]
)
_WITHOUT_CONTENT = {"GET", "HEAD", "OPTIONS", "get"}
_PATHS = st.sampled_from(
    [
        *["/sparql"] * 12,
        *(
            "/",
            "/sparql/",
            "/store",
            "/graph/curated",
            "/dataset",
            "/dumps/raregraph.nq.gz",
            "/prefixes",
            "/manifest.json",
            "/healthz",
            "/readyz",
            "/metrics",
            "/.well-known/void",
        ),
        *(
            "/.well-known/sparql-examples",
            "/problems/syntax-error",
            "/problems/none",
            "/static/../x",
        ),
        *("/static/style.css", "/%00", "/%ff", "//sparql", "/graph/%2e%2e", "/id/none", "/nothing"),
    ]
)
_IRIS = st.sampled_from(
    [
        "https://w3id.org/raregraph/graph/curated",
        "x:none",
        "",
        "not an iri",
        "<x:y>",
        "x:\x00",
        "é:é",
    ]
)
_FORMATS = st.sampled_from(["json", "xml", "csv", "tsv", "turtle", "html", "nope", "", "text/csv"])
_TIMEOUTS = st.sampled_from(["1", "0", "-1", "0.001", "1e999", "nan", "inf", "x", "", "٣"])
PARAMETERS = st.lists(
    st.one_of(
        st.tuples(st.just("query"), QUERIES),
        st.tuples(st.sampled_from(["default-graph-uri", "named-graph-uri", "graph"]), _IRIS),
        st.tuples(st.just("format"), _FORMATS),
        st.tuples(st.just("timeout"), _TIMEOUTS),
        st.tuples(st.sampled_from(["update", "default", "base", "limit", ""]), st.text(max_size=5)),
    ),
    max_size=4,
)
_ACCEPTS = st.sampled_from(
    [
        *("*/*", "text/html", "text/csv;q=0", "application/sparql-results+json;version=1.2", ""),
        *("text/turtle;q=2", "a/b;q=x", ",,;;", "text/*;q=0.1, */*;q=0", "application/n-quads"),
        *(
            "application/problem+json",
            "text/plain",
            "*",
            "\xe9/\xff",
            "application/trig",
            "x" * 5000,
        ),
    ]
)
_TYPES = st.sampled_from(
    [
        *["application/x-www-form-urlencoded", "application/sparql-query"] * 4,
        *("application/sparql-query; charset=utf-16", "application/sparql-query; charset=latin1"),
        *("application/sparql-query; charset=base64", "text/plain", "", "multipart/form-data", ";"),
        *(
            "multipart/form-data; boundary=x",
            "application/sparql-update",
            "application/json",
            "\xff",
        ),
        *(
            "application/x-www-form-urlencoded; charset=idna",
            "application/sparql-query; charset=\xe9",
        ),
    ]
)
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "Accept": _ACCEPTS,
        "Content-Type": _TYPES,
        "Accept-Encoding": st.sampled_from(
            ["gzip", "zstd", "gzip;q=0, *", "br", "identity;q=0", "\xff"]
        ),
        "Content-Encoding": st.sampled_from(["gzip", "zstd", "nope"]),
        "If-None-Match": st.sampled_from(["*", '"x"', 'W/"x"', '"', "\xff"]),
        "Range": st.sampled_from(["bytes=0-1", "bytes=-1", "x"]),
        "Origin": st.sampled_from(["http://evil.example", "null"]),
        "X-Forwarded-For": st.sampled_from(["1.2.3.4", "x", "\xff", ", ,"]),
        "Access-Control-Request-Method": st.sampled_from(["GET", "PUT", "x"]),
    },
)


def _encoded(pairs: list[tuple[str, str]]) -> str:
    return "&".join(f"{quote(name)}={quote(value, errors='replace')}" for name, value in pairs)


def _request(
    method: str,
    path: str,
    pairs: list[tuple[str, str]],
    headers: dict[str, str],
    body: bytes,
    noise: bytes,
) -> Request:
    query = _encoded(pairs) + (quote_from_bytes(noise, safe="&=%+;") if noise else "")
    # A server may close the connection over the content of a GET: RFC 9110, 9.3.1.
    content = b"" if method in _WITHOUT_CONTENT else body
    return Request(method, f"{path}?{query}" if query else path, headers, content)


BODIES = st.one_of(
    st.just(b""),
    QUERIES.map(lambda text: text.encode("utf-8", "replace")),
    PARAMETERS.map(lambda pairs: _encoded(pairs).encode()),
    st.binary(max_size=40),
)
ANY_REQUEST = st.builds(
    _request, _METHODS, _PATHS, PARAMETERS, HEADERS, BODIES, st.just(b"") | st.binary(max_size=8)
)
# Well-formed around the query, so that it reaches the engine.
PLAIN_QUERY = st.builds(
    lambda text, accept: Request(
        "POST",
        "/sparql",
        {"Content-Type": "application/sparql-query", "Accept": accept},
        text.encode("utf-8", "replace"),
    ),
    QUERIES,
    st.sampled_from(
        ["*/*", "text/html", "text/csv", "application/sparql-results+xml", "text/turtle"]
    ),
)


def send(address: str, request: Request) -> Response:
    """Return the response to a request. Raises TimeoutError where none comes."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=SECONDS)
    try:
        connection.putrequest(request.method, request.target, skip_accept_encoding=True)
        for name, value in request.headers.items():
            connection.putheader(name, value.encode("latin-1"))
        connection.putheader("Content-Length", str(len(request.body)))
        with suppress(BrokenPipeError):  # it was refused before it was whole
            connection.endheaders(request.body)
        response = connection.getresponse()
        return Response(response.status, response.headers, response.read())
    finally:
        connection.close()


def check(request: Request, response: Response) -> None:
    """Fail if a response is not one that a client can rely on."""
    assert response.status < 500 or response.status == _MAY_BE_UNAVAILABLE, response
    assert b"Traceback" not in response.body, response
    if request.method.upper() == "HEAD" or response.status in {204, 304}:
        assert response.body == b"", response
    elif "Content-Length" in response.headers:
        assert int(response.headers["Content-Length"]) == len(response.body), response
    if response.status >= 400 and response.body:
        _check_problem(response)


def _check_problem(response: Response) -> None:
    media_type = response.headers.get_content_type()
    assert media_type in _PROBLEM_TYPES, response
    if media_type != "application/problem+json" or "Content-Encoding" in response.headers:
        return
    document = json.loads(response.body)
    assert document["status"] == response.status, response
    assert isinstance(document["title"], str), response
    assert document["type"] == "about:blank" or "/problems/" in document["type"], response
