"""The share of one client, by a clock that stands still unless it is set."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from server.budget import MOST_CLIENTS, ClientBudget, client_of
from server.problems import TooManyRequests
from server.settings import Settings

HOST = "192.0.2.1"
OTHER = "192.0.2.2"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def budget(clock: Clock, queries: int = 0, seconds: float = 0) -> ClientBudget:
    settings = Settings(release=Path(), client_queries=queries, client_seconds_per_minute=seconds)
    return ClientBudget(settings, clock)


def spend(budget: ClientBudget, seconds: float, address: str = HOST) -> None:
    with budget.spending(address) as charge:
        charge(seconds)


def test_a_client_may_run_so_many_queries_at_a_time_and_no_more(clock: Clock) -> None:
    two = budget(clock, queries=2)

    with two.spending(HOST), two.spending(HOST), pytest.raises(TooManyRequests) as refused:
        spend(two, 0)

    assert refused.value.status == 429
    assert refused.value.retry_seconds == 1
    assert refused.value.members["limit"] == {"setting": "client_queries", "value": 2}


def test_a_query_that_has_ended_makes_room_even_if_it_failed(clock: Clock) -> None:
    one = budget(clock, queries=1)

    with pytest.raises(KeyError), one.spending(HOST):
        raise KeyError

    spend(one, 0)


def test_other_clients_are_not_held_up(clock: Clock) -> None:
    one = budget(clock, queries=1, seconds=60)

    with one.spending(HOST) as charge:
        charge(100)
        spend(one, 0, OTHER)


def test_a_debt_has_to_be_waited_for_exactly(clock: Clock) -> None:
    minute = budget(clock, seconds=120)
    spend(minute, 140)

    with pytest.raises(TooManyRequests) as refused:
        spend(minute, 0)

    assert refused.value.retry_seconds == 11
    assert refused.value.members["limit"] == {
        "setting": "client_seconds_per_minute",
        "value": 120,
    }
    clock.now = refused.value.retry_seconds
    spend(minute, 0)


def test_a_full_minute_is_the_most_that_is_saved(clock: Clock) -> None:
    minute = budget(clock, seconds=60)
    spend(minute, 0)
    clock.now = 3_600

    spend(minute, 61)

    with pytest.raises(TooManyRequests):
        spend(minute, 0)


def test_zero_means_no_limit(clock: Clock) -> None:
    free = budget(clock)

    with ExitStack() as stack:
        for _ in range(1_000):
            stack.enter_context(free.spending(HOST))(1_000)


def test_the_addresses_of_a_million_clients_do_not_fill_the_memory(clock: Clock) -> None:
    table = budget(clock, queries=1)

    with table.spending(HOST):
        for number in range(MOST_CLIENTS + 500):
            spend(table, 0, f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
        with pytest.raises(TooManyRequests):
            spend(table, 0)  # one whose query runs is never forgotten

    assert len(table) == MOST_CLIENTS


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("::ffff:127.0.0.1", "127.0.0.1"),
        ("2001:db8:0:1::1", "2001:db8:0:1::/64"),
        ("2001:db8:0:1:ffff::2", "2001:db8:0:1::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("x" * 1_000, "x" * 64),
    ],
)
def test_a_client_is_an_address_or_its_network(address: str, expected: str) -> None:
    assert client_of(address) == expected
