"""What one client may use of the workers: so many queries at a time, so many seconds a minute."""

import ipaddress
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from server.problems import TooManyRequests
from server.settings import Settings

MOST_CLIENTS = 10_000
_SOON_SECONDS = 1  # when one of the client's own queries may have ended


@dataclass(slots=True)
class _Account:
    """What a client has left: seconds (of debt if negative) as of `told`, queries that run."""

    seconds: float
    told: float
    running: int = 0


class ClientBudget:
    """The accounts of all clients, a token bucket each; may be used by many threads.

    A bucket holds the seconds of a minute and fills again within one. What a query costs is known
    when it ends, so a client may get into debt, which it has to wait for.
    """

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._most_queries = settings.client_queries
        self._most_seconds = settings.client_seconds_per_minute
        self._clock = clock
        self._lock = threading.Lock()
        self._accounts: OrderedDict[str, _Account] = OrderedDict()  # the longest unused first

    @contextmanager
    def spending(self, address: str) -> Iterator[Callable[[float], None]]:
        """Count one more query of the client inside; yield what charges it seconds.

        Raises TooManyRequests, with the time after which to try again.
        """
        client = client_of(address)
        account = self._opened(client)
        try:
            yield lambda seconds: self._charge(account, seconds)
        finally:
            with self._lock:
                account.running -= 1

    def __len__(self) -> int:
        """Return how many clients have an account."""
        return len(self._accounts)

    def _opened(self, client: str) -> _Account:
        with self._lock:
            account = self._accounts.setdefault(client, self._new())
            self._accounts.move_to_end(client)
            self._fill(account)
            self._forbid_excess(account)
            account.running += 1
            self._forget()
            return account

    def _new(self) -> _Account:
        return _Account(self._most_seconds, self._clock())

    def _fill(self, account: _Account) -> None:
        now = self._clock()
        gained = (now - account.told) * self._most_seconds / 60
        account.seconds = min(self._most_seconds, account.seconds + gained)
        account.told = now

    def _forbid_excess(self, account: _Account) -> None:
        if self._most_queries and account.running >= self._most_queries:
            raise TooManyRequests(
                f"{account.running} queries of this client run or wait already, as many as may.",
                "client_queries",
                self._most_queries,
                _SOON_SECONDS,
            )
        if self._most_seconds and account.seconds <= 0:
            wait = math.floor(-account.seconds * 60 / self._most_seconds) + 1
            raise TooManyRequests(
                f"The queries of this client took more than {self._most_seconds:g} seconds of"
                f" evaluation a minute. Please try again in {wait} seconds.",
                "client_seconds_per_minute",
                self._most_seconds,
                wait,
            )

    def _charge(self, account: _Account, seconds: float) -> None:
        with self._lock:
            self._fill(account)
            account.seconds -= seconds

    def _forget(self) -> None:
        """Close the accounts that have been unused for longest, as far as there are too many."""
        while len(self._accounts) > MOST_CLIENTS:
            idle = (name for name, one in self._accounts.items() if not one.running)
            oldest = next(idle, None)
            if oldest is None:
                return
            del self._accounts[oldest]


def client_of(address: str) -> str:
    """Return who is held to be one client: an IPv4 address, or a /64 network of IPv6.

    Whoever has an IPv6 address usually has the whole network of it (RFC 6177).

    >>> client_of("192.0.2.1"), client_of("::ffff:192.0.2.1"), client_of("2001:db8::1:2")
    ('192.0.2.1', '192.0.2.1', '2001:db8::/64')
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.IPv6Network((found, 64), strict=False))
