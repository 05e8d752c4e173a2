"""Who gets what is free, and who goes away with empty hands."""

from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from server.execution.waiting_line import NothingInTime, WaitingLine
from server.problems import ClientLeft
from tests.server.processes import wait_until


def here() -> bool:
    return False


def gone() -> bool:
    return True


def waiting(line: WaitingLine[int], threads: ThreadPoolExecutor) -> "Future[int]":
    """Wait for a thing in a thread of its own; return when that thread stands in the line."""
    before = line.waiting
    outcome = threads.submit(line.get, 60, here)
    wait_until(lambda: line.waiting > before)
    return outcome


def test_what_is_free_is_given_at_once_the_first_first() -> None:
    line: WaitingLine[int] = WaitingLine()
    line.put(1)
    line.put(2)

    assert [line.get(0, gone), line.get(0, gone)] == [1, 2]


def test_who_came_first_is_served_first() -> None:
    line: WaitingLine[int] = WaitingLine()

    with ThreadPoolExecutor(3) as threads:
        outcomes = [waiting(line, threads) for _ in range(3)]
        for thing in range(3):
            line.put(thing)

    assert [outcome.result() for outcome in outcomes] == [0, 1, 2]


def test_who_waits_in_vain_leaves_the_line() -> None:
    line: WaitingLine[int] = WaitingLine()

    with pytest.raises(NothingInTime):
        line.get(0.01, here)
    with pytest.raises(ClientLeft):
        line.get(60, gone)

    assert line.waiting == 0
    line.put(1)
    assert line.free == 1


def test_what_was_given_at_the_last_moment_goes_to_the_next() -> None:
    line: WaitingLine[int] = WaitingLine()

    def leaves_while_it_is_served() -> bool:
        line.put(7)
        return True

    with pytest.raises(ClientLeft):
        line.get(60, leaves_while_it_is_served)

    assert line.get(0, here) == 7
