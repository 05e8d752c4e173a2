"""Real servers that call each other by SERVICE, on the loopback interface."""

import csv
import signal
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from ontology.identifiers import query_prefixes
from tests.conftest import free_port, wait_until_ready
from tests.server.recording import recording

MODES = "SELECT ?mode { d:gard-0003829 rg:inheritance ?mode }"
_SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def caller(server: str, release_folder: Path) -> Iterator[str]:
    """Serve the release once more, by a server that may call the first one; return its address."""
    port = free_port()
    command = [sys.executable, "-m", "raregraph", "serve", "--release", str(release_folder)]
    options = ["--port", str(port), "--service-allow", f"{server}/sparql", "--query-seconds", "2"]
    process = subprocess.Popen([*command, *options])
    try:
        wait_until_ready(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def rows(address: str, query: str) -> list[list[str]]:
    parameters = urllib.parse.urlencode({"query": query, "format": "csv"})
    with urllib.request.urlopen(f"{address}/sparql?{parameters}", timeout=30) as answer:
        return list(csv.reader(answer.read().decode().splitlines()))


def status(address: str, query: str) -> int:
    with pytest.raises(urllib.error.HTTPError) as refused:
        rows(address, query)
    with refused.value as error:
        return error.code


def test_a_server_calls_another_that_it_allows(server: str, caller: str) -> None:
    local = rows(server, MODES)

    assert len(local) > 1
    assert rows(caller, f"SELECT ?mode {{ SERVICE <{server}/sparql> {{ {MODES} }} }}") == local


def test_a_server_calls_nobody_else(server: str, caller: str) -> None:
    with recording() as recorder:
        assert status(caller, f"SELECT * {{ SERVICE <{recorder.address}/sparql> {{}} }}") == 403
        assert status(server, f"SELECT * {{ SERVICE <{recorder.address}/sparql> {{}} }}") == 403
        assert status(server, f"SELECT * {{ SERVICE <{caller}/sparql> {{}} }}") == 403
        assert status(caller, f"ASK FROM <{recorder.address}/a> {{}}") == 400

    assert recorder.requests == []


def test_a_call_is_within_the_time_of_its_query(server: str, caller: str) -> None:
    assert status(caller, f"SELECT * {{ SERVICE <{server}/sparql> {{ {_SLOW} }} }}") == 503
    assert rows(caller, MODES) == rows(server, MODES)


def test_an_engine_in_another_process_calls_this_endpoint(server: str) -> None:
    program = """
import sys
from pyoxigraph import Store
for row in Store().query(sys.argv[1]):
    print(row["mode"].value)
"""
    query = f"SELECT ?mode {{ SERVICE <{server}/sparql> {{ {MODES} }} }}"
    declared = "".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in query_prefixes().items())

    found = subprocess.run(
        [sys.executable, "-c", program, declared + query],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert [[line] for line in found.stdout.splitlines()] == rows(server, MODES)[1:]
