"""The report of the build of what is served."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.app import create_app
from server.execution.worker_process import Answer
from server.messages import MediaTypes, Task
from server.settings import Settings

from ..fakes import FakeGraph


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    """Return a client of a server of a folder without a report."""

    def execute(_: Task, __: MediaTypes) -> Answer:
        raise AssertionError("nothing is asked")

    settings = Settings(release=tmp_path)
    return create_app(settings, FakeGraph(execute, tmp_path)).test_client()


@pytest.mark.parametrize(
    ("name", "content_type"),
    [("report.html", "text/html; charset=utf-8"), ("report.json", "application/json")],
)
def test_the_report_arrives_as_it_is_written(
    name: str, content_type: str, client: FlaskClient, tmp_path: Path
) -> None:
    (tmp_path / name).write_text("ein schöner Bericht", encoding="utf-8")

    with client.get(f"/{name}") as response:
        assert response.data.decode() == "ein schöner Bericht"
        assert response.headers["Content-Type"] == content_type
        assert "no-cache" in response.headers["Cache-Control"]
    with client.get(f"/{name}", headers={"If-None-Match": response.headers["ETag"]}) as again:
        assert again.status_code == 304


def test_the_page_may_use_its_own_style_and_nothing_else(
    client: FlaskClient, tmp_path: Path
) -> None:
    (tmp_path / "report.html").write_text("<!doctype html>")
    (tmp_path / "report.json").write_text("{}")

    with client.get("/report.html") as page, client.get("/report.json") as report:
        policy = page.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'unsafe-inline';")
        assert "unsafe-inline" not in report.headers["Content-Security-Policy"]
        assert page.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["report.html", "report.json"])
def test_a_release_without_a_report_says_so(name: str, client: FlaskClient) -> None:
    with client.get(f"/{name}") as response:
        assert response.status_code == 404
        assert b"no report of the build" in response.data
