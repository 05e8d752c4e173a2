"""The graphs of a release, written out by a real server."""

import urllib.error
import urllib.parse
import urllib.request
from http.client import HTTPResponse

import pytest
from pyoxigraph import Quad, RdfFormat, parse

VOCABULARY = "https://w3id.org/raregraph/graph/vocabulary"


def fetched(address: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    request = urllib.request.Request(address, method=method, headers=headers)
    with urllib.request.urlopen(request, timeout=30) as response:
        return response, response.read()


def triples(content: bytes, rdf_format: RdfFormat = RdfFormat.N_TRIPLES) -> set[Quad]:
    return {Quad(q.subject, q.predicate, q.object) for q in parse(content, rdf_format)}


def constructed(server: str, where: str) -> set[Quad]:
    query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {where} }}"
    parameters = urllib.parse.urlencode({"query": query, "format": "nt"})
    return triples(fetched(f"{server}/sparql?{parameters}")[1])


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("/store?default", "?s ?p ?o"),
        (f"/store?graph={VOCABULARY}", f"GRAPH <{VOCABULARY}> {{ ?s ?p ?o }}"),
        ("/graph/vocabulary", f"GRAPH <{VOCABULARY}> {{ ?s ?p ?o }}"),
    ],
)
def test_a_graph_is_what_queries_see_of_it(server: str, path: str, where: str) -> None:
    response, content = fetched(server + path)

    assert response.headers["Content-Type"] == "text/turtle; charset=utf-8"
    assert triples(content, RdfFormat.TURTLE) == constructed(server, where)


def test_the_dataset_has_the_default_graph_and_every_named_one(server: str) -> None:
    _, content = fetched(f"{server}/store", Accept="application/n-quads")

    quads = set(parse(content, RdfFormat.N_QUADS))
    default = {quad for quad in quads if quad == Quad(quad.subject, quad.predicate, quad.object)}
    in_graphs = {Quad(q.subject, q.predicate, q.object) for q in quads - default}
    assert default == in_graphs == constructed(server, "?s ?p ?o")


def test_head_is_get_without_the_body(server: str) -> None:
    get, content = fetched(f"{server}/graph/vocabulary")
    head, nothing = fetched(f"{server}/graph/vocabulary", "HEAD")

    assert nothing == b""
    assert head.headers["Content-Length"] == str(len(content))
    assert head.headers["ETag"] == get.headers["ETag"]


def test_a_graph_that_the_client_has_is_not_sent_again(server: str) -> None:
    first, _ = fetched(f"{server}/store?default")

    with pytest.raises(urllib.error.HTTPError) as answer:
        fetched(f"{server}/store?default", **{"If-None-Match": first.headers["ETag"]})

    with answer.value as response:
        assert response.code == 304
