from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from server.execution.releases import ServedRelease
from server.messages import PoolStatus
from server.metrics import Metrics

ANSWERED = {"query_id": "q", "outcome": "ok", "cached": False}


class Graph:
    """A graph whose pool has seen something."""

    served = ServedRelease('r"1\n', Path(), None)

    def status(self) -> PoolStatus:
        return PoolStatus(4, 3, 2, 9, {"query-timeout": 5}, frozenset())


@pytest.fixture
def metrics() -> Metrics:
    found = Metrics(Graph(), lambda: (7, 8, 9, 10), lambda: 11)  # type: ignore[arg-type]
    found.routes = frozenset({"sparql", "static"})
    return found


def samples(metrics: Metrics) -> dict[tuple[str, ...], float]:
    """Return the value of each sample by its name and the sorted values of its labels."""
    families = text_string_to_metric_families(metrics.text().decode())
    found = [sample for family in families for sample in family.samples]
    return {(one.name, *sorted(one.labels.values())): one.value for one in found}


def test_pool_cache_log_and_release_are_told(metrics: Metrics) -> None:
    found = samples(metrics)

    assert found["raregraph_workers",] == 4
    assert found["raregraph_workers_busy",] == 3
    assert found["raregraph_queries_waiting",] == 2
    assert found["raregraph_workers_started_total",] == 9
    assert found["raregraph_workers_ended_total", "query-timeout"] == 5
    assert found["raregraph_cache_lookups_total", "true"] == 7
    assert found["raregraph_cache_lookups_total", "false"] == 8
    assert found["raregraph_cache_bytes",] == 10
    assert found["raregraph_log_lines_lost_total",] == 11
    assert found["raregraph_release", 'r"1\n'] == 1
    assert found["raregraph_memory_bytes", "server"] > 1_000_000


def test_requests_are_counted_by_route_and_status_queries_timed_by_outcome(
    metrics: Metrics,
) -> None:
    metrics.observe("/sparql", "GET", 200, 0.002, ANSWERED)
    metrics.observe("/sparql", "GET", 200, 0.02, ANSWERED)
    metrics.observe("/static/style.css", "GET", 200, 0.001, {})

    found = samples(metrics)
    assert found["raregraph_requests_total", "/sparql", "200", "GET"] == 2
    assert found["raregraph_requests_total", "/static", "200", "GET"] == 1
    assert found["raregraph_query_seconds_count", "false", "ok"] == 2
    assert found["raregraph_query_seconds_bucket", "0.005", "false", "ok"] == 1


def test_a_client_cannot_make_series_without_end(metrics: Metrics) -> None:
    for number in range(2_000):
        metrics.observe(f"/{number}", f"M{number}", 404, 0, {})
        metrics.observe(f"/{number}", "GET", 414, 0, {})
    metrics.observe("/static/style.css", "GET", 200, 0, {})

    found = samples(metrics)
    assert len(found) < 100
    assert found["raregraph_requests_total", "/static", "200", "GET"] == 1
    assert found["raregraph_requests_total", "404", "other", "other"] == 2_000
