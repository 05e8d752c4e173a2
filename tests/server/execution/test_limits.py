"""Real workers, real limits."""

import sys
import threading

import pytest

from server.messages import Caller, SparqlRequest
from server.problems import (
    ClientLeft,
    MemoryExceeded,
    PoolBusy,
    QueryCrashed,
    QueryTimeout,
    ResultTooLarge,
)
from server.protocol.negotiation import media_types
from server.query.complexity import MOST_LEVELS, MOST_STEPS
from tests.server.conftest import Pools
from tests.server.execution.asking import COUNT, ENDLESS, HUNGRY, ask, assert_whole, in_background
from tests.server.processes import exists

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")


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


def test_a_query_that_overflows_the_stack_is_told_so_and_costs_its_worker_alone(
    pools: Pools,
) -> None:
    pool = pools(worker_memory_bytes=20_000_000)  # a quarter of it is stack

    with pytest.raises(QueryCrashed, match="overflowed the stack") as refused:
        ask(pool, f"ASK {{ FILTER({'ABS(' * 990}1{')' * 990}) }}")

    assert refused.value.status == 400
    assert "Nest less" in str(refused.value.members["hint"])
    assert_whole(pool)
    assert pool.status().ended == {"query-crashed": 1}


def test_an_answer_that_is_too_long_is_an_error_and_its_worker_goes_on(pools: Pools) -> None:
    pool = pools(result_bytes=1_000)
    before = pool.pids()

    with pytest.raises(ResultTooLarge) as refused:
        ask(pool, "SELECT * { ?s ?p ?o }")

    assert refused.value.members["limit"] == {"setting": "result_bytes", "value": 1_000}
    assert pool.pids() == before
    assert_whole(pool)


def test_a_client_may_grant_less_time_than_the_server(pools: Pools) -> None:
    pool = pools(query_seconds=60)

    with pytest.raises(QueryTimeout) as refused:
        pool.execute(SparqlRequest(ENDLESS, timeout_seconds=0.5), media_types("csv", ""))

    assert refused.value.members["limit"] == {"setting": "timeout", "value": 0.5}
    assert_whole(pool)


def test_the_time_that_a_client_grants_passes_while_its_query_waits(pools: Pools) -> None:
    pool = pools(workers=1, query_seconds=5)
    endless = in_background(pool, ENDLESS)

    with pytest.raises(PoolBusy, match="in time"):
        pool.execute(SparqlRequest(COUNT, timeout_seconds=0.2), media_types("csv", ""))

    assert isinstance(endless.exception(), QueryTimeout)
    assert_whole(pool, workers=1)


def test_a_client_that_leaves_frees_its_worker(pools: Pools) -> None:
    pool = pools(workers=1)
    has_left = threading.Event()
    endless = in_background(pool, ENDLESS, Caller(has_left=has_left.is_set))
    (victim,) = pool.pids()

    has_left.set()

    assert isinstance(endless.exception(), ClientLeft)
    assert_whole(pool, workers=1)
    assert not exists(victim)
    assert pool.status().ended == {"client-left": 1}


def test_a_client_that_leaves_while_it_waits_leaves_its_place(pools: Pools) -> None:
    pool = pools(workers=1, queue_length=1, query_seconds=5)
    endless = in_background(pool, ENDLESS)
    caller = Caller(has_left=lambda: True)

    for _ in range(2):
        with pytest.raises(ClientLeft):
            pool.execute(SparqlRequest(COUNT), media_types("csv", ""), caller)

    assert isinstance(endless.exception(), QueryTimeout)
    assert_whole(pool, workers=1)


def test_a_client_pays_for_its_time_and_for_a_worker_that_it_cost(pools: Pools) -> None:
    pool = pools()
    paid: list[float] = []
    caller = Caller(charge=paid.append)

    pool.execute(SparqlRequest(COUNT), media_types("csv", ""), caller)
    with pytest.raises(QueryTimeout):
        pool.execute(SparqlRequest(ENDLESS, timeout_seconds=0.3), media_types("csv", ""), caller)

    assert paid[0] > 0
    assert paid[1] >= 1.3
    assert len(paid) == 2


LEVELS, STEPS = MOST_LEVELS - 10, MOST_STEPS - 100


@pytest.mark.parametrize(
    "query",
    [
        f"ASK {'{' * LEVELS}?s ?p ?o{'}' * LEVELS}",
        f"ASK {{ {'FILTER EXISTS { ?s ex:p ?o ' * LEVELS}{'}' * LEVELS} }}",
        f"ASK {{ FILTER({'ABS(' * (LEVELS - 1)}1{')' * (LEVELS - 1)}) }}",
        f"ASK {{ FILTER({'IF(true,' * (LEVELS - 1)}1{',1)' * (LEVELS - 1)}) }}",
        f"ASK {{ BIND({'TRIPLE(ex:a,ex:b,' * (LEVELS - 1)}1{')' * (LEVELS - 1)} AS ?x) }}",
        f"ASK {{ FILTER({'!' * (LEVELS - 1)}true) }}",
        f"ASK {{ ?s {'(' * LEVELS}ex:p{')?' * LEVELS} ?o }}",
        f"ASK {{ ?s {'|'.join(['ex:p'] * STEPS)} ?o }}",
        f"ASK {{ {'MINUS { ?s ex:q ?o } ' * (STEPS // 2)} }}",
        f"ASK {{ FILTER({'||'.join(['?o'] * (STEPS // 2))}) }}",
        f"ASK {{ FILTER({'+'.join(['1'] * (STEPS // 2))}) }}",
    ],
    ids=lambda query: query[:22],
)
def test_the_stack_holds_what_is_not_refused(pools: Pools, query: str) -> None:
    assert ask(pools(workers=1), query) in {b"true", b"false"}


@pytest.mark.parametrize(
    "query",
    [
        f"ASK {{ {' UNION '.join(f'{{ ?s ex:p{n} ?o }}' for n in range(4_000))} }}",
        f"ASK {{ ?s {'/'.join(['ex:p'] * 5_000)} ?o }}",
        f"ASK {{ {' . '.join(f'?s ex:p{n} ?o{n}' for n in range(5_000))} }}",
        f"ASK {{ ?s ex:p {'(' * LEVELS}{')' * LEVELS} }}",
    ],
    ids=["branches", "path steps", "patterns", "lists"],
)
def test_a_query_that_takes_long_to_plan_holds_to_the_limit(pools: Pools, query: str) -> None:
    pool = pools(workers=1, query_seconds=0.5)

    with pytest.raises(QueryTimeout):
        ask(pool, query)

    assert_whole(pool, workers=1)
