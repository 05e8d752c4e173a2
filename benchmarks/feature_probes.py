"""The features of an endpoint, each with the question that tells whether it is there."""

import http.client
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from benchmarks.feature_requests import JSON, Response, ask, is_true, send
from benchmarks.peers import Endpoint

QUERY_TYPE = {"Content-Type": "application/sparql-query"}
Probe = Callable[[Endpoint], bool]

ONE, TWO = "http://e/one", "http://e/two"
# Neither ends by itself within hours; the second sends rows at once.
ENDLESS = "SELECT (COUNT(*) AS ?n) {{ {} }}".format(
    " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(9))
)
STREAMING = f"SELECT * {{ {' '.join(f'?a{n} ?b{n} ?c{n} .' for n in range(9))} }}"


def _by_get(endpoint: Endpoint) -> bool:
    return is_true(ask(endpoint.query, "ASK {}"))


def _by_form(endpoint: Endpoint) -> bool:
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": JSON}
    return is_true(send(endpoint.query, "POST", headers, "query=ASK%7B%7D"))


def _by_post(endpoint: Endpoint) -> bool:
    return is_true(send(endpoint.query, "POST", {**QUERY_TYPE, "Accept": JSON}, "ASK {}"))


def _by_query_method(endpoint: Endpoint) -> bool:
    return is_true(send(endpoint.query, "QUERY", {**QUERY_TYPE, "Accept": JSON}, "ASK {}"))


def _by_head(endpoint: Endpoint) -> bool:
    url = f"{endpoint.query}?query=ASK%7B%7D"
    whole, head = (send(url, method, {"Accept": JSON}) for method in ("GET", "HEAD"))
    same = all(
        whole.headers.get(n) == head.headers.get(n) for n in ("content-type", "content-length")
    )
    return head.status == 200 and head.body == b"" and same


def _quality_values(endpoint: Endpoint) -> bool:
    liked = ask(endpoint.query, "SELECT * {}", f"{JSON};q=0.1, text/csv;q=0.9, text/*;q=0.2")
    return liked.media_type == "text/csv"


def _not_acceptable(endpoint: Endpoint) -> bool:
    return ask(endpoint.query, "ASK {}", "image/png").status == 406


def _exact_csv(endpoint: Endpoint) -> bool:
    query = 'SELECT ?x ?y { VALUES (?x ?y) { ("a\\"b,c"@en <x:y>) (1 UNDEF) } }'
    found = ask(endpoint.query, query, "text/csv")
    return found.media_type == "text/csv" and found.body == b'x,y\r\n"a""b,c",x:y\r\n1,\r\n'


def _exact_tsv(endpoint: Endpoint) -> bool:
    query = 'SELECT ?x ?y { VALUES (?x ?y) { ("a\\tb"@en <x:y>) (1 UNDEF) } }'
    found = ask(endpoint.query, query, "text/tab-separated-values")
    return found.body == b'?x\t?y\n"a\\tb"@en\t<x:y>\n1\t\n'


def _graph_formats(endpoint: Endpoint) -> bool:
    query = "CONSTRUCT { <x:s> <x:p> 1 } {}"
    wanted = ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
    return [ask(endpoint.query, query, one).media_type for one in wanted] == wanted


def _a_page(endpoint: Endpoint) -> bool:
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    found = ask(endpoint.query, 'SELECT ("unlikely words" AS ?x) {}', accept)
    return found.media_type == "text/html" and b"unlikely words</" in found.body


def _once_decoded(endpoint: Endpoint) -> bool:
    return is_true(ask(endpoint.query, 'ASK { FILTER (STRLEN("%41+%20") = 7) }'))


def _one_query(endpoint: Endpoint) -> bool:
    return send(f"{endpoint.query}?query=ASK%7B%7D&query=ASK%7B%7D").status == 400


def _no_update(endpoint: Endpoint) -> bool:
    return ask(endpoint.query, "# SELECT\nINSERT DATA { <x:s> <x:p> 1 }").status in {400, 403}


def _placed_error(endpoint: Endpoint) -> bool:
    """Tell whether a missing dot in line 3 is a 400 that says line 3."""
    found = ask(endpoint.query, "SELECT * {\n  ?s ?p 1 .\n  ?s ?p ?o ?x\n}", "*/*")
    return found.status == 400 and bool(re.search(rb"line\W{1,4}3\b|\b3:\d", found.body))


def _problem_documents(endpoint: Endpoint) -> bool:
    found = ask(endpoint.query, "SELECT", "*/*")
    return found.status == 400 and found.media_type == "application/problem+json"


def _merged_once(endpoint: Endpoint) -> bool:
    query = 'ASK { { SELECT (COUNT(*) AS ?n) { ?s ?p "shared" } } FILTER (?n = 1) }'
    graphs: dict[str, Any] = {"default-graph-uri": [ONE, TWO]}
    return is_true(ask(endpoint.query, query, **graphs))


def _overridden_from(endpoint: Endpoint) -> bool:
    query = f'ASK FROM <{ONE}> {{ ?s ?p "second" }}'
    return is_true(ask(endpoint.query, query, **{"default-graph-uri": TWO}))


def _unknown_graph(endpoint: Endpoint) -> bool:
    return ask(endpoint.query, "ASK {}", **{"default-graph-uri": "http://e/none"}).status == 400


@contextmanager
def _trap() -> Iterator[tuple[str, Callable[[], bool]]]:
    """Give an address, and what tells whether anyone came there."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.5)

        def was_visited() -> bool:
            try:
                listener.accept()[0].close()
            except TimeoutError:
                return False
            return True

        yield f"http://127.0.0.1:{listener.getsockname()[1]}/", was_visited


def _calls_nobody(endpoint: Endpoint, query: str) -> bool:
    with (
        _trap() as (address, was_visited),
        socket.create_connection(_place(endpoint)) as connection,
    ):
        form = urlencode({"query": query.format(address)})
        path = urlsplit(endpoint.query).path
        text = f"GET {path}?{form} HTTP/1.1\r\nHost: {urlsplit(endpoint.query).netloc}\r\n\r\n"
        connection.sendall(text.encode())
        return not was_visited()


def _place(endpoint: Endpoint) -> tuple[str, int]:
    parts = urlsplit(endpoint.query)
    return parts.hostname or "", parts.port or 80


def _guarded_service(endpoint: Endpoint) -> bool:
    return _calls_nobody(endpoint, "SELECT * {{ SERVICE <{}> {{ ?s ?p ?o }} }}")


def _guarded_from(endpoint: Endpoint) -> bool:
    return _calls_nobody(endpoint, "SELECT * FROM <{}> {{ ?s ?p ?o }}")


def _limited_time(endpoint: Endpoint) -> bool:
    """Tell whether a query without end is stopped in time, and then is no 200."""
    return _is_refused(lambda: ask(endpoint.query, ENDLESS))


def _no_cut_answer(endpoint: Endpoint) -> bool:
    """Tell whether rows that never end make an error, not a 200 that stops somewhere."""
    return _is_refused(lambda: ask(endpoint.query, STREAMING, "text/csv"))


def _is_refused(response: Callable[[], Response]) -> bool:
    try:
        return response().status >= 400
    except (OSError, http.client.HTTPException):
        return False


def _any_origin(endpoint: Endpoint) -> bool:
    headers = {"Origin": "http://e", "Access-Control-Request-Method": "POST"}
    headers["Access-Control-Request-Headers"] = "content-type"
    url = f"{endpoint.query}?query=ASK%7B%7D"
    asked = (send(endpoint.query, "OPTIONS", headers), send(url, "GET", {"Origin": "http://e"}))
    return all(
        one.status < 300
        and one.headers.get("access-control-allow-origin") == "*"
        and "access-control-allow-credentials" not in one.headers
        for one in asked
    )


def _validators(endpoint: Endpoint) -> bool:
    url = f"{endpoint.query}?{urlencode({'query': 'SELECT * { ?s ?p ?o } LIMIT 1'})}"
    tag = send(url).headers.get("etag", "none")
    return send(url, headers={"If-None-Match": tag}).status == 304


def _compressed(coding: str) -> Probe:
    def probe(endpoint: Endpoint) -> bool:
        query = urlencode({"query": f"SELECT ?x {{ VALUES ?x {{ {'1 2 3 ' * 2000} }} }}"})
        found = send(f"{endpoint.query}?{query}", headers={"Accept-Encoding": coding})
        return found.headers.get("content-encoding") == coding

    return probe


def _described(endpoint: Endpoint) -> bool:
    found = send(endpoint.query, headers={"Accept": "text/turtle"})
    return found.status == 200 and b"sparql-service-description#" in found.body


def _at(path: str, media_type: str = "", content: bytes = b"") -> Probe:
    def probe(endpoint: Endpoint) -> bool:
        found = send(urljoin(endpoint.query, path), headers={"Accept": media_type or "*/*"})
        return found.status == 200 and content in found.body

    return probe


def _read_graphs(endpoint: Endpoint) -> bool:
    if not endpoint.store:
        return False
    found = send(f"{endpoint.store}?graph={ONE}", headers={"Accept": "application/n-triples"})
    missing = send(f"{endpoint.store}?graph=http://e/none")
    return found.status == 200 and b"first" in found.body and missing.status == 404


def _triple_terms(endpoint: Endpoint) -> bool:
    found = ask(endpoint.query, "SELECT ?t { BIND (<<( <x:s> <x:p> 1 )>> AS ?t) }")
    return found.status == 200 and b'"triple"' in found.body


def _deep_nesting(endpoint: Endpoint) -> bool:
    """Tell whether 20,000 nested groups are an error to the one who asks, and to nobody else."""
    deep = f"ASK {'{' * 20_000}{'}' * 20_000}"
    try:
        refused = send(endpoint.query, "POST", {**QUERY_TYPE, "Accept": JSON}, deep).status < 500
        return refused and _by_get(endpoint)
    except (OSError, http.client.HTTPException):
        return False


PROBES: dict[str, Probe] = {
    "GET": _by_get,
    "POST of a form": _by_form,
    "POST of the query": _by_post,
    "QUERY, the method": _by_query_method,
    "HEAD says what GET would": _by_head,
    "quality values and wildcards in Accept": _quality_values,
    "406 where nothing fits": _not_acceptable,
    "CSV to the byte": _exact_csv,
    "TSV to the byte": _exact_tsv,
    "Turtle, N-Triples, RDF/XML and JSON-LD": _graph_formats,
    "triple terms (RDF 1.2) in JSON": _triple_terms,
    "results as a page for a browser": _a_page,
    "percent signs decoded once": _once_decoded,
    "two queries in one request are refused": _one_query,
    "an update sent as a query is refused": _no_update,
    "a syntax error names its line": _placed_error,
    "errors as problem documents (RFC 9457)": _problem_documents,
    "default-graph-uri overrides FROM": _overridden_from,
    "a triple in two default graphs counts once": _merged_once,
    "an unknown default graph is an error": _unknown_graph,
    "SERVICE calls no address of the inner network": _guarded_service,
    "FROM fetches nothing": _guarded_from,
    "CORS for any origin, without credentials": _any_origin,
    "ETag and 304": _validators,
    "gzip": _compressed("gzip"),
    "zstd": _compressed("zstd"),
    "service description": _described,
    "VoID at /.well-known/void": _at("/.well-known/void", "text/turtle", b"void#"),
    "graphs by the Graph Store Protocol": _read_graphs,
    "health check": _at("/healthz"),
    "metrics for Prometheus": _at("/metrics", "", b"# TYPE"),
}
# Each may end a server, or keep it busy for ever.
HARSH_PROBES: dict[str, Probe] = {
    "a query without end is stopped by an error": _limited_time,
    "rows without end are no cut 200": _no_cut_answer,
    "20,000 nested groups harm nobody": _deep_nesting,
}
