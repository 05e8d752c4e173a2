import pytest

from server.messages import GraphRequest
from server.problems import NotAcceptable, ProtocolError
from server.protocol.graph_request import AskedGraph, graph_media_types, parse_graph_request

AT = "http://e/a/store"
DATASET = AskedGraph(GraphRequest(is_whole=True), None)
GRAPH = AskedGraph(GraphRequest("http://e/g"), None)
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("query_string", "expected"),
    [
        ("", AskedGraph(GraphRequest(is_whole=True), None)),
        ("format=nq", AskedGraph(GraphRequest(is_whole=True), "nq")),
        ("default", AskedGraph(GraphRequest(), None)),
        ("default=&format=ttl", AskedGraph(GraphRequest(), "ttl")),
        ("graph=http://f/g", AskedGraph(GraphRequest("http://f/g"), None)),
        ("graph=http%3A%2F%2Ff%2Fg%23x", AskedGraph(GraphRequest("http://f/g#x"), None)),
        ("graph=http://f/a%2520b", AskedGraph(GraphRequest("http://f/a%20b"), None)),
        ("graph=http://f/%C3%A9", AskedGraph(GraphRequest("http://f/é"), None)),
        ("graph=urn:x:y", AskedGraph(GraphRequest("urn:x:y"), None)),
        ("graph=http://f/a/../g%23", AskedGraph(GraphRequest("http://f/a/../g#"), None)),
        ("graph=g", AskedGraph(GraphRequest("http://e/a/g"), None)),
        ("graph=../g", AskedGraph(GraphRequest("http://e/g"), None)),
        ("graph=/g", AskedGraph(GraphRequest("http://e/g"), None)),
        ("graph=//f/g", AskedGraph(GraphRequest("http://f/g"), None)),
        ("graph=", AskedGraph(GraphRequest(AT), None)),
    ],
)
def test_a_request_names_a_graph_or_the_dataset(query_string: str, expected: AskedGraph) -> None:
    assert parse_graph_request(query_string, AT) == expected


@pytest.mark.parametrize(
    ("query_string", "reason"),
    [
        ("default&graph=http://e/g", "`default` and `graph`"),
        ("graph=http://e/g&graph=http://e/g", "`graph` and `graph`"),
        ("default&default", "`default` and `default`"),
        ("format=nq&format=nq", "`format` and `format`"),
        ("graph=a%20b", "'a b'"),
        ("graph=http://f/%0D%0Ag", "no IRI"),
        ("graph=%00", "no IRI"),
        ("graph=%3Cg%3E", "no IRI"),
        ("graph=//[::1", "no IRI"),
        ("graph=http://%5Bx", "no IRI"),
        ("graph=%FF", "cannot be decoded"),
        ("query=ASK{}", "`query` is not known"),
        ("&".join(["default"] * 200), "cannot be decoded"),
    ],
)
def test_any_other_request_is_refused(query_string: str, reason: str) -> None:
    with pytest.raises(ProtocolError) as refused:
        parse_graph_request(query_string, AT)

    assert refused.value.status == 400
    assert reason in refused.value.detail


@pytest.mark.parametrize(
    ("asked", "accept", "expected"),
    [
        (GRAPH, "", "text/turtle"),
        (GRAPH, "*/*", "text/turtle"),
        (GRAPH, BROWSER, "text/turtle"),
        (GRAPH, "application/rdf+xml", "application/rdf+xml"),
        (GRAPH, "application/ld+json, text/html", "application/ld+json"),
        (GRAPH, "application/n-quads", "application/n-quads"),
        (GRAPH._replace(format="nt"), "text/turtle", "application/n-triples"),
        (DATASET, "", "application/n-quads"),
        (DATASET, BROWSER, "application/n-quads"),
        (DATASET, "text/turtle, application/trig;q=0.1", "application/trig"),
        (DATASET._replace(format="jsonld"), "", "application/ld+json"),
    ],
)
def test_the_format_is_negotiated(asked: AskedGraph, accept: str, expected: str) -> None:
    assert graph_media_types(asked, accept) == (None, expected)


@pytest.mark.parametrize(
    ("asked", "accept"),
    [
        (GRAPH, "text/csv"),
        (GRAPH._replace(format="html"), ""),
        (DATASET, "text/turtle"),
        (DATASET, "application/rdf+xml"),
        (DATASET._replace(format="ttl"), "*/*"),
    ],
)
def test_a_format_that_cannot_hold_it_is_refused_with_those_that_can(
    asked: AskedGraph, accept: str
) -> None:
    with pytest.raises(NotAcceptable) as refused:
        graph_media_types(asked, accept)

    assert "application/n-quads" in str(refused.value.members["expected"])
