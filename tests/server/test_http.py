"""Requests as they come over the wire, to a real server."""

import gzip
import http.client
import json
import select
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import pytest

from server.places import READERS
from tests.server.test_serve import running

TEXT = "Content-Type: application/sparql-query"
FORM = "Content-Type: application/x-www-form-urlencoded"
ASK = "/sparql?query=ASK%7B%7D"
LONG = "/sparql?format=csv&query=" + quote("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000")

LONGEST = LONG.replace("csv", "json")  # more than the system keeps for a reader
SLOW_CLIENTS = 600  # more than the server has threads


@pytest.fixture(scope="module")
def port(small_release: Path) -> Iterator[int]:
    with running(small_release, request_bytes=10_000) as (address, _):
        yield urlsplit(address).port or 0


def sent(
    port: int, head: list[str], body: bytes = b"", is_cut: bool = False, source: str = "127.0.0.1"
) -> tuple[int, bytes]:
    """Return status and body of the answer to what is sent as it stands."""
    lines = [*head, "Host: localhost", "Connection: close", "", ""]
    with socket.create_connection(("127.0.0.1", port), 30, (source, 0)) as connection:
        connection.sendall("\r\n".join(lines).encode("latin-1") + body)
        if is_cut:
            connection.shutdown(socket.SHUT_WR)
        with http.client.HTTPResponse(connection, method=head[0].partition(" ")[0]) as response:
            response.begin()
            return response.status, response.read()


class Received(NamedTuple):
    """An answer that has been read to its end."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


def answer(port: int, method: str, address: str, **headers: str) -> Received:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    with closing(connection):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, address, headers=named)
        response = connection.getresponse()
        return Received(response.status, response.headers, response.read())


def test_head_has_the_headers_of_get_and_no_body(port: int) -> None:
    got, head = answer(port, "GET", LONG), answer(port, "HEAD", LONG)
    names = ("Content-Type", "Content-Length", "ETag", "Vary", "Cache-Control")

    assert [head.headers[name] for name in names] == [got.headers[name] for name in names]
    assert len(got.body) == int(head.headers["Content-Length"])
    assert head.body == b""


def test_a_long_answer_is_coded_with_its_length(port: int) -> None:
    coded = answer(port, "GET", LONG, Accept_Encoding="gzip")

    assert coded.headers["Content-Length"] == str(len(coded.body))
    assert gzip.decompress(coded.body) == answer(port, "GET", LONG).body


def test_a_repeated_answer_comes_from_the_cache_and_is_the_same(port: int) -> None:
    address = ASK + "&format=xml"
    first, second = answer(port, "GET", address), answer(port, "GET", address)

    assert first.body == second.body
    assert second.headers["Server-Timing"] == "cache;desc=hit"
    assert second.headers["Query-Id"] != first.headers["Query-Id"]


def test_the_query_method_is_answered(port: int) -> None:
    status, body = sent(port, ["QUERY /sparql HTTP/1.1", TEXT, "Content-Length: 6"], b"ASK {}")

    assert (status, json.loads(body)["boolean"]) == (200, True)


def test_a_chunked_body_is_read_whole(port: int) -> None:
    head = ["POST /sparql HTTP/1.1", TEXT, "Transfer-Encoding: chunked"]

    status, body = sent(port, head, b"3\r\nASK\r\n3\r\n {}\r\n0\r\n\r\n")

    assert (status, json.loads(body)["boolean"]) == (200, True)


@pytest.mark.parametrize("is_chunked", [True, False])
def test_a_body_that_is_too_long_is_never_cut_and_evaluated(port: int, is_chunked: bool) -> None:
    body = b"ASK {} #" + b"x" * 20_000
    framing = "Transfer-Encoding: chunked" if is_chunked else f"Content-Length: {len(body)}"
    if is_chunked:
        body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)

    status, _ = sent(port, ["POST /sparql HTTP/1.1", TEXT, framing], body)

    assert status == 413


def test_a_body_shorter_than_it_says_is_not_evaluated(port: int) -> None:
    head = ["POST /sparql HTTP/1.1", TEXT, "Content-Length: 10"]

    status, body = sent(port, head, b"ASK {}", is_cut=True)

    assert status == 400
    assert json.loads(body)["detail"] == "The body ends after 6 of 10 bytes."


def test_a_coded_body_is_refused(port: int) -> None:
    head = ["POST /sparql HTTP/1.1", TEXT, "Content-Length: 6", "Content-Encoding: gzip"]

    assert sent(port, head, b"ASK {}")[0] == 415


@pytest.mark.parametrize(
    "head",
    [
        ["POST /sparql HTTP/1.1", TEXT],
        ["POST /sparql HTTP/1.1", TEXT, "Content-Encoding: gzip", "Accept: text/html"],
        ["POST /nowhere HTTP/1.1", FORM, "Accept: text/html"],
        ["PUT /store HTTP/1.1", FORM, "Accept: text/html"],
    ],
)
def test_clients_that_send_slowly_keep_nobody_from_asking(port: int, head: list[str]) -> None:
    lines = "\r\n".join([*head, "Host: localhost", "Content-Length: 10", "", "que"])
    with ExitStack() as slow:
        for _ in range(SLOW_CLIENTS):
            connection = slow.enter_context(socket.create_connection(("127.0.0.1", port), 30))
            connection.sendall(lines.encode())

        status, body = sent(port, [f"GET {ASK}+ HTTP/1.1"])

    assert (status, json.loads(body)["boolean"]) == (200, True)


def test_a_client_that_sends_slowly_leaves_places_to_others(small_release: Path) -> None:
    head = ["POST /sparql HTTP/1.1", TEXT, "Content-Length: 6"]
    with running(small_release, client_queries=2) as (address, _), ExitStack() as slow:
        port = urlsplit(address).port or 0
        senders = [
            slow.enter_context(socket.create_connection(("127.0.0.1", port), 30)) for _ in range(3)
        ]
        for sender in senders:
            sender.sendall("\r\n".join([*head, "Host: localhost", "", ""]).encode())
        refused, *_ = select.select(senders, [], [], 30)

        assert [one.recv(12) for one in refused] == [b"HTTP/1.1 429"]
        assert sent(port, head, b"ASK {}", source="127.0.0.2")[0] == 200


def test_clients_that_do_not_read_keep_nobody_from_asking(small_release: Path) -> None:
    with running(small_release, client_queries=0, queue_length=READERS) as (address, _):
        port = urlsplit(address).port or 0
        with ExitStack() as slow:
            connections = [_unread(slow, port) for _ in range(READERS + 1)]
            started = sorted(connection.recv(12) for connection in connections)
            status, _ = sent(port, [f"GET {ASK} HTTP/1.1"])
        later = _status_with_patience(port)

    assert started == [b"HTTP/1.1 200"] * READERS + [b"HTTP/1.1 503"]
    assert (status, later) == (200, 200)


def _unread(slow: ExitStack, port: int) -> socket.socket:
    """Return a connection over which a long answer was asked for, and hardly any comes."""
    connection = slow.enter_context(socket.socket())
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    connection.settimeout(60)
    connection.connect(("127.0.0.1", port))
    connection.sendall(f"GET {LONGEST} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    return connection


def _status_with_patience(port: int) -> int:
    """Return the status of a long answer once those who left have given back a place."""
    for _ in range(100):
        if (status := answer(port, "GET", LONGEST).status) != 503:
            return status
        time.sleep(0.1)
    return 503


@pytest.mark.parametrize(("length", "status"), [(65_534, 200), (65_535, 414), (70_000, 414)])
def test_an_address_may_have_64_kilobytes(port: int, length: int, status: int) -> None:
    address = ASK + "+" * (length - len(ASK))

    assert sent(port, [f"GET {address} HTTP/1.1"])[0] == status


@pytest.mark.parametrize(
    "headers",
    [
        ['Accept: ;;;q=,,="\\, text/csv;q=abc, /, */*;q=1e9'],
        ["Accept: \xff\xfe", "Accept-Encoding: \xff;q=\xfe", 'If-None-Match: \xff"'],
        ["Accept: " + "a/b," * 2_000 + "*/*"],
        ["Content-Length: 6", "Content-Type: \xff; charset=\xff"],
    ],
)
def test_headers_that_mean_nothing_do_no_harm(port: int, headers: list[str]) -> None:
    assert sent(port, [f"GET {ASK} HTTP/1.1", *headers], b"ASK {}")[0] == 200


def test_nul_is_a_syntax_error(port: int) -> None:
    assert sent(port, ["GET /sparql?query=ASK%7B%7D%00 HTTP/1.1"])[0] == 400


def test_options_tells_methods_types_and_origins(port: int) -> None:
    headers = answer(port, "OPTIONS", "/sparql", Origin="https://e.org").headers

    assert set(headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST", "QUERY"}
    assert headers["Access-Control-Allow-Methods"] == headers["Allow"]
    assert headers["Access-Control-Max-Age"] == "86400"
    assert headers["Accept-Query"] == "application/sparql-query, application/x-www-form-urlencoded"
    assert "Access-Control-Allow-Credentials" not in headers


@pytest.mark.parametrize(("method", "name"), [("POST", "Accept-Post"), ("QUERY", "Accept-Query")])
def test_a_body_of_another_type_is_told_the_types_that_there_are(
    port: int, method: str, name: str
) -> None:
    response = answer(port, method, "/sparql", Content_Type="text/plain", Content_Length="0")

    assert response.status == 415
    assert "application/sparql-query" in response.headers[name]
