from collections.abc import Iterable
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from werkzeug.test import Client

from server.execution.releases import ServedRelease
from server.middleware.answer_cache import AnswerCache
from tests.server.fakes import FakeGraph

KEPT = {
    "ETag": '"t"',
    "Cache-Control": "public, max-age=60",
    "Raregraph-Release": "r1",
    "Vary": "Accept, Accept-Encoding",
    "Query-Id": "first",
    "Content-Type": "text/csv",
}


class Application:
    """A WSGI application that counts its requests, and answers with the path."""

    def __init__(self) -> None:
        self.times = 0
        self.status = "200 OK"
        self.headers = dict(KEPT)
        self.body: bytes | None = None
        self.closed = 0

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        self.times += 1
        body = self.body if self.body is not None else environ["PATH_INFO"].encode()
        start(self.status, [*self.headers.items(), ("Content-Length", str(len(body)))])
        return _Chunks(self, body)


class _Chunks(list[bytes]):
    def __init__(self, application: Application, body: bytes) -> None:
        super().__init__([body[:2], body[2:]])
        self._application = application

    def close(self) -> None:
        self._application.closed += 1


class Served(FakeGraph):
    """A graph whose release can be changed."""

    name = "r1"

    @property
    def served(self) -> ServedRelease:
        return ServedRelease(self.name, Path(), None)


@pytest.fixture
def application() -> Application:
    return Application()


@pytest.fixture
def graph() -> Served:
    return Served(lambda *_: pytest.fail("the cache evaluates nothing"), Path())


@pytest.fixture
def cache(application: Application, graph: Served) -> AnswerCache:
    return AnswerCache(application, graph, 1_000_000)


@pytest.fixture
def client(cache: AnswerCache) -> Client:
    return Client(cache)


def test_the_same_request_is_answered_once_by_the_application(
    client: Client, application: Application
) -> None:
    first, second = client.get("/a?q=1"), client.get("/a?q=1")

    assert first.data == second.data == b"/a"
    assert second.headers["Content-Type"] == "text/csv"
    assert application.times == application.closed == 1


def test_what_belongs_to_one_request_is_new_for_each(client: Client) -> None:
    first, second, third = (client.get("/a").headers for _ in range(3))

    assert len({one["Query-Id"] for one in (first, second, third)}) == 3
    assert second["Server-Timing"] == "cache;desc=hit"
    assert second.getlist("Query-Id") == [second["Query-Id"]]


def test_head_is_answered_from_the_answer_to_get(client: Client, application: Application) -> None:
    client.get("/a")
    response = client.head("/a")

    assert (response.data, response.headers["Content-Length"]) == (b"", "2")
    assert application.times == 1


@pytest.mark.parametrize("condition", ['"t"', 'W/"t"', '"x", "t"', "*"])
def test_a_known_answer_is_not_sent_again(client: Client, condition: str) -> None:
    client.get("/a")

    response = client.get("/a", headers={"If-None-Match": condition})

    assert (response.status_code, response.data) == (304, b"")
    assert response.headers["ETag"] == '"t"'
    assert "Content-Type" not in response.headers


def test_another_answer_is_sent_whole(client: Client) -> None:
    client.get("/a")

    assert client.get("/a", headers={"If-None-Match": '"x"'}).data == b"/a"


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/b", {}),
        ("/a?q=1", {}),
        ("/a", {"Accept": "text/csv"}),
        ("/a", {"Accept-Encoding": "gzip"}),
        ("/a", {"Host": "other.org"}),
    ],
)
def test_a_request_that_differs_has_an_answer_of_its_own(
    client: Client, application: Application, address: str, headers: dict[str, str]
) -> None:
    client.get("/a")
    client.get(address, headers=headers)

    assert application.times == 2


@pytest.mark.parametrize(
    ("status", "changed"),
    [
        ("503 SERVICE UNAVAILABLE", {}),
        ("206 PARTIAL CONTENT", {}),
        ("200 OK", {"Cache-Control": "no-store"}),
        ("200 OK", {"Vary": "Cookie"}),
        ("200 OK", {"Vary": "*"}),
        ("200 OK", {"Set-Cookie": "a=b"}),
        ("200 OK", {"ETag": None}),
        ("200 OK", {"Raregraph-Release": None}),
        ("200 OK", {"Raregraph-Release": "r0"}),
    ],
)
def test_what_may_not_be_kept_is_not(
    client: Client, application: Application, status: str, changed: dict[str, str | None]
) -> None:
    application.status = status
    headers = {**KEPT, **changed}
    application.headers = {name: value for name, value in headers.items() if value is not None}
    client.get("/a")
    client.get("/a")

    assert application.times == 2


def test_a_posted_request_is_always_passed_on(client: Client, application: Application) -> None:
    client.get("/a")
    client.post("/a")
    client.post("/a")

    assert application.times == 3


def test_a_new_release_empties_the_cache(
    client: Client, application: Application, graph: Served, cache: AnswerCache
) -> None:
    client.get("/a")
    graph.name = application.headers["Raregraph-Release"] = "r2"

    assert client.get("/a").headers["Raregraph-Release"] == "r2"
    assert (application.times, cache.status().answers) == (2, 1)


def test_the_answers_asked_for_longest_ago_go_first(
    client: Client, application: Application, cache: AnswerCache
) -> None:
    application.body = b"x" * 60_000
    for number in range(20):
        client.get(f"/{number}")
        client.get("/0")
    client.get("/19")
    assert application.times == 20

    client.get("/1")

    assert application.times == 21
    assert cache.status().bytes <= 1_000_000


def test_an_answer_too_long_for_the_cache_is_passed_on_as_it_comes(
    client: Client, application: Application
) -> None:
    application.body = b"x" * 100_000

    assert client.get("/a").data == client.get("/a").data == application.body
    assert application.times == 2


def test_a_cache_of_no_bytes_keeps_nothing(application: Application, graph: Served) -> None:
    client = Client(AnswerCache(application, graph, 0))
    client.get("/a")
    client.get("/a")

    assert application.times == 2


def test_the_cache_tells_how_it_does(client: Client, cache: AnswerCache) -> None:
    client.get("/a")
    client.get("/a")
    client.get("/a")

    status = cache.status()

    assert (status.hits, status.misses, status.answers) == (2, 1, 1)
    assert status.bytes > 2


def test_the_access_log_learns_that_the_answer_was_kept(client: Client) -> None:
    log: dict[str, object] = {"query_sha256": "abc", "outcome": "ok"}
    client.get("/a", environ_overrides={"raregraph.log": log})
    later: dict[str, object] = {}

    client.get("/a", environ_overrides={"raregraph.log": later})

    assert (later["query_sha256"], later["outcome"], later["cached"]) == ("abc", "ok", True)
