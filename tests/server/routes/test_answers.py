"""Validators, codings and headers of an answer, on a fake of what executes."""

import gzip
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.app import create_app
from server.compression import zstd
from server.execution.worker_process import Answer
from server.messages import MediaTypes, Task
from server.problems import SyntaxProblem
from server.settings import Settings
from tests.server.fakes import FakeGraph

ADDRESS = "/sparql?query=ASK%7B%7D"
LONG = b"<http://e/s> <http://e/p> <http://e/o> .\n" * 1_000


class Counting:
    """What executes: answers with some content, and counts how often it was asked."""

    def __init__(self, content: bytes, release: str) -> None:
        self.content = content
        self.release = release
        self.times = 0
        self.as_file = False
        self.notices: tuple[str, ...] = ()

    def __call__(self, task: Task, media_types: MediaTypes) -> Answer:
        self.times += 1
        content = io.BytesIO(self.content) if self.as_file else self.content
        media_type = media_types.solutions or ""
        return Answer(media_type, len(self.content), content, self.release, self.notices)


@pytest.fixture
def execute(tmp_path: Path) -> Counting:
    return Counting(LONG, tmp_path.name)


@pytest.fixture
def client(execute: Counting, tmp_path: Path) -> FlaskClient:
    settings = Settings(release=tmp_path, query_seconds=7, queue_length=3)
    return create_app(settings, FakeGraph(execute, tmp_path)).test_client()


Get = Callable[..., TestResponse]


@pytest.fixture
def get(client: FlaskClient) -> Get:
    """Return a function that gets the answer with some headers."""
    return lambda address=ADDRESS, **headers: client.get(
        address, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )


def test_an_answer_that_is_known_is_not_evaluated_again(get: Get, execute: Counting) -> None:
    tag = get().headers["ETag"]

    again = get(If_None_Match=f'"other", W/{tag}')

    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag
    assert {"Cache-Control", "Query-Id", "Raregraph-Release", "Vary"} <= set(again.headers.keys())
    assert execute.times == 1


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/sparql?query=ASK%7B+%7D", {}),
        (f"{ADDRESS}&default-graph-uri=http://e/g", {}),
        (ADDRESS, {"Accept": "text/csv"}),
        (ADDRESS, {"Accept-Encoding": "gzip"}),
    ],
)
def test_the_tag_changes_with_what_changes_the_answer(
    client: FlaskClient, address: str, headers: dict[str, str]
) -> None:
    one, other = client.get(ADDRESS), client.get(address, headers=headers)

    assert one.headers["ETag"] != other.headers["ETag"]


def test_the_tag_changes_with_the_release(get: Get, execute: Counting) -> None:
    before = get().headers["ETag"]
    execute.release = "next"

    assert get().headers["ETag"] != before


def test_neither_patience_nor_the_way_to_say_the_format_changes_the_tag(get: Get) -> None:
    one, other = get(f"{ADDRESS}&timeout=5&format=csv"), get(Accept="text/csv")

    assert one.headers["ETag"] == other.headers["ETag"]


def test_any_answer_will_do_only_if_there_is_one(get: Get, tmp_path: Path) -> None:
    def refuse(*_: object) -> Answer:
        raise SyntaxProblem("bad")

    refusing = create_app(Settings(release=tmp_path), FakeGraph(refuse, tmp_path)).test_client()

    assert get(If_None_Match="*").status_code == 304
    assert refusing.get(ADDRESS, headers={"If-None-Match": "*"}).status_code == 400


def test_a_query_method_answer_can_be_known_and_a_posted_one_cannot(client: FlaskClient) -> None:
    def send(method: str, tag: str = "") -> TestResponse:
        headers = {"Content-Type": "application/sparql-query", "If-None-Match": tag}
        return client.open("/sparql", method=method, data="ASK{}", headers=headers)

    tag = send("QUERY").headers["ETag"]
    again, posted = send("QUERY", tag), send("POST", tag)

    assert (again.status_code, posted.status_code) == (304, 200)
    assert "ETag" not in posted.headers


def test_an_answer_that_changes_by_itself_is_kept_by_nobody(get: Get) -> None:
    response = get("/sparql?query=SELECT+(NOW()+AS+%3Ft)+%7B%7D")

    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers


def test_other_answers_may_be_kept_for_a_minute(get: Get) -> None:
    assert get().headers["Cache-Control"] == "public, max-age=60, must-revalidate"


@pytest.mark.parametrize(("coding", "read"), [("gzip", gzip.decompress), ("zstd", zstd.decompress)])
@pytest.mark.parametrize("as_file", [False, True])
def test_a_long_answer_is_coded_and_has_its_length(
    get: Get, execute: Counting, coding: str, read: Callable[[bytes], bytes], as_file: bool
) -> None:
    execute.as_file = as_file

    with get(Accept_Encoding=coding) as response:
        body = response.data

    assert read(body) == LONG
    assert response.headers["Content-Encoding"] == coding
    assert response.headers["Content-Length"] == str(len(body))
    assert response.headers["ETag"].endswith(f'-{coding}"')
    assert response.headers["Vary"] == "Accept, Accept-Encoding"


def test_a_coded_answer_that_is_known_in_either_form_is_not_sent(get: Get) -> None:
    plain, coded = get().headers["ETag"], get(Accept_Encoding="gzip").headers["ETag"]

    assert get(Accept_Encoding="gzip", If_None_Match=plain).status_code == 304
    assert get(Accept_Encoding="gzip", If_None_Match=coded).status_code == 304
    assert get(If_None_Match=coded).status_code == 200


def test_a_short_answer_is_sent_as_it_is(get: Get, execute: Counting) -> None:
    execute.content = b"short"

    response = get(Accept_Encoding="gzip")

    assert response.data == b"short"
    assert "Content-Encoding" not in response.headers


def test_an_answer_tells_its_limits_and_those_that_the_client_set(get: Get) -> None:
    limits = "memory-bytes=1000000000, result-bytes=100000000, queue-length=3"

    assert get().headers["Raregraph-Limits"] == f"seconds=7, {limits}"
    assert get(f"{ADDRESS}&timeout=0.5").headers["Raregraph-Limits"] == f"seconds=0.5, {limits}"
    assert get(f"{ADDRESS}&timeout=90").headers["Raregraph-Limits"] == f"seconds=7, {limits}"


def test_an_answer_tells_its_release_its_time_and_an_id_of_its_own(
    get: Get, execute: Counting
) -> None:
    one, other = get(), get()

    assert one.headers["Raregraph-Release"] == execute.release
    assert one.headers["Server-Timing"].startswith("evaluation;dur=")
    assert one.headers["Query-Id"] != other.headers["Query-Id"]


def test_notices_are_headers_and_cannot_break_out(get: Get, execute: Counting) -> None:
    execute.notices = ("?nme is bound nowhere", "a\r\nSet-Cookie: b")

    found = get().headers.getlist("Raregraph-Notice")

    assert found == ["?nme is bound nowhere", "a%0D%0ASet-Cookie: b"]


def test_a_script_of_any_origin_sees_these_headers(get: Get) -> None:
    response = get(Origin="https://e.org")
    exposed = set(response.headers["Access-Control-Expose-Headers"].split(", "))

    assert {"Query-Id", "Raregraph-Limits", "Raregraph-Notice", "ETag", "Retry-After"} <= exposed
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_the_access_log_learns_what_was_asked(client: FlaskClient) -> None:
    log: dict[str, object] = {}

    client.get(ADDRESS, environ_overrides={"raregraph.log": log})

    assert log["query"] == "ASK{}"
    assert len(str(log["query_sha256"])) == 64
    assert (log["outcome"], log["cached"]) == ("ok", False)
