"""What Prometheus is told: requests, latencies, processes, cache, memory, release."""

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import generate_latest
from prometheus_client.registry import Collector

from server.execution.releases import OperatedGraph

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_METHODS = {"GET", "HEAD", "POST", "OPTIONS", "QUERY"}
OTHER = "other"


# Of the answer cache: hits, misses, answers held, bytes held.
CacheCounts = Callable[[], tuple[int, int, int, int]]


class _Series(NamedTuple):
    """What one kind of request adds to; no latency where no query was asked."""

    requests: Counter
    seconds: Histogram | None


class Metrics:
    """The metrics of one server; `observe` is cheap and may be called by many threads.

    Requests are told apart by those first parts of a path that are in `routes`, so that there are
    no more series than the server has answers, whatever clients think of.
    """

    def __init__(
        self,
        graph: OperatedGraph,
        cache: CacheCounts = lambda: (0, 0, 0, 0),
        lost_lines: Callable[[], int] = lambda: 0,
    ) -> None:
        self.routes: frozenset[str] = frozenset()
        disable_created_metrics()  # type: ignore[no-untyped-call]  # they double what is told
        self._registry = CollectorRegistry()
        self._registry.register(_State(graph, cache, lost_lines))
        self._requests = Counter(
            "raregraph_requests",
            "Requests that were answered.",
            ("route", "method", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "raregraph_query_seconds",
            "Time from the arrival of a query to the beginning of its answer.",
            ("outcome", "cached"),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._series: dict[tuple[object, ...], _Series] = {}

    def observe(
        self, path: str, method: str, status: int, seconds: float, log: Mapping[str, object]
    ) -> None:
        """Count a request; `log` is what the access log knows of it."""
        outcome = log.get("outcome", "ok") if "query_id" in log else None
        first = first_part(path)
        route = f"/{first}" if first in self.routes else OTHER
        told = method if method in _METHODS else OTHER
        key = (route, told, status, outcome, bool(log.get("cached")))
        series = self._series.get(key) or self._added(*key)
        series.requests.inc()
        if series.seconds is not None:
            series.seconds.observe(seconds)

    def text(self) -> bytes:
        """Return all metrics in the text format of Prometheus, version 1.0.0."""
        return generate_latest(self._registry)

    def _added(
        self, route: str, method: str, status: int, outcome: object, is_cached: bool
    ) -> _Series:
        """Return what a kind of request adds to, and remember it."""
        series = _Series(
            self._requests.labels(route, method, str(status)),
            None if outcome is None else self._seconds.labels(outcome, str(is_cached).lower()),
        )
        self._series[route, method, status, outcome, is_cached] = series
        return series


def first_part(path: str) -> str:
    """Return the first part of a path.

    >>> first_part("/static/style.css"), first_part("/"), first_part("")
    ('static', '', '')
    """
    return path.split("/", 2)[1] if path.startswith("/") else ""


class _State(Collector):
    """What is told as it is when somebody asks."""

    def __init__(
        self,
        graph: OperatedGraph,
        cache: CacheCounts,
        lost_lines: Callable[[], int],
    ) -> None:
        self._graph = graph
        self._cache = cache
        self._lost_lines = lost_lines

    def collect(self) -> Iterable[Metric]:
        """Yield the metrics of pool, cache, log, memory and release."""
        yield from self._pool()
        yield from self._answer_cache()
        yield CounterMetricFamily(
            "raregraph_log_lines_lost",
            "Lines of the access log that could not be written.",
            self._lost_lines(),
        )
        release = GaugeMetricFamily("raregraph_release", "The release served.", labels=("release",))
        release.add_metric([self._graph.served.name], 1)
        yield release

    def _pool(self) -> Iterable[Metric]:
        pool = self._graph.status()
        gauges = {
            "workers": ("Processes that answer queries.", pool.workers),
            "workers_busy": ("Processes that answer a query now.", pool.busy),
            "queries_waiting": ("Queries that wait for a process.", pool.waiting),
        }
        for name, (meaning, value) in gauges.items():
            yield GaugeMetricFamily(f"raregraph_{name}", meaning, value)
        yield CounterMetricFamily("raregraph_workers_started", "Processes started.", pool.started)
        ended = CounterMetricFamily(
            "raregraph_workers_ended", "Processes that ended, by cause.", labels=("cause",)
        )
        for cause, count in sorted(pool.ended.items()):
            ended.add_metric([cause], count)
        yield ended
        memory = GaugeMetricFamily(
            "raregraph_memory_bytes",
            "Resident memory; what processes share counts for each.",
            labels=("processes",),
        )
        memory.add_metric(["server"], resident_bytes({os.getpid(), os.getppid()}))
        memory.add_metric(["workers"], resident_bytes(pool.pids))
        yield memory

    def _answer_cache(self) -> Iterable[Metric]:
        hits, misses, answers, size = self._cache()
        lookups = CounterMetricFamily(
            "raregraph_cache_lookups", "Requests looked up in the answer cache.", labels=("found",)
        )
        lookups.add_metric(["true"], hits)
        lookups.add_metric(["false"], misses)
        yield lookups
        yield GaugeMetricFamily("raregraph_cache_answers", "Answers in the cache.", answers)
        yield GaugeMetricFamily("raregraph_cache_bytes", "Bytes that the cache takes.", size)


def resident_bytes(pids: Iterable[int]) -> int:
    """Return the resident memory of processes, in bytes; 0 where the system cannot tell (Linux)."""
    pages = 0
    for pid in pids:
        try:
            pages += int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        except (OSError, IndexError):
            continue  # it has ended since
    return pages * os.sysconf("SC_PAGE_SIZE")
