"""Places for slow clients: so many for all, so many for one."""

import pytest

from server.places import Places
from server.problems import PoolBusy, TooManyRequests


def test_one_client_gets_its_share_and_no_more() -> None:
    places = Places("waits", most=9, most_of_client=2)
    places.take("192.0.2.1")
    places.take("192.0.2.1")

    with pytest.raises(TooManyRequests) as refused:
        places.take("192.0.2.1")
    places.take("192.0.2.2")

    assert refused.value.detail == "This client waits 2 times at once already."
    assert refused.value.retry_seconds == 1
    assert len(places) == 3


def test_all_clients_get_so_many_and_no_more() -> None:
    places = Places("waits", most=2, most_of_client=2)
    places.take("192.0.2.1")
    places.take("192.0.2.2")

    with pytest.raises(PoolBusy):
        places.take("192.0.2.3")


def test_a_place_that_is_given_back_can_be_taken_again() -> None:
    places = Places("waits", most=1, most_of_client=1)
    places.take("192.0.2.1")()

    assert len(places) == 0
    places.take("192.0.2.1")
    assert len(places) == 1


def test_without_a_share_one_client_may_take_all() -> None:
    places = Places("waits", most=3, most_of_client=0)

    for _ in range(3):
        places.take("192.0.2.1")

    assert len(places) == 3


def test_the_addresses_of_one_network_are_one_client() -> None:
    places = Places("waits", most=9, most_of_client=1)
    places.take("2001:db8::1")

    with pytest.raises(TooManyRequests):
        places.take("2001:db8::2")
