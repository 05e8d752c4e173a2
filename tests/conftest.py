"""A release of everything and a server for it, made once for all tests."""

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph_data.release import build_release
from ontology.identifiers import query_prefixes
from raregraph.build import standard_graphs

SHARED = Path(__file__).resolve().parents[2] / "shared"
SEED = SHARED / "seed" / "000_b183fffac08a0e37.txt"
FULL = Path(__file__).parent / "fixtures" / "full"
MEDQUAD = SHARED / "data" / "gard" / "medquad" / "2_GARD_QA"

# A shell starts what runs in its background with signals ignored, and nohup does; programs that
# tests start and stop would inherit that.
for _number in (signal.SIGINT, signal.SIGHUP):
    if signal.getsignal(_number) == signal.SIG_IGN:
        signal.signal(_number, signal.SIG_DFL)


@pytest.fixture(scope="session")
def release_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a release of the project's own graphs."""
    folder, _ = build_release(
        standard_graphs(), query_prefixes(), out=tmp_path_factory.mktemp("build") / "release"
    )
    return folder


@pytest.fixture(scope="session")
def server(release_folder: Path) -> Iterator[str]:
    """Serve the release on the loopback interface and return the server's address."""
    with serving("--release", str(release_folder)) as address:
        yield address


@pytest.fixture(scope="session")
def full_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a release of everything and a few records of each bulk source."""
    folder = tmp_path_factory.mktemp("full") / "release"
    build = [sys.executable, "-m", "raregraph", "build", "--from", str(FULL), "--out", str(folder)]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def full_server(full_release: Path) -> Iterator[str]:
    """Serve the release with the bulk sources and return the server's address."""
    with serving("--release", str(full_release)) as address:
        yield address


@contextmanager
def serving(*options: str) -> Iterator[str]:
    """Run `raregraph serve` with these options and give its address."""
    port = free_port()
    command = [sys.executable, "-m", "raregraph", "serve", "--port", str(port), *options]
    process = subprocess.Popen(command)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(address, process)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def free_port() -> int:
    """Return a port of the loopback interface that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_ready(address: str, process: subprocess.Popen[bytes]) -> None:
    """Return when the server answers; fail if it ends or stays silent for a minute."""
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with code {process.returncode}")
        try:
            urllib.request.urlopen(f"{address}/sparql?query=ASK%7B%7D", timeout=5).close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not answer for a minute")


@pytest.fixture
def seed_page() -> Path:
    """Return the GARD page that the curated facts are quoted from."""
    if not SEED.is_file():
        pytest.skip(
            "the GARD page is not here: it lies in the folder ../shared, beside the project"
        )
    return SEED


@pytest.fixture
def medquad_pages() -> list[Path]:
    """Return the GARD pages of MedQuAD."""
    if not MEDQUAD.is_dir():
        pytest.skip("the MedQuAD pages are not here: they lie in ../shared, beside the project")
    return sorted(MEDQUAD.glob("*.xml"))
