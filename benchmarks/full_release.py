"""A full release: its build beside the native `oxigraph load` of the same quads, and its examples.

`python -m benchmarks.full_release FOLDER` builds all source files found below FOLDER into a
temporary folder and measures that; with `--release DIR` it takes the release there instead. Then
it loads the N-Quads of the release into a new store by the native loader (the group `bench` of
pyproject.toml), serves the release, and asks each example query twice, without a cache.
"""

import argparse
import gzip
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

from benchmarks.answers import OXIGRAPH
from benchmarks.peers import free_port, running
from benchmarks.process_tree import watched
from graph_data.release import DUMPS, read_manifest

RAREGRAPH = [sys.executable, "-m", "raregraph"]
NO_LIMITS = ["--client-queries", "0", "--client-seconds-per-minute", "0", "--access-log", "off"]
EXAMPLES = """SELECT ?example ?query {
  GRAPH graph:examples { ?example sh:select ?query } } ORDER BY ?example"""
SLOW_SECONDS = 1.0


class Run(NamedTuple):
    """What a program took until its end: seconds, and the memory of all its processes at most."""

    seconds: float
    memory_bytes: int


class Asked(NamedTuple):
    """An example query, the status of its answer, its rows, and the seconds of both answers."""

    name: str
    status: int
    rows: int
    first: float
    again: float


def main() -> int:
    """Print what build, load and examples take; return 1 if an example has no answer."""
    options = _options()
    with tempfile.TemporaryDirectory(dir=options.work) as work:
        release, build = options.release, None
        if release is None:
            release = Path(work) / "release"
            build = run([*RAREGRAPH, "build", "--from", options.folder, "--out", str(release)])
        load = _native_load(release, Path(work))
        _report_runs(release, build, load)
        with _served(release) as address:
            answers = [_asked(address, *example) for example in _examples(address)]
    _report_answers(answers)
    return 0 if all(one.status == 200 for one in answers) else 1


def run(command: Sequence[str]) -> Run:
    """Run a program to its end. Raises RuntimeError with what it said if it fails."""
    with tempfile.TemporaryFile() as said:
        started = time.monotonic()
        process = subprocess.Popen(command, stdout=said, stderr=said)
        with watched(process.pid, every_seconds=0.2) as samples:
            process.wait()
        seconds = time.monotonic() - started
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(command)}\n{said.read().decode(errors='replace')}")
    return Run(seconds, max((one.memory_bytes for one in samples), default=0))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", help="where the source files are")
    parser.add_argument("--release", type=Path, help="a release that is built already")
    parser.add_argument("--work", type=Path, help="where the temporary folder is made")
    options = parser.parse_args()
    if (options.folder is None) == (options.release is None):
        parser.error("give a FOLDER or a --release")
    return options


def _native_load(release: Path, work: Path) -> Run:
    """Return what the native loader takes for the N-Quads, which are unpacked before."""
    dumps = release / DUMPS
    plain, packed = dumps / "raregraph.nq", dumps / "raregraph.nq.gz"
    if not plain.is_file():
        plain = work / "raregraph.nq"
        with gzip.open(packed) as source, plain.open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
    store = work / "oxigraph"
    loaded = run([OXIGRAPH, "load", "--location", str(store), "--file", str(plain)])
    shutil.rmtree(store)
    return loaded


@contextmanager
def _served(release: Path) -> Iterator[str]:
    address = f"127.0.0.1:{(port := free_port())}"
    command = [*RAREGRAPH, "serve", "--release", str(release), "--port", str(port), *NO_LIMITS]
    with running([*command, "--cache-bytes", "0"], f"http://{address}/healthz"):
        yield f"http://{address}/sparql"


def _examples(address: str) -> list[tuple[str, str]]:
    _, body, _ = _answer(address, EXAMPLES)
    rows = json.loads(body)["results"]["bindings"]
    return [(row["example"]["value"].rpartition("/")[2], row["query"]["value"]) for row in rows]


def _asked(address: str, name: str, query: str) -> Asked:
    status, body, first = _answer(address, query)
    rows = len(json.loads(body)["results"]["bindings"]) if status == 200 else 0
    return Asked(name, status, rows, first, _answer(address, query)[2])


def _answer(address: str, query: str) -> tuple[int, bytes, float]:
    """Return the status of an answer, its body, and the seconds until it was there whole."""
    started = time.monotonic()
    try:
        parameters = urlencode({"query": query, "format": "json"})
        with urlopen(f"{address}?{parameters}", timeout=120) as response:
            return response.status, response.read(), time.monotonic() - started
    except HTTPError as error:
        with error:
            return error.code, error.read(), time.monotonic() - started


def _report_runs(release: Path, build: Run | None, load: Run) -> None:
    quads = read_manifest(release).counts.get("quads", 0)
    print(f"{quads:,} quads")
    for name, one in (("raregraph build", build), ("oxigraph load", load)):
        if one is not None:
            ratio = f"{one.seconds / load.seconds:6.2f} x oxigraph load"
            memory = f"{one.memory_bytes / 1e6:8,.0f} MB at most"
            print(f"{name:24} {one.seconds:8.1f} s {memory} {ratio}")


def _report_answers(answers: Sequence[Asked]) -> None:
    print(f"\n{'example':34} {'status':>6} {'rows':>6} {'first s':>8} {'again s':>8}")
    for one in sorted(answers, key=lambda one: -one.again):
        slow = "  slow" if one.again > SLOW_SECONDS else ""
        print(f"{one.name:34} {one.status:6} {one.rows:6,} {one.first:8.3f} {one.again:8.3f}{slow}")


if __name__ == "__main__":
    sys.exit(main())
