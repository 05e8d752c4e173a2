"""Real workers, real limits, real deaths."""

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from server.execution.pool import WorkerPool
from server.execution.worker_process import ReleaseUnusable
from server.messages import SparqlRequest
from server.problems import (
    MemoryExceeded,
    PoolBusy,
    Problem,
    QueryCrashed,
    QueryRefused,
    QueryTimeout,
    ResultTooLarge,
    ServiceRefused,
    WorkerKilled,
)
from server.protocol.negotiation import media_types
from server.settings import Settings
from tests.server.conftest import STATEMENTS, Pools
from tests.server.processes import busiest, exists, living, wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")

PRODUCT = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ENDLESS = f"SELECT (COUNT(*) AS ?n) {PRODUCT}"
HUNGRY = f"SELECT * {PRODUCT} ORDER BY ?a ?d ?g"
DEEP = "SELECT * " + "{" * 50_000 + "?s ?p ?o" + "}" * 50_000
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ex:p ?o }"


def ask(pool: WorkerPool, query: str, format_name: str = "csv") -> bytes:
    answer = pool.execute(SparqlRequest(query), media_types(format_name, ""))
    if isinstance(answer.content, bytes):
        return answer.content
    with answer.content as file:
        return file.read()


def in_background(pool: WorkerPool, query: str) -> "Future[bytes]":
    """Ask in a thread of its own and return when a worker is at it."""
    thread = ThreadPoolExecutor(1)
    outcome = thread.submit(ask, pool, query)
    thread.shutdown(wait=False)
    wait_until(lambda: busiest(pool.pids()) or outcome.done())
    return outcome


def assert_whole(pool: WorkerPool, workers: int = 2) -> None:
    assert len(living(pool.pids())) == workers
    assert ask(pool, COUNT) == b"n\r\n%d\r\n" % STATEMENTS


def test_a_query_is_answered_and_its_length_is_told(pools: Pools) -> None:
    answer = pools().execute(SparqlRequest(COUNT), media_types("csv", ""))

    assert answer[:3] == ("text/csv", 9, b"n\r\n2000\r\n")


def test_a_long_answer_arrives_whole(pools: Pools) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"
    answer = pools().execute(SparqlRequest(query), media_types("json", ""))

    assert not isinstance(answer.content, bytes)
    with answer.content as file:
        text = file.read()
    assert len(text) == answer.length
    assert len(json.loads(text)["results"]["bindings"]) == 20_000


def test_a_query_without_end_is_stopped_while_others_are_answered(pools: Pools) -> None:
    pool = pools(query_seconds=3)
    endless = in_background(pool, ENDLESS)

    assert ask(pool, COUNT) == b"n\r\n2000\r\n"
    assert not endless.done()
    with pytest.raises(QueryTimeout) as refused:
        endless.result()
    assert refused.value.members["limit"] == {"setting": "query_seconds", "value": 3}
    assert_whole(pool)


def test_a_query_dies_of_its_memory_limit_alone(pools: Pools) -> None:
    pool = pools(worker_memory_bytes=100_000_000)
    hungry = in_background(pool, HUNGRY)

    assert ask(pool, COUNT) == b"n\r\n2000\r\n"
    with pytest.raises(MemoryExceeded) as refused:
        hungry.result()
    assert refused.value.members["limit"] == {
        "setting": "worker_memory_bytes",
        "value": 100_000_000,
    }
    assert_whole(pool)


def test_a_worker_killed_in_mid_query_costs_that_query_alone(pools: Pools) -> None:
    pool = pools()
    endless = in_background(pool, ENDLESS)
    victim = busiest(pool.pids())
    assert victim is not None

    os.kill(victim, signal.SIGKILL)

    with pytest.raises(WorkerKilled) as refused:
        endless.result()
    assert refused.value.status == 503
    assert victim not in pool.pids()
    assert_whole(pool)


def test_a_worker_killed_while_it_idles_costs_nothing(pools: Pools) -> None:
    pool = pools(workers=1)
    (victim,) = pool.pids()

    os.kill(victim, signal.SIGKILL)
    wait_until(lambda: os.waitid(os.P_PID, victim, os.WEXITED | os.WNOWAIT | os.WNOHANG))

    assert ask(pool, COUNT) == b"n\r\n2000\r\n"
    assert_whole(pool, workers=1)


def test_a_query_that_overflows_the_stack_is_a_crash_and_costs_its_worker_alone(
    pools: Pools,
) -> None:
    pool = pools()

    with pytest.raises(QueryCrashed) as refused:
        ask(pool, DEEP)

    assert refused.value.status == 500
    assert "nesting" in str(refused.value.members["hint"])
    assert_whole(pool)


def test_an_answer_that_is_too_long_is_an_error_and_its_worker_goes_on(pools: Pools) -> None:
    pool = pools(result_bytes=1_000)
    before = pool.pids()

    with pytest.raises(ResultTooLarge) as refused:
        ask(pool, "SELECT * { ?s ?p ?o }")

    assert refused.value.members["limit"] == {"setting": "result_bytes", "value": 1_000}
    assert pool.pids() == before
    assert_whole(pool)


def test_a_refusal_comes_with_its_members_and_its_worker_goes_on(pools: Pools) -> None:
    pool = pools()
    before = pool.pids()

    with pytest.raises(QueryRefused, match="'nope:' is not declared") as refused:
        ask(pool, "SELECT * {\n ?s nope:p ?o }")
    with pytest.raises(ServiceRefused):
        ask(pool, "SELECT * { SERVICE <http://127.0.0.1:1/> {} }")

    assert (refused.value.members["line"], refused.value.members["column"]) == (2, 5)
    assert pool.pids() == before


def test_a_full_queue_is_told_at_once(pools: Pools) -> None:
    pool = pools(workers=1, queue_length=0, query_seconds=3)
    endless = in_background(pool, ENDLESS)

    with pytest.raises(PoolBusy) as refused:
        ask(pool, COUNT)

    assert refused.value.members["limit"] == {"setting": "queue_length", "value": 0}
    assert isinstance(endless.exception(), QueryTimeout)
    assert_whole(pool, workers=1)


def test_queries_wait_for_a_worker_and_each_gets_its_own_answer(pools: Pools) -> None:
    pool = pools(queue_length=50)

    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(lambda n: ask(pool, f"SELECT ({n} AS ?n) {{}}"), range(40)))

    assert answers == [b"n\r\n%d\r\n" % number for number in range(40)]


def test_an_error_leaves_the_queue_as_it_was(pools: Pools) -> None:
    pool = pools(workers=1, queue_length=0)

    for _ in range(5):
        with pytest.raises(Problem):
            ask(pool, "no query")

    assert_whole(pool, workers=1)


def test_closing_ends_every_process_even_one_in_mid_query(small_release: Path) -> None:
    pool = WorkerPool(Settings(release=small_release, workers=2), {}, {})
    endless = in_background(pool, ENDLESS)
    pids = pool.pids()

    pool.close()

    assert isinstance(endless.exception(), WorkerKilled)
    assert [pid for pid in pids if exists(pid)] == []


def test_a_release_that_cannot_be_opened_is_told_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(ReleaseUnusable, match="cannot be opened"):
        WorkerPool(Settings(release=tmp_path), {}, {})


def test_a_pool_can_be_closed_twice(pools: Pools) -> None:
    pool = pools()

    pool.close()
    pool.close()


@pytest.mark.skipif(os.uname().machine not in {"x86_64", "aarch64"}, reason="no filter here")
def test_a_worker_has_no_network_even_if_a_call_slipped_through() -> None:
    program = (
        "from server.execution.confinement import forbid_network; assert forbid_network();"
        "from pyoxigraph import Store;"
        "list(Store().query('SELECT * { SERVICE <http://127.0.0.1:9999/> { ?s ?p ?o } }'))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert "PermissionError" in run.stderr
