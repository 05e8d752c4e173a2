"""Ours and other endpoints, started on the same few triples with the same time limit."""

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

QUERY_SECONDS = 2
# Two graphs that share a triple, and a default graph whose products never end.
DATA = "\n".join(
    [
        '<http://e/s> <http://e/p> "shared" <http://e/one> .',
        '<http://e/s> <http://e/p> "shared" <http://e/two> .',
        '<http://e/s> <http://e/p> "first" <http://e/one> .',
        '<http://e/s> <http://e/p> "second" <http://e/two> .',
        *(f'<http://e/{n}> <http://e/q> "{n}" .' for n in range(200)),
    ]
)
_BIN = Path(sys.executable).parent


class Endpoint(NamedTuple):
    """Where an endpoint answers queries, and where it answers the Graph Store Protocol, if so."""

    query: str
    store: str = ""


@contextmanager
def peer(name: str) -> Iterator[Endpoint]:
    """Start one of PEERS on DATA and give its endpoint."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "data.nq"
        file.write_text(DATA, encoding="utf-8")
        with PEERS[name](file, free_port()) as endpoint:
            yield endpoint


@contextmanager
def raregraph(file: Path, port: int) -> Iterator[Endpoint]:
    """Serve a file by raregraph."""
    command = [sys.executable, "-m", "raregraph", "serve", "--data", str(file), "--port", str(port)]
    command += ["--query-seconds", str(QUERY_SECONDS), "--access-log", "off"]
    address = f"http://127.0.0.1:{port}"
    with running(command, f"{address}/sparql?query=ASK%7B%7D"):
        yield Endpoint(f"{address}/sparql", f"{address}/store")


@contextmanager
def oxigraph(file: Path, port: int) -> Iterator[Endpoint]:
    """Serve a file by the native server of Oxigraph, read-only."""
    store, binary, address = file.parent / "oxigraph", _BIN / "oxigraph", f"127.0.0.1:{port}"
    load = [str(binary), "load", "--location", str(store), "--file", str(file)]
    subprocess.run(load, check=True, capture_output=True)
    command = [str(binary), "serve-read-only", "--location", str(store), "--bind", address]
    command += ["--cors", "--timeout-s", str(QUERY_SECONDS)]
    with running(command, f"http://{address}/query?query=ASK%7B%7D"):
        yield Endpoint(f"http://{address}/query", f"http://{address}/store")


@contextmanager
def rdflib_endpoint(file: Path, port: int) -> Iterator[Endpoint]:
    """Serve a file by rdflib-endpoint, which has no time limit."""
    binary = _BIN / "rdflib-endpoint"
    command = [str(binary), "serve", str(file), "--port", str(port), "--host", "127.0.0.1"]
    address = f"http://127.0.0.1:{port}/"
    with running(command, f"{address}?query=ASK%7B%7D"):
        yield Endpoint(address)


PEERS = {"raregraph": raregraph, "oxigraph": oxigraph, "rdflib-endpoint": rdflib_endpoint}


def free_port() -> int:
    """Return a port of the loopback interface that is free now."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], probe: str) -> Iterator[None]:
    """Run a program that answers `probe` soon, and end it when the context ends."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(process, probe)
            yield
        finally:
            process.terminate()
            _ended(process)


def _ended(process: subprocess.Popen[bytes]) -> None:
    """Return when the process has ended; one that is lost in a query is killed."""
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()


def _wait(process: subprocess.Popen[bytes], probe: str) -> None:
    """Return once there is an answer. Raises RuntimeError if there is none within a minute."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urlopen(probe, timeout=5).close()
        except HTTPError as error:
            error.close()
            return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"no answer from {probe}")
