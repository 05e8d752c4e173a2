from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server import stopping
from server.app import create_app
from server.execution.worker_process import Answer
from server.messages import MediaTypes, Task
from server.problems import PoolBusy
from server.settings import Settings
from tests.server.fakes import Execute, FakeGraph


def answering(_: Task, __: MediaTypes) -> Answer:
    return Answer("text/csv", 4, b"true")


def busy(_: Task, __: MediaTypes) -> Answer:
    raise PoolBusy("All workers are busy", "queue_length", 0)


def client(
    folder: Path, execute: Execute = answering, metrics: bytes | None = b"m 1\n"
) -> FlaskClient:
    told = None if metrics is None else lambda: metrics
    return create_app(Settings(release=folder), FakeGraph(execute, folder), told).test_client()


@pytest.fixture
def a_server_that_stops() -> Iterator[None]:
    stopping.announce()
    yield
    stopping._FLAG[0] = 0


def test_a_server_that_answers_is_ready(tmp_path: Path) -> None:
    response = client(tmp_path).get("/readyz")

    assert (response.status_code, response.text) == (200, "ready\n")
    assert response.headers["Cache-Control"] == "no-store"


def test_a_server_whose_workers_do_not_answer_is_healthy_but_not_ready(tmp_path: Path) -> None:
    asked = client(tmp_path, busy)

    assert (asked.get("/readyz").status_code, asked.get("/readyz").text) == (
        503,
        "not ready: busy\n",
    )
    assert asked.get("/healthz").status_code == 200


@pytest.mark.usefixtures("a_server_that_stops")
def test_a_server_that_stops_is_not_ready(tmp_path: Path) -> None:
    response = client(tmp_path).get("/readyz")

    assert (response.status_code, response.text) == (503, "not ready: stopping\n")


def test_metrics_are_told_in_the_format_of_prometheus(tmp_path: Path) -> None:
    response = client(tmp_path).get("/metrics")

    assert response.text == "m 1\n"
    assert response.content_type == "text/plain; version=1.0.0; charset=utf-8"


def test_metrics_that_are_switched_off_are_not_there(tmp_path: Path) -> None:
    assert client(tmp_path, metrics=None).get("/metrics").status_code == 404
