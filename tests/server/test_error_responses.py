"""An error in the form that its reader can read."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.app import create_app
from server.error_responses import error_media_type
from server.execution.worker_process import Answer
from server.messages import MediaTypes, Task
from server.problems import Problem, QueryTimeout, SyntaxProblem
from server.settings import Settings
from tests.server.fakes import FakeGraph

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
HOSTILE = "ASK { </textarea><script>alert(1)</script> }"
SYNTAX = SyntaxProblem(
    "Line 1, column 7: bad.", line=1, column=7, excerpt="ASK { <b>\n      ^", hint="none"
)
Client = Callable[[Problem], FlaskClient]


@pytest.fixture
def failing(tmp_path: Path) -> Client:
    """Return a function that makes a client of an application whose queries all fail."""

    def client(problem: Problem) -> FlaskClient:
        def execute(task: Task, media_types: MediaTypes) -> Answer:
            raise problem

        settings = Settings(release=tmp_path, request_bytes=1_000)
        return create_app(settings, FakeGraph(execute, tmp_path)).test_client()

    return client


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "application/problem+json"),
        ("*/*", "application/problem+json"),
        (BROWSER, "text/html"),
        ("application/xhtml+xml", "text/html"),
        ("text/plain", "text/plain"),
        ("text/csv", "text/plain"),
        ("text/turtle, */*;q=0.1", "text/plain"),
        ("text/csv;q=0.5, application/json", "application/problem+json"),
        ("application/sparql-results+json, text/csv;q=0.9", "application/problem+json"),
        ("application/rdf+xml", "application/problem+json"),
        ("text/html;q=0", "application/problem+json"),
        ("text/html;q=nonsense, ;;,", "application/problem+json"),
    ],
)
def test_the_form_of_an_error_is_the_one_that_is_read(accept: str, expected: str) -> None:
    assert error_media_type(accept) == expected


def test_a_program_gets_lines_that_a_person_can_read_too(failing: Client) -> None:
    response = failing(SYNTAX).get("/sparql?query=ASK")

    assert response.content_type == "application/problem+json"
    assert response.text.startswith('{\n  "type": "/problems/syntax-error"')
    assert json.loads(response.data)["excerpt"] == "ASK { <b>\n      ^"


def test_an_error_tells_its_id_release_limits_and_time_as_an_answer_does(failing: Client) -> None:
    client = failing(QueryTimeout("slow", "query_seconds", 20))
    first, second = (client.get("/sparql?query=ASK%7B%7D&timeout=5") for _ in range(2))

    assert re.fullmatch("[0-9a-f]{32}", first.headers["Query-Id"])
    assert first.headers["Query-Id"] != second.headers["Query-Id"]
    assert first.headers["Raregraph-Limits"].startswith("seconds=5, ")
    assert first.headers["Raregraph-Release"]
    assert re.fullmatch(r"evaluation;dur=[0-9.]+", first.headers["Server-Timing"])


def test_the_page_of_an_error_reads_no_body_that_the_route_has_not_read(failing: Client) -> None:
    body = io.BytesIO(b"query=ASK")
    response = failing(SYNTAX).post(
        "/nowhere",
        input_stream=body,
        content_type="application/x-www-form-urlencoded",
        headers={"Accept": BROWSER},
    )

    assert (response.status_code, body.tell()) == (404, 0)


@pytest.mark.parametrize("method", ["POST", "QUERY"])
def test_a_query_sent_as_the_body_itself_stays_in_the_page(failing: Client, method: str) -> None:
    response = failing(SYNTAX).open(
        "/sparql",
        method=method,
        data="ASK { direct }",
        content_type="application/sparql-query",
        headers={"Accept": BROWSER},
    )

    assert "ASK { direct }</textarea>" in response.text


def test_a_terminal_gets_text_with_the_caret_below_the_place(failing: Client) -> None:
    response = failing(SYNTAX).get("/sparql?query=ASK", headers={"Accept": "text/csv"})

    assert response.content_type == "text/plain; charset=utf-8"
    assert "\nASK { <b>\n      ^\n" in response.text
    assert "hint: none" in response.text


def test_a_browser_gets_a_page_with_the_query_still_in_it(failing: Client) -> None:
    response = failing(SYNTAX).get(
        "/sparql", query_string={"query": HOSTILE}, headers={"Accept": BROWSER}
    )

    assert (response.status_code, response.content_type) == (400, "text/html; charset=utf-8")
    assert "<script>" not in response.text
    assert "ASK { &lt;/textarea&gt;" in response.text
    assert "ASK { &lt;b&gt;\n      ^" in response.text
    assert 'href="/problems/syntax-error"' in response.text


def test_the_dataset_of_the_query_stays_in_the_form(failing: Client) -> None:
    response = failing(SYNTAX).get(
        "/sparql?query=ASK&default-graph-uri=http://e/g", headers={"Accept": BROWSER}
    )

    assert '<input type="hidden" name="default-graph-uri" value="http://e/g">' in response.text


def test_a_posted_query_stays_in_the_page(failing: Client) -> None:
    response = failing(SYNTAX).post(
        "/sparql", data={"query": "ASK { posted }"}, headers={"Accept": BROWSER}
    )

    assert "ASK { posted }</textarea>" in response.text


def test_a_limit_is_told_on_the_page(failing: Client) -> None:
    response = failing(QueryTimeout("slow", "query_seconds", 20)).get(
        "/sparql?query=ASK", headers={"Accept": BROWSER}
    )

    assert "query_seconds" in response.text


@pytest.mark.parametrize(
    ("method", "address", "body", "slug"),
    [
        ("GET", "/nowhere", "", "not-found"),
        ("PUT", "/problems/", "", "method-not-allowed"),
        ("POST", "/sparql", "x" * 2_000, "body-too-large"),
    ],
)
@pytest.mark.parametrize("accept", [BROWSER, "text/plain", ""])
def test_an_error_of_http_has_a_type_of_its_own(
    failing: Client, method: str, address: str, body: str, slug: str, accept: str
) -> None:
    response = failing(SYNTAX).open(
        address,
        method=method,
        data=body,
        content_type="application/sparql-query",
        headers={"Accept": accept},
    )

    assert f"/problems/{slug}" in response.text
    assert "Accept" in response.headers["Vary"]
    assert response.headers["Cache-Control"] == "no-store"
