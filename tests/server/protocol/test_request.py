from urllib.parse import quote, urlencode

import pytest

from server.messages import SparqlRequest
from server.problems import ProtocolError, UpdateRefused
from server.protocol.request import FORM, QUERY_TEXT, UPDATE_TEXT, parse_request

ASK = SparqlRequest("ASK {}")


@pytest.mark.parametrize(
    ("method", "query_string", "content_type", "body"),
    [
        ("GET", "query=ASK+%7B%7D", "", b""),
        ("HEAD", "query=ASK%20%7B%7D", "", b""),
        ("POST", "", FORM, b"query=ASK+%7B%7D"),
        ("POST", "", f"{FORM}; charset=UTF-8", b"query=ASK+%7B%7D"),
        ("POST", "", QUERY_TEXT, b"ASK {}"),
        ("POST", "", f'{QUERY_TEXT.upper()}; charset="utf-8"', b"ASK {}"),
    ],
)
def test_a_query_comes_by_each_of_the_three_ways(
    method: str, query_string: str, content_type: str, body: bytes
) -> None:
    assert parse_request(method, query_string, content_type, body) == ASK


def test_percent_signs_are_decoded_once() -> None:
    query = "SELECT * { <http://e/a%20b> ?p '100%' }"

    assert parse_request("GET", "query=" + quote(query), "", b"").query == query
    assert parse_request("POST", "", FORM, urlencode({"query": query}).encode()).query == query
    assert parse_request("POST", "", QUERY_TEXT, query.encode()).query == query


def test_a_plus_is_a_space_in_a_form_and_a_plus_in_a_query_text() -> None:
    assert parse_request("GET", "query=a+b%2B", "", b"").query == "a b+"
    assert parse_request("POST", "", QUERY_TEXT, b"a+b").query == "a+b"


def test_a_charset_is_honoured() -> None:
    body = 'ASK { ?s ?p "é" }'.encode("latin-1")

    assert "é" in parse_request("POST", "", f"{QUERY_TEXT}; charset=latin-1", body).query


def test_graphs_and_format_stand_beside_the_query() -> None:
    beside = "default-graph-uri=http%3A%2F%2Fe%2F1&named-graph-uri=http://e/2&format=csv"

    by_get = parse_request("GET", f"query=ASK%7B%7D&{beside}", "", b"")
    by_post = parse_request("POST", beside, QUERY_TEXT, b"ASK{}")

    assert by_get == by_post == SparqlRequest("ASK{}", ("http://e/1",), ("http://e/2",), "csv")


def test_a_graph_that_is_given_twice_is_one_graph() -> None:
    twice = "query=ASK&default-graph-uri=http://e/1&default-graph-uri=http://e/1"

    assert parse_request("GET", twice, "", b"").default_graphs == ("http://e/1",)


@pytest.mark.parametrize(
    ("method", "query_string", "content_type", "body", "status", "message"),
    [
        ("GET", "", "", b"", 400, "`query` is given 0 times"),
        ("GET", "query=a&query=a", "", b"", 400, "`query` is given 2 times"),
        ("POST", "query=a", FORM, b"query=b", 400, "`query` is given 2 times"),
        ("POST", "query=a", QUERY_TEXT, b"b", 400, "`query` is given 2 times"),
        ("GET", "query=a&format=csv&format=xml", "", b"", 400, "`format` is given 2 times"),
        ("GET", "query=%FF", "", b"", 400, "cannot be decoded"),
        ("GET", "query=a&" + "x=1&" * 2000, "", b"", 400, "cannot be decoded"),
        ("GET", "query=a&default-graph-uri=g", "", b"", 400, "no absolute IRI: 'g'"),
        ("POST", "", QUERY_TEXT, b"\xff", 400, "The body is not utf-8"),
        ("POST", "", f"{QUERY_TEXT}; charset=klingon", b"a", 415, "'klingon' is not known"),
        ("POST", "", "application/json", b"{}", 415, "application/json"),
        ("POST", "", "", b"ASK {}", 415, "of no stated type"),
        ("PATCH", "query=a", "", b"", 405, "PATCH is not GET or POST"),
    ],
)
def test_what_is_no_protocol_request_is_refused(
    method: str, query_string: str, content_type: str, body: bytes, status: int, message: str
) -> None:
    with pytest.raises(ProtocolError, match=message) as refused:
        parse_request(method, query_string, content_type, body)

    assert refused.value.status == status


@pytest.mark.parametrize(
    ("query_string", "content_type", "body"),
    [
        ("update=DROP+ALL", FORM, b""),
        ("", FORM, b"update=DROP+ALL"),
        ("", UPDATE_TEXT, b"DROP ALL"),
    ],
)
def test_an_update_is_called_an_update(query_string: str, content_type: str, body: bytes) -> None:
    with pytest.raises(UpdateRefused, match="only queries are answered"):
        parse_request("POST", query_string, content_type, body)
