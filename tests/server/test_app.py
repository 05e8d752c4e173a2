"""The routes, on a fake of what executes."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.app import create_app
from server.execution.worker_process import Answer
from server.messages import MediaTypes, SparqlRequest, Task
from server.problems import PoolBusy, Problem, QueryTimeout, SyntaxProblem, WorkerKilled
from server.settings import Settings
from tests.server.fakes import Execute, FakeGraph

JSON = "application/sparql-results+json"
Client = Callable[[Execute], FlaskClient]


@pytest.fixture
def client(tmp_path: Path) -> Client:
    """Return a function that makes a client of an application on some way to execute."""
    settings = Settings(release=tmp_path, request_bytes=1_000)
    return lambda execute: create_app(settings, FakeGraph(execute, tmp_path)).test_client()


def echo(task: Task, media_types: MediaTypes) -> Answer:
    assert isinstance(task, SparqlRequest)
    body = task.query.encode()
    return Answer(media_types.solutions or "", len(body), body)


def raising(problem: Problem) -> Execute:
    def execute(task: Task, media_types: MediaTypes) -> Answer:
        raise problem

    return execute


def test_an_answer_has_its_type_and_its_length(client: Client) -> None:
    response = client(echo).get("/sparql?query=ASK%7B%7D", headers={"Accept": "text/csv"})

    assert (response.status_code, response.data) == (200, b"ASK{}")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Length"] == "5"
    assert response.headers["Vary"] == "Accept, Accept-Encoding"


def test_a_query_may_be_posted(client: Client) -> None:
    by_form = client(echo).post("/sparql", data={"query": "ASK{}"})
    by_text = client(echo).post("/sparql", data="ASK{}", content_type="application/sparql-query")

    assert by_form.data == by_text.data == b"ASK{}"


def test_head_is_get_without_a_body(client: Client) -> None:
    response = client(echo).head("/sparql?query=ASK%7B%7D")

    assert (response.status_code, response.data) == (200, b"")
    assert response.headers["Content-Length"] == "5"


def test_a_long_answer_comes_from_its_file_and_the_file_is_closed(client: Client) -> None:
    file = io.BytesIO(b"x" * 200_000)

    response = client(lambda *_: Answer(JSON, 200_000, file)).get("/sparql?query=ASK")

    assert response.data == b"x" * 200_000
    assert response.headers["Content-Length"] == "200000"
    response.close()
    assert file.closed


@pytest.mark.parametrize(
    ("problem", "status", "members"),
    [
        (
            SyntaxProblem("bad", line=1, column=2, expected="x", hint="y"),
            400,
            {
                "type": "/problems/syntax-error",
                "line": 1,
                "column": 2,
                "expected": "x",
                "hint": "y",
            },
        ),
        (
            QueryTimeout("slow", "query_seconds", 20),
            503,
            {"title": "Time limit reached", "limit": {"setting": "query_seconds", "value": 20}},
        ),
        (WorkerKilled("gone"), 503, {"type": "/problems/worker-killed", "detail": "gone"}),
        (Problem("broken"), 500, {"type": "/problems/internal-error", "status": 500}),
    ],
)
def test_a_problem_is_answered_as_a_problem_document(
    client: Client, problem: Problem, status: int, members: dict[str, object]
) -> None:
    response = client(raising(problem)).get("/sparql?query=ASK")

    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert members.items() <= json.loads(response.data).items()


@pytest.mark.parametrize(
    ("problem", "seconds"), [(PoolBusy("full", "queue_length", 1), "5"), (WorkerKilled("x"), "1")]
)
def test_what_passes_says_when_to_try_again(client: Client, problem: Problem, seconds: str) -> None:
    response = client(raising(problem)).get("/sparql?query=ASK")

    assert response.headers["Retry-After"] == seconds


def test_what_stays_does_not_say_so(client: Client) -> None:
    response = client(raising(QueryTimeout("slow"))).get("/sparql?query=ASK")

    assert "Retry-After" not in response.headers


@pytest.mark.parametrize(
    ("method", "address", "body", "status"),
    [
        ("GET", "/sparql?qeury=ASK", "", 400),
        ("GET", "/sparql?query=ASK" + "+" * 70_000, "", 414),
        ("GET", "/sparql?query=%FF", "", 400),
        ("GET", "/sparql?query=ASK&format=pdf", "", 406),
        ("PUT", "/sparql", "", 405),
        ("POST", "/sparql", "ASK {}", 415),
        ("POST", "/sparql", "x" * 2_000, 413),
        ("GET", "/nowhere", "", 404),
    ],
)
def test_a_request_that_cannot_be_served_is_told_so(
    client: Client, method: str, address: str, body: str, status: int
) -> None:
    response = client(echo).open(address, method=method, data=body, content_type="text/plain")

    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert {"type", "title", "status", "detail"} <= json.loads(response.data).keys()


def test_a_method_that_is_not_allowed_tells_those_that_are(client: Client) -> None:
    allowed = client(echo).delete("/sparql").headers["Allow"]

    assert set(allowed.split(", ")) == {"GET", "HEAD", "OPTIONS", "POST", "QUERY"}


def test_a_fault_of_ours_is_a_problem_without_a_traceback(client: Client) -> None:
    def execute(task: Task, media_types: MediaTypes) -> Answer:
        raise KeyError("a fault")

    response = client(execute).get("/sparql?query=ASK")

    assert response.status_code == 500
    assert b"a fault" not in response.data


@pytest.mark.parametrize("address", ["/sparql?query=ASK", "/sparql", "/sparql?query=a&format=pdf"])
def test_any_origin_may_read_answers_and_errors(client: Client, address: str) -> None:
    response = client(echo).get(address, headers={"Origin": "https://e.org"})

    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_a_browser_may_ask_before_it_posts(client: Client) -> None:
    response = client(echo).options("/sparql")

    assert response.status_code == 200
    assert "POST" in response.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in response.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("address", ["/sparql?query=ASK", "/static/style.css", "/nowhere"])
def test_every_answer_is_locked_down(client: Client, address: str) -> None:
    with client(echo).get(address) as response:
        headers = response.headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Content-Security-Policy"].startswith("default-src 'self'")
