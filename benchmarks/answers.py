"""Repeated queries over HTTP: this server beside the native `oxigraph serve`, on the same data.

`python -m benchmarks.answers` needs the program wrk, and the group `bench` of pyproject.toml.
"""

import http.client
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from graph_data.release import DUMPS, current

QUERIES = {
    "ASK {}": "ASK {}",
    "names of one condition": (
        "SELECT ?name { <https://w3id.org/raregraph/id/gard-0013034>"
        " <http://www.w3.org/2004/02/skos/core#altLabel> ?name }"
    ),
    "1,000 rows": "SELECT * { ?s ?p ?o } LIMIT 1000",
}
JSON = "application/sparql-results+json"
OXIGRAPH = str(Path(sys.executable).with_name("oxigraph"))
ROUNDS, SECONDS, CONNECTIONS = 5, 3, 16


class Way(NamedTuple):
    """One way to ask: the port, the path without the query, headers beside Accept."""

    port: int
    path: str
    headers: Mapping[str, str] = {}


def main() -> None:
    """Print answers a second for each query and way to ask, and the ratio to the native server."""
    if shutil.which("wrk") is None:
        sys.exit("The program wrk is not here; Debian and Homebrew have it as `wrk`.")
    release = current()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        native = stack.enter_context(_native(folder, release / DUMPS / "raregraph.ttl"))
        ours = stack.enter_context(_ours(release))
        without_cache = stack.enter_context(_ours(release, "--cache-bytes", "0"))
        for name, query in QUERIES.items():
            text = f"query={quote(query)}"
            peer = Way(native, f"/query?{text}")
            own = Way(ours, f"/sparql?{text}")
            evaluated = Way(without_cache, f"/sparql?{text}")
            _check_equal(peer, own)
            tag = {"If-None-Match": _header(own, "ETag")}
            _report(
                name,
                {
                    "oxigraph serve": peer,
                    "raregraph, repeated": own,
                    "raregraph, 304": own._replace(headers=tag),
                    "raregraph, evaluated": evaluated,
                    "raregraph, 304, no cache": evaluated._replace(headers=tag),
                },
            )


def _report(name: str, ways: Mapping[str, Way]) -> None:
    """Print a line for each way, the rounds of all ways interleaved."""
    rates: dict[str, list[float]] = {one: [] for one in ways}
    for _ in range(ROUNDS):
        for one, way in ways.items():
            rates[one].append(_rate(way))
    medians = {one: statistics.median(measured) for one, measured in rates.items()}
    peer = next(iter(medians))
    print(f"{name}: {CONNECTIONS} connections, {ROUNDS} rounds of {SECONDS} s, medians")
    for one, median in medians.items():
        spread = f"{min(rates[one]):,.0f} to {max(rates[one]):,.0f}"
        print(f"  {one:26} {median:9,.0f} answers/s   {median / medians[peer]:6.2f} x   {spread}")


def _rate(way: Way) -> float:
    """Return how many answers a second wrk gets. Raises RuntimeError if one was an error."""
    headers = [f"--header={name}: {value}" for name, value in _headers(way).items()]
    output = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *headers, _address(way)],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    match = re.search(r"Requests/sec:\s+([0-9.]+)", output)
    if match is None or "Non-2xx" in output or "Socket errors" in output:
        raise RuntimeError(output)
    return float(match.group(1))


def _check_equal(one: Way, other: Way) -> None:
    """Raise AssertionError unless both ways give the same number of solutions."""
    assert _rows(_answer(one)) == _rows(_answer(other)), (one, other)


def _rows(body: bytes) -> int:
    results = parse_query_results(body, QueryResultsFormat.JSON)
    return len(list(results)) if isinstance(results, QuerySolutions) else int(bool(results))


def _answer(way: Way) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", way.port, timeout=60)
    connection.request("GET", way.path, headers=_headers(way))
    response = connection.getresponse()
    body = response.read()
    assert response.status == 200, body
    return body


def _header(way: Way, name: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", way.port, timeout=60)
    connection.request("GET", way.path, headers=_headers(way))
    return connection.getresponse().headers[name]


def _headers(way: Way) -> dict[str, str]:
    return {"Accept": JSON, **way.headers}


def _address(way: Way) -> str:
    return f"http://127.0.0.1:{way.port}{way.path}"


@contextmanager
def _native(folder: Path, dump: Path) -> Iterator[int]:
    """Serve the dump by the native server and give its port."""
    place = ["--location", str(folder)]
    quiet = subprocess.DEVNULL
    subprocess.run([OXIGRAPH, "load", *place, "--file", str(dump)], check=True, stderr=quiet)
    port = _free_port()
    command = [OXIGRAPH, "serve-read-only", *place, "--bind", f"127.0.0.1:{port}"]
    with _running(command, port):
        yield port


@contextmanager
def _ours(release: Path, *options: str) -> Iterator[int]:
    """Serve the release by this server and give its port."""
    port = _free_port()
    command = [sys.executable, "-m", "raregraph", "serve", "--release", str(release)]
    limits = ["--client-queries", "0", "--client-seconds-per-minute", "0", "--access-log", "off"]
    with _running([*command, "--port", str(port), *limits, *options], port):
        yield port


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(port, process)
            yield
        finally:
            process.send_signal(signal.SIGTERM)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"{process.args!r} did not answer for a minute")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    main()
