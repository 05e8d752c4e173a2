"""Clients of a server under load: good ones, bad ones, and a judge of every answer."""

import hashlib
import json
import random
import socket
import time
from collections.abc import Callable, Mapping
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import NamedTuple
from urllib.parse import urlencode

from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

GOOD = {
    "point": "SELECT ?name { d:gard-0013034 skos:altLabel ?name }",
    "count": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "join": "SELECT ?claim ?source { ?claim a ?kind ; rg:assertedBy ?source }",
    "group": "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p",
    "all": "SELECT * { ?s ?p ?o }",
}
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
BOMB = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g"
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 60000"
REFUSALS = frozenset({429, 503})
_SHARES = {"runaway": 10, "bomb": 5, "stops reading": 1, "disconnects": 4}  # of a hundred
_HEADERS = {"Accept": "application/problem+json"}


class Outcome(NamedTuple):
    """What became of a request: its kind, how it ended, whether that is right, how long it took."""

    kind: str
    end: str
    right: bool
    seconds: float


class Client:
    """One client at an address of its own on the loopback interface; asks one query at a time."""

    def __init__(
        self, port: int, source: str, seed: int, right: Mapping[str, str], is_good: bool
    ) -> None:
        self._port = port
        self._source = (source, 0)
        self._random = random.Random(seed)
        self._right = right
        self._is_good = is_good
        self._held: list[HTTPConnection] = []
        self._bad: dict[str, Callable[[], tuple[str, bool]]] = {
            "runaway": lambda: self._refused(RUNAWAY),
            "bomb": lambda: self._refused(BOMB),
            "stops reading": self._stops_reading,
            "disconnects": self._disconnects,
        }

    def ask(self) -> Outcome:
        """Ask the next query, and return what became of it."""
        kind = self._next_kind()
        started = time.monotonic()
        try:
            end, right = self._bad[kind]() if kind in self._bad else self._good(kind)
        except (OSError, HTTPException) as error:
            end, right = f"broken: {type(error).__name__}", False
        return Outcome(kind, end, right, time.monotonic() - started)

    def close(self) -> None:
        """Let go the answers that are not read."""
        for connection in self._held:
            connection.close()

    def _next_kind(self) -> str:
        number = 100 if self._is_good else self._random.randrange(100)
        for kind, share in _SHARES.items():
            if number < share:
                return kind if kind != "stops reading" or not self._held else "point"
            number -= share
        return self._random.choice(list(GOOD))

    def _good(self, kind: str) -> tuple[str, bool]:
        response, body = self._answer(GOOD[kind])
        if response.status == 200:
            return "200", digest(body) == self._right[kind]
        return self._judged(response, body)

    def _refused(self, query: str) -> tuple[str, bool]:
        return self._judged(*self._answer(query))

    def _judged(self, response: HTTPResponse, body: bytes) -> tuple[str, bool]:
        """Return how an answer without a result ended: right is a problem that says so itself."""
        is_problem = response.headers.get_content_type() == "application/problem+json"
        document = json.loads(body) if is_problem else {}
        end = f"{response.status} {document.get('type', '').rpartition('/')[2]}"
        if response.status in REFUSALS:
            time.sleep(min(1, int(response.headers.get("Retry-After", 0))))
        return end, response.status in REFUSALS and document.get("status") == response.status

    def _stops_reading(self) -> tuple[str, bool]:
        connection = self._connection()
        self._send(connection, LONG)
        self._held.append(connection)
        return "held", True

    def _disconnects(self) -> tuple[str, bool]:
        connection = self._connection()
        self._send(connection, RUNAWAY)
        time.sleep(self._random.random())
        connection.close()
        return "left", True

    def _answer(self, query: str) -> tuple[HTTPResponse, bytes]:
        """Return a response with its whole body. Raises IncompleteRead if there is less."""
        connection = self._connection()
        try:
            self._send(connection, query)
            response = connection.getresponse()
            return response, response.read()
        finally:
            connection.close()

    def _connection(self) -> HTTPConnection:
        connection = HTTPConnection("127.0.0.1", self._port, 90, source_address=self._source)
        connection.connect()
        connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        return connection

    def _send(self, connection: HTTPConnection, query: str) -> None:
        text = f"{query} # {self._random.random()}"  # no cache has it
        connection.request("GET", f"/sparql?{urlencode(_asked(text))}", headers=_HEADERS)


def _asked(query: str) -> dict[str, str]:
    return {"query": query, "format": "csv"}


def right_answers(store: Store, prefixes: dict[str, str]) -> dict[str, str]:
    """Return the digests of the answers to the good queries, as the engine alone gives them."""
    return {kind: digest(_csv(store, query, prefixes)) for kind, query in GOOD.items()}


def digest(csv: bytes) -> str:
    """Return what is equal for answers that have the same rows in whatever order."""
    return hashlib.sha256(b"\n".join(sorted(csv.splitlines()))).hexdigest()


def _csv(store: Store, query: str, prefixes: dict[str, str]) -> bytes:
    solutions = store.query(query, prefixes=prefixes)
    assert isinstance(solutions, QuerySolutions)
    return solutions.serialize(format=QueryResultsFormat.CSV) or b""
