import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.log_file import LogFile
from server.metrics import Metrics
from server.middleware.access_log import AccessLog, Request, line
from server.settings import Settings
from tests.server.fakes import FakeGraph

KNOWN = {
    "query_id": "q1",
    "query_sha256": "ab",
    "release": "r",
    "cached": False,
    "outcome": "ok",
    "query": "ASK {}",
}
REQUEST = Request(1.5, 0.25, "GET", "/sparql", 200, 3, "text/csv; charset=utf-8", "", {})


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    environ["raregraph.log"].update(KNOWN)
    start_response("200 OK", [("Content-Type", "text/csv; charset=utf-8")])
    return environ.get("test.chunks", [b"abc"])  # type: ignore[no-any-return]


def logged(tmp_path: Path, environ: dict[str, Any], **settings: Any) -> list[dict[str, Any]]:
    """Return the entries of the log after one request."""
    path = tmp_path / "log"
    file = LogFile(str(path), line)
    whole = Settings(release=tmp_path, access_log=str(path), **settings)
    metrics = Metrics(FakeGraph(lambda *_: pytest.fail("asked"), tmp_path))  # type: ignore[arg-type]
    log = AccessLog(environ.pop("test.app", application), whole, metrics, file)
    request = {"REQUEST_METHOD": "GET", "PATH_INFO": "/sparql", "REMOTE_ADDR": "192.0.2.7"}
    try:
        chunks = log(request | environ, lambda *_: None)  # type: ignore[arg-type]
        for _ in chunks:
            pass
        if hasattr(chunks, "close"):
            chunks.close()
            chunks.close()
    finally:
        file.close()
        entries = [json.loads(entry) for entry in path.read_text().splitlines()]
    return entries


def test_a_request_is_one_line_without_query_and_address(tmp_path: Path) -> None:
    (entry,) = logged(tmp_path, {"QUERY_STRING": "query=secret"})

    assert {**entry, "time": "", "seconds": 0} == {
        "time": "",
        "method": "GET",
        "path": "/sparql",
        "status": 200,
        "bytes": 3,
        "seconds": 0,
        "format": "text/csv",
        "outcome": "ok",
        "query_id": "q1",
        "query_sha256": "ab",
        "release": "r",
        "cached": False,
    }


def test_query_and_address_are_there_if_one_asks_for_them(tmp_path: Path) -> None:
    (entry,) = logged(tmp_path, {}, log_queries=True, log_addresses=True)

    assert (entry["query"], entry["address"]) == ("ASK {}", "192.0.2.7")


def test_the_bytes_of_a_stream_are_counted_and_told_once(tmp_path: Path) -> None:
    (entry,) = logged(tmp_path, {"test.chunks": iter([b"ab", b"cde"])})

    assert entry["bytes"] == 5


def test_an_answer_in_a_list_stays_a_list(tmp_path: Path) -> None:
    metrics = Metrics(FakeGraph(lambda *_: pytest.fail("asked"), tmp_path))  # type: ignore[arg-type]
    settings = Settings(release=tmp_path)
    log = AccessLog(application, settings, metrics, LogFile("off", line))
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/"}

    assert log(environ, lambda *_: None) == [b"abc"]  # type: ignore[arg-type]


def test_an_application_that_fails_is_logged_as_a_500(tmp_path: Path) -> None:
    def failing(*_: Any) -> Iterable[bytes]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        logged(tmp_path, {"test.app": failing})

    (entry,) = [json.loads(one) for one in (tmp_path / "log").read_text().splitlines()]
    assert (entry["status"], entry["outcome"]) == (500, "http-500")


def test_a_time_is_told_in_utc_to_the_millisecond() -> None:
    assert json.loads(line(REQUEST))["time"] == "1970-01-01T00:00:01.500Z"


def test_a_path_is_utf8_as_far_as_it_can_be() -> None:
    path = "/\u00c3\u00a9\u00ff"  # as WSGI has the bytes C3 A9 FF

    assert json.loads(line(REQUEST._replace(path=path)))["path"] == "/é\ufffd"


@given(st.text(), st.text(), st.text(), st.text())
def test_whatever_a_client_sends_a_line_is_one_line_of_printable_ascii(
    method: str, path: str, query: str, address: str
) -> None:
    log: dict[str, object] = {"query": query, "outcome": query}
    written = line(REQUEST._replace(method=method, path=path, address=address, log=log))

    assert written.endswith("\n")
    assert all(" " <= character <= "~" for character in written[:-1])
    assert json.loads(written)["query"] == query
