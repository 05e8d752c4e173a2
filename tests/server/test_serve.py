"""The real server, as a process of its own, asked over HTTP."""

import io
import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from server.execution.worker_process import ReleaseUnusable
from server.log_file import LogUnusable
from server.serving import AddressUnusable, serve
from server.settings import Settings
from tests.server.processes import busiest, descendants, living, wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")

PROGRAM = """
import os
from server.serving import serve
from server.settings import Settings

serve(Settings.from_environment(os.environ), lambda address: print(address, flush=True))
"""
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(release: Path, **settings: float | str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Start a server and give its address, once it answers, and its process."""
    whole = Settings(release=release, port=free_port(), workers=2, **settings)  # type: ignore[arg-type]
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        env=os.environ | whole.to_environment(),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip(), process
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def address(small_release: Path) -> Iterator[str]:
    """Return the address of a server that runs for all tests of this module."""
    with running(small_release, query_seconds=2) as (found, _):
        yield found


def get(address: str, query: str, format_name: str = "csv") -> bytes:
    parameters = urllib.parse.urlencode({"query": query, "format": format_name})
    try:
        with urllib.request.urlopen(f"{address}sparql?{parameters}", timeout=60) as response:
            body: bytes = response.read()
            return body
    except urllib.error.HTTPError as error:
        with error:  # what is told of it later must not hold the connection
            text = io.BytesIO(error.read())
        raise urllib.error.HTTPError(
            error.url, error.code, error.reason, error.headers, text
        ) from None


def problem(address: str, query: str) -> dict[str, object]:
    with pytest.raises(urllib.error.HTTPError) as refused:
        get(address, query)
    with refused.value as response:
        document: dict[str, object] = json.loads(response.read())
        return document


def test_a_query_is_answered_over_http(address: str) -> None:
    assert get(address, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == b"n\r\n2000\r\n"


def test_the_first_page_is_there(address: str) -> None:
    with urllib.request.urlopen(address, timeout=60) as response:
        assert b"This is not medical advice" in response.read()


def test_a_long_answer_arrives_whole_with_its_length(address: str) -> None:
    rows = json.loads(get(address, LONG, "json"))["results"]["bindings"]

    assert len(rows) == 20_000


def test_a_query_without_end_is_a_503_while_another_client_is_answered(address: str) -> None:
    with ThreadPoolExecutor() as threads:
        endless = threads.submit(problem, address, ENDLESS)
        answers = list(threads.map(lambda _: get(address, "ASK {}"), range(20)))

    assert answers == [b"true"] * 20
    assert endless.result()["status"] == 503
    assert endless.result()["limit"] == {"setting": "query_seconds", "value": 2.0}


def test_an_error_is_a_problem_document(address: str) -> None:
    document = problem(address, "SELECT * {\n  ?s nope:p ?o }")

    assert (document["status"], document["line"], document["column"]) == (400, 2, 6)


def test_a_reader_that_goes_away_harms_nobody(address: str) -> None:
    parameters = urllib.parse.urlencode({"query": LONG})
    for _ in range(3):
        urllib.request.urlopen(f"{address}sparql?{parameters}", timeout=60).close()

    assert get(address, "ASK {}") == b"true"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_told_to_stop_leaves_no_process(
    small_release: Path, number: signal.Signals
) -> None:
    with running(small_release) as (_, process):
        pids = descendants(process.pid)

        process.send_signal(number)
        code = process.wait(60)

    assert code == 0
    assert len(pids) == 3
    assert living(pids) == set()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_query_that_runs_at_a_stop_is_answered_but_no_new_one(
    small_release: Path, number: signal.Signals
) -> None:
    with (
        running(small_release, query_seconds=4) as (address, process),
        ThreadPoolExecutor() as threads,
    ):
        running_query = threads.submit(problem, address, ENDLESS)
        wait_until(lambda: busiest(descendants(process.pid)))

        process.send_signal(number)
        wait_until(lambda: _is_refused(address))

        assert running_query.result()["type"] == "/problems/query-timeout"
        assert process.wait(60) == 0


def test_queries_that_run_longer_than_a_stop_may_take_are_ended(small_release: Path) -> None:
    with (
        running(small_release, stop_seconds=0.5) as (address, process),
        ThreadPoolExecutor() as threads,
    ):
        broken = threads.submit(get, address, ENDLESS)
        wait_until(lambda: busiest(descendants(process.pid)))
        pids = descendants(process.pid)

        process.terminate()

        assert process.wait(60) == 0
        assert isinstance(broken.exception(), OSError)
        wait_until(lambda: not living(pids))


def test_a_second_signal_ends_a_server_at_once(small_release: Path) -> None:
    with (
        running(small_release, query_seconds=600, stop_seconds=600) as (address, process),
        ThreadPoolExecutor() as threads,
    ):
        broken = threads.submit(get, address, ENDLESS)
        wait_until(lambda: busiest(descendants(process.pid)))
        pids = descendants(process.pid)

        process.send_signal(signal.SIGINT)
        wait_until(lambda: _is_refused(address))
        process.send_signal(signal.SIGINT)

        assert process.wait(60) == 0
        assert isinstance(broken.exception(), OSError)
        wait_until(lambda: not living(pids))


def _is_refused(address: str) -> bool:
    try:
        urllib.request.urlopen(f"{address}healthz", timeout=60).close()
    except ConnectionResetError:
        return False
    except urllib.error.URLError as error:
        return isinstance(error.reason, ConnectionRefusedError)
    return False


def test_a_log_that_cannot_be_written_is_told_before_anything_starts(
    small_release: Path, tmp_path: Path
) -> None:
    settings = Settings(release=small_release, port=free_port(), access_log=str(tmp_path))

    with pytest.raises(LogUnusable, match=r"access_log: .*Is a directory"):
        serve(settings)


def test_a_request_is_logged_and_counted(small_release: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with running(small_release, access_log=str(log)) as (address, process):
        assert get(address, "ASK {}") == b"true"
        assert get(address, "ASK {}") == b"true"
        with pytest.raises(urllib.error.HTTPError, match="400"):
            get(address, "SELECT")
        with urllib.request.urlopen(f"{address}metrics", timeout=60) as response:
            metrics = response.read().decode()
        process.terminate()
        process.wait(60)

    entries = [json.loads(line) for line in log.read_text().splitlines()]
    assert [one["path"] for one in entries] == ["/sparql"] * 3 + ["/metrics"]
    assert [one.get("outcome") for one in entries] == ["ok", "ok", "syntax-error", None]
    assert [one.get("cached") for one in entries] == [False, True, False, None]
    assert entries[0]["query_sha256"] == entries[1]["query_sha256"]
    assert 'raregraph_requests_total{method="GET",route="/sparql",status="200"} 2.0' in metrics


def test_a_server_that_is_killed_in_mid_query_leaves_no_process(small_release: Path) -> None:
    with running(small_release) as (address, process), ThreadPoolExecutor() as threads:
        pids = descendants(process.pid)
        broken = threads.submit(get, address, ENDLESS)
        wait_until(lambda: busiest(pids))

        process.kill()

        wait_until(lambda: not living(pids))
        assert isinstance(broken.exception(), OSError)


def test_an_address_in_use_is_told_before_anything_starts(small_release: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(AddressUnusable, match=f"port {port}: Address already in use"):
            serve(Settings(release=small_release, port=port))


def test_a_release_that_is_none_is_told_before_anything_starts(tmp_path: Path) -> None:
    with pytest.raises(ReleaseUnusable, match="cannot be opened"):
        serve(Settings(release=tmp_path, port=free_port()))


@pytest.mark.parametrize(
    ("host", "told"),
    [("", "expected a host or an IP address"), ("a b", "Name or service"), ("a..b", "label empty")],
)
def test_a_host_that_is_none_is_told_before_anything_starts(
    small_release: Path, host: str, told: str
) -> None:
    with pytest.raises(AddressUnusable, match=told):
        serve(Settings(release=small_release, host=host, port=free_port()))


def test_a_host_may_have_a_name(small_release: Path) -> None:
    with running(small_release, host="localhost") as (address, _):
        assert address.startswith("http://localhost:")
        assert get(address, "ASK {}") == b"true"


def test_a_client_that_asks_for_too_much_is_told_when_to_come_back(small_release: Path) -> None:
    with (
        running(small_release, client_queries=1, query_seconds=4) as (address, process),
        ThreadPoolExecutor() as threads,
    ):
        pids = descendants(process.pid)
        long = threads.submit(get, address, ENDLESS)
        wait_until(lambda: busiest(pids))

        with pytest.raises(urllib.error.HTTPError) as refused:
            get(address, "ASK { ?s ?p ?o }")
        assert (refused.value.code, refused.value.headers["Retry-After"]) == (429, "1")

        assert "503" in str(long.exception())
        assert get(address, "ASK { ?s ?p ?o }") == b"true"
