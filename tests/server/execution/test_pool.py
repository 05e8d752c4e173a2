"""Real workers: their answers, their line, their deaths, their end."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from server.execution.pool import WorkerPool
from server.execution.worker_process import ReleaseUnusable
from server.messages import SparqlRequest
from server.problems import (
    PoolBusy,
    Problem,
    QueryRefused,
    QueryTimeout,
    ServiceRefused,
    SyntaxProblem,
    WorkerKilled,
)
from server.protocol.negotiation import media_types
from server.settings import Settings
from tests.server.conftest import Pools
from tests.server.execution.asking import COUNT, ENDLESS, ask, assert_whole, in_background
from tests.server.processes import busiest, exists, wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")


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


def test_the_status_tells_what_runs_and_what_has_ended(pools: Pools) -> None:
    pool = pools(query_seconds=3)
    endless = in_background(pool, ENDLESS)

    status = pool.status()
    assert (status.workers, status.busy, status.waiting, status.started) == (2, 1, 0, 2)
    assert status.pids == pool.pids()
    assert isinstance(endless.exception(), QueryTimeout)
    assert_whole(pool)
    assert pool.status()[:4] == (2, 0, 0, 3)
    assert pool.status().ended == {"query-timeout": 1}


def more_done_than(count: int, answers: list["Future[type]"]) -> Callable[[], bool]:
    enough = min(count + 5, len(answers))
    return lambda: sum(answer.done() for answer in answers) >= enough


def test_no_place_is_lost_however_often_workers_are_killed(pools: Pools) -> None:
    pool = pools(workers=2, queue_length=50)
    queries = [COUNT, "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000", "no query", COUNT] * 15
    outcomes: set[type] = set()

    def outcome(query: str) -> type:
        try:
            return type(ask(pool, query))
        except Problem as problem:
            return type(problem)

    with ThreadPoolExecutor(8) as threads:
        answers = [threads.submit(outcome, query) for query in queries]
        while not all(answer.done() for answer in answers):
            for pid in pool.status().pids:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            wait_until(more_done_than(sum(answer.done() for answer in answers), answers))
        outcomes.update(answer.result() for answer in answers)

    for _ in range(2):  # one that was killed while idle is found when it is its turn
        ask(pool, COUNT)
    assert outcomes <= {bytes, SyntaxProblem, WorkerKilled}
    assert_whole(pool)
    assert pool.status()[:3] == (2, 0, 0)


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
