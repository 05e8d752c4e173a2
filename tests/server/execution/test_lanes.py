"""Long queries give way to short ones, and old ones go on."""

import os
import sys
import time

import pytest

from server.execution.lanes import Lanes
from server.problems import PoolBusy
from tests.server.conftest import Pools
from tests.server.execution.asking import COUNT, ENDLESS, ask, assert_whole, in_background
from tests.server.processes import busiest, wait_until


def test_only_a_query_behind_enough_older_ones_is_too_many() -> None:
    lanes = Lanes(1, short_seconds=0)

    with lanes.running() as older, lanes.running() as younger:
        time.sleep(0.001)

        assert not lanes.is_too_many(older)
        assert lanes.is_too_many(younger)


def test_a_query_moves_up_when_an_older_one_ends() -> None:
    lanes = Lanes(1, short_seconds=0)
    with lanes.running() as younger:
        time.sleep(0.001)

        assert not lanes.is_too_many(younger)


def test_a_short_query_is_never_too_many() -> None:
    lanes = Lanes(0, short_seconds=3600)

    with lanes.running() as query:
        assert not lanes.is_long(query)
        assert not lanes.is_too_many(query)


def test_of_two_long_queries_the_younger_gives_way_to_those_who_wait(pools: Pools) -> None:
    pool = pools(short_seconds=0.2)
    older = in_background(pool, ENDLESS)
    younger = in_background(pool, ENDLESS)
    wait_until(lambda: pool.status().busy == 2)

    assert ask(pool, COUNT) == b"n\r\n2000\r\n"

    assert isinstance(younger.exception(), PoolBusy)
    assert not older.done()
    pool.close()


def test_long_queries_go_on_as_long_as_nobody_waits(pools: Pools) -> None:
    pool = pools(short_seconds=0.1)
    both = [in_background(pool, ENDLESS), in_background(pool, ENDLESS)]
    time.sleep(1)

    assert not any(one.done() for one in both)
    pool.close()


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux how nice a thread is")
def test_a_long_query_lets_all_others_go_first_and_its_worker_is_replaced(pools: Pools) -> None:
    pool = pools(workers=1, short_seconds=0.1, query_seconds=4)
    endless = in_background(pool, ENDLESS)
    worker = busiest(pool.pids())
    assert worker is not None

    threads = [int(thread) for thread in os.listdir(f"/proc/{worker}/task")]
    wait_until(lambda: all(os.getpriority(os.PRIO_PROCESS, one) == 15 for one in threads))

    assert endless.exception()
    assert_whole(pool, workers=1)
    assert worker not in pool.pids()
