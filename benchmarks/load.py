"""A server under many clients, some of them bad: `python -m benchmarks.load --seconds 120`.

One in ten queries never ends, one in twenty takes all memory, some clients stop reading a long
answer, some leave. Every answer must be whole and right, or a problem that says why there is none;
no worker may be lost, and the memory must return to where it was. Ends with 1 if that is not so.
"""

import argparse
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from benchmarks.load_clients import GOOD, Client, Outcome, right_answers
from benchmarks.process_tree import Sample, sample, watched
from graph_data.release import STORE, current
from graph_data.store import open_store
from ontology.identifiers import query_prefixes

ADDRESSES = 16
SETTLING_SECONDS = 60
GROWTH_BYTES = 100_000_000  # what the server itself may have kept: buffers, the cache of answers


def main() -> int:
    """Run the load and print what came of it; return 0 if all was right."""
    options = _options()
    right = right_answers(open_store(current() / STORE), query_prefixes())
    with _served(options) as (process, port):
        _warm_up(port)
        _under_load(argparse.Namespace(clients=options.clients, seconds=3), port, right, True)
        before = sample(process.pid, time.monotonic())
        with watched(process.pid) as samples:
            outcomes = _under_load(options, port, right)
        after = _settled(process.pid, before)
    _report(outcomes, samples, before, after)
    is_whole = after.workers == before.workers
    is_back = after.memory_bytes <= before.memory_bytes + GROWTH_BYTES
    return 0 if is_whole and is_back and all(one.right for one in outcomes) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--query-seconds", type=float, default=20)
    parser.add_argument("--memory-bytes", type=int, default=500_000_000)
    parser.add_argument("--queue-length", type=int, default=256)
    return parser.parse_args()


@contextmanager
def _served(options: argparse.Namespace) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    limits = {
        "RAREGRAPH_WORKERS": str(options.workers),
        "RAREGRAPH_QUERY_SECONDS": str(options.query_seconds),
        "RAREGRAPH_WORKER_MEMORY_BYTES": str(options.memory_bytes),
        "RAREGRAPH_QUEUE_LENGTH": str(options.queue_length),
    }
    command = [sys.executable, "-m", "raregraph", "serve", "--port", str(port)]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, env=os.environ | limits, stderr=log, stdout=log)
        try:
            yield process, port
        finally:
            process.send_signal(signal.SIGTERM)
            print(f"the server ended with {process.wait(60)}")


def _warm_up(port: int) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/sparql?query=ASK%7B%7D").close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server did not answer for a minute")


def _under_load(
    options: argparse.Namespace, port: int, right: dict[str, str], only_good: bool = False
) -> list[Outcome]:
    """Return what became of all requests; only good queries are asked if so wanted."""
    end = time.monotonic() + options.seconds
    everybody_is_done = threading.Barrier(options.clients)

    def run(number: int) -> list[Outcome]:
        client = Client(port, f"127.0.0.{2 + number % ADDRESSES}", number, right, only_good)
        outcomes = []
        while time.monotonic() < end:
            outcomes.append(client.ask())
        everybody_is_done.wait()
        client.close()
        return outcomes

    with ThreadPoolExecutor(options.clients) as threads:
        return [one for found in threads.map(run, range(options.clients)) for one in found]


def _settled(pid: int, before: Sample) -> Sample:
    """Return what the server takes when all is as before, or a minute later."""
    started = time.monotonic()
    while True:
        now = sample(pid, started)
        is_back = now.memory_bytes <= before.memory_bytes + GROWTH_BYTES
        if (now.workers == before.workers and is_back) or now.seconds > SETTLING_SECONDS:
            return now
        time.sleep(0.5)


def _report(
    outcomes: Sequence[Outcome], samples: Sequence[Sample], before: Sample, after: Sample
) -> None:
    for (kind, end), count in sorted(Counter((one.kind, one.end) for one in outcomes).items()):
        print(f"{kind:14} {end:32} {count:6}")
    _report_times(outcomes)
    print(f"answers that are neither right nor a proper problem: {_wrong(outcomes)}")
    print(f"workers: {before.workers} before, {after.workers} after")
    peaks = [_peak(samples, start) for start in range(0, int(samples[-1].seconds) + 1, 10)]
    print(f"memory, peak of each 10 seconds, MB: {' '.join(str(peak) for peak in peaks)}")
    print(
        f"memory, MB: {before.memory_bytes // 10**6} before, {after.memory_bytes // 10**6}"
        f" after, {after.seconds:.0f} seconds after the last query"
    )


def _report_times(outcomes: Sequence[Outcome]) -> None:
    for name, kinds in {**{kind: {kind} for kind in GOOD}, "all good": set(GOOD)}.items():
        times = [one.seconds for one in outcomes if one.kind in kinds and one.end == "200"]
        if len(times) > 1:
            cuts = statistics.quantiles(times, n=100)
            print(
                f"{name:14} answered {len(times):6}  p50 {cuts[49]:7.3f} s  p99 {cuts[98]:7.3f} s"
            )


def _wrong(outcomes: Sequence[Outcome]) -> str:
    wrong = Counter((one.kind, one.end) for one in outcomes if not one.right)
    return ", ".join(f"{kind} {end} ({count})" for (kind, end), count in wrong.items()) or "none"


def _peak(samples: Sequence[Sample], start: float) -> int:
    found = [one.memory_bytes for one in samples if start <= one.seconds < start + 10]
    return max(found, default=0) // 10**6


if __name__ == "__main__":
    sys.exit(main())
