from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis.strategies import binary, sampled_from, text

from server.messages import SparqlRequest
from server.problems import Problem, ProtocolError, UpdateRefused
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
        ("QUERY", "", FORM, b"query=ASK+%7B%7D"),
        ("QUERY", "", QUERY_TEXT, b"ASK {}"),
    ],
)
def test_a_query_comes_by_each_of_the_ways(
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

    assert "é" in parse_request("POST", "", f"{QUERY_TEXT}; charset=iso-8859-1", body).query
    assert parse_request("POST", "", f"{FORM}; charset=latin1", b"query=%E9").query == "é"


def test_a_byte_order_mark_is_no_part_of_the_query() -> None:
    marked = b"\xef\xbb\xbf"

    assert parse_request("POST", "", QUERY_TEXT, marked + b"ASK {}") == ASK
    assert parse_request("POST", "", FORM, marked + b"query=ASK+%7B%7D") == ASK
    assert parse_request("GET", "query=%EF%BB%BFASK+%7B%7D", "", b"") == ASK


@pytest.mark.parametrize(("text", "seconds"), [("5", 5.0), ("0.25", 0.25), (".5", 0.5)])
def test_a_client_says_how_long_it_will_wait(text: str, seconds: float) -> None:
    assert parse_request("GET", f"query=ASK&timeout={text}", "", b"").timeout_seconds == seconds


@pytest.mark.parametrize(
    "text", ["", "0", "0.0", "-1", "5s", "inf", "nan", "1e3", "1_0", "%D9%A3", "+5", "9" * 400]
)
def test_a_time_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ProtocolError, match="`timeout` is") as refused:
        parse_request("GET", f"query=ASK&timeout={text}", "", b"")

    assert refused.value.status == 400


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("default-graph", "default-graph-uri"),
        ("default_graph_uri", "default-graph-uri"),
        ("Named-Graph-URI", "named-graph-uri"),
        ("using-graph-uri", "named-graph-uri"),
    ],
)
def test_a_misspelt_dataset_is_never_ignored(name: str, meant: str) -> None:
    with pytest.raises(ProtocolError, match=name) as refused:
        parse_request("GET", f"query=ASK&{name}=http://e/1", "", b"")

    assert refused.value.members["hint"] == f"Did you mean `{meant}`?"


def test_other_unknown_parameters_are_ignored() -> None:
    others = "results=json&output=json&debug=on&maxrows=10&" + "x" * 5_000 + "=1"

    assert parse_request("GET", f"query=ASK+%7B%7D&{others}", "", b"") == ASK


def test_a_misspelt_query_is_asked_about() -> None:
    with pytest.raises(ProtocolError) as refused:
        parse_request("GET", "qeury=ASK", "", b"")

    assert refused.value.members["hint"] == "Did you mean `query` by `qeury`?"


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
        ("POST", "", f"{QUERY_TEXT}; charset=klingon", b"a", 415, "'klingon' is not read"),
        ("POST", "", f"{QUERY_TEXT}; charset=utf-16", b"a", 415, "'utf-16' is not read"),
        ("POST", "", f"{QUERY_TEXT}; charset=punycode", b"a", 415, "'punycode' is not read"),
        ("POST", "", "application/json", b"{}", 415, "application/json"),
        ("POST", "", "", b"ASK {}", 415, "of no stated type"),
        ("QUERY", "query=ASK", "", b"", 415, "of no stated type"),
        ("PATCH", "query=a", "", b"", 405, "PATCH is none of GET, HEAD"),
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


@given(
    sampled_from(["GET", "POST", "QUERY", "PUT"]),
    text(max_size=60),
    sampled_from([FORM, QUERY_TEXT, f"{FORM}; charset=", f"{QUERY_TEXT};charset=latin1", ";", ""]),
    binary(max_size=60),
)
def test_whatever_comes_is_a_query_or_a_problem_of_the_client(
    method: str, query_string: str, content_type: str, body: bytes
) -> None:
    try:
        assert parse_request(method, query_string, content_type, body).query is not None
    except Problem as problem:
        found = problem.status
    else:
        found = 200

    assert found in {200, 400, 405, 415}
