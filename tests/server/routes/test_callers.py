"""Who asks, as the request tells and as our proxies tell."""

from pathlib import Path

import pytest

from server.problems import TooManyRequests
from server.routes.callers import Callers, address
from server.settings import Settings

PEER = {"REMOTE_ADDR": "192.0.2.1", "SERVER_PROTOCOL": "HTTP/1.1"}


@pytest.mark.parametrize(
    ("forwarded", "proxies", "expected"),
    [
        ("", 0, "192.0.2.1"),
        ("198.51.100.7", 0, "192.0.2.1"),  # anybody can write this header
        ("198.51.100.7", 1, "198.51.100.7"),
        ("invented, 198.51.100.7", 1, "198.51.100.7"),
        ("invented, 198.51.100.7, 203.0.113.1", 2, "198.51.100.7"),
        ("198.51.100.7", 2, "192.0.2.1"),  # it did not come through both proxies
        ("", 1, "192.0.2.1"),
    ],
)
def test_only_trusted_proxies_are_believed(forwarded: str, proxies: int, expected: str) -> None:
    assert address(PEER | {"HTTP_X_FORWARDED_FOR": forwarded}, proxies) == expected


def test_the_environ_of_the_request_stays_as_it_is() -> None:
    environ = PEER | {"HTTP_X_FORWARDED_FOR": "198.51.100.7"}

    address(environ, 1)

    assert environ == PEER | {"HTTP_X_FORWARDED_FOR": "198.51.100.7"}


def test_each_client_has_its_own_share() -> None:
    callers = Callers(Settings(release=Path(), client_queries=1))

    with callers.asking(PEER) as caller, callers.asking(PEER | {"REMOTE_ADDR": "192.0.2.2"}):
        assert caller.address == "192.0.2.1"
        with pytest.raises(TooManyRequests), callers.asking(PEER):
            pass


def test_what_is_charged_is_gone() -> None:
    callers = Callers(Settings(release=Path(), client_seconds_per_minute=1))

    with callers.asking(PEER) as caller:
        caller.charge(100)

    with pytest.raises(TooManyRequests), callers.asking(PEER):
        pass


def test_a_client_of_whom_nothing_is_known_has_not_left() -> None:
    with Callers(Settings(release=Path(), port=1)).asking({}) as caller:
        assert caller.address == ""
        assert not caller.has_left()
