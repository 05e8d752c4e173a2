"""Places for clients that may take their time: to send a request, or to read a long answer.

The HTTP server lends such a client a thread for as long as it likes, and no thread can be taken
back. So their number is bounded, also for each client, and there are more threads than places.
"""

import threading
from collections import Counter
from collections.abc import Callable

from server.budget import client_of
from server.problems import PoolBusy, TooManyRequests

SENDERS = 96
READERS = 96
SHARE = 32  # of one client
_SOON_SECONDS = 1


class Places:
    """At most `most` places, of which one client gets `most_of_client`; 0: any. Thread-safe."""

    def __init__(self, use: str, most: int, most_of_client: int) -> None:
        self._use = use
        self._most = most
        self._most_of_client = most_of_client
        self._lock = threading.Lock()
        self._taken = Counter[str]()

    def take(self, address: str) -> Callable[[], None]:
        """Take a place and return what gives it back, to be called once.

        Raises TooManyRequests if the client at the address has its share, PoolBusy if none is left.
        """
        client = client_of(address)
        with self._lock:
            if self._most_of_client and self._taken[client] >= self._most_of_client:
                raise TooManyRequests(
                    f"This client {self._use} {self._most_of_client} times at once already.",
                    retry_seconds=_SOON_SECONDS,
                )
            if self._taken.total() >= self._most:
                raise PoolBusy(f"Too many clients at once: each {self._use}.")
            self._taken[client] += 1
        return lambda: self._give_back(client)

    def __len__(self) -> int:
        """Return how many places are taken."""
        return self._taken.total()

    def _give_back(self, client: str) -> None:
        with self._lock:
            self._taken[client] -= 1
            if not self._taken[client]:
                del self._taken[client]
