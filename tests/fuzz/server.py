"""A server to be fuzzed: a release, served with short limits."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.conftest import serving
from tests.fuzz.requests import Request, send

# One client sends everything here: it has no budget of its own.
_LIMITS = [
    *("--query-seconds", "2", "--access-log", "off"),
    *("--client-queries", "0", "--client-seconds-per-minute", "0"),
]


@contextmanager
def started(release: str) -> Iterator[str]:
    """Give the address of a server of the release in a folder."""
    with serving("--release", release, *_LIMITS) as address:
        yield address


def is_alive(address: str) -> bool:
    """Tell whether a query is answered."""
    asked = Request("GET", "/sparql?query=ASK%7B%7D&format=json", {}, b"")
    return b"true" in send(address, asked).body
