"""Which of the running queries may go on when others wait."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Lanes:
    """The running queries of a pool. At most `most_long` of them may be long while others wait."""

    def __init__(self, most_long: int, short_seconds: float) -> None:
        self._most_long = most_long
        self._short_seconds = short_seconds
        self._started: dict[object, float] = {}
        self._lock = threading.Lock()

    @contextmanager
    def running(self) -> Iterator[object]:
        """Give what stands for a query as long as it runs."""
        query = object()
        with self._lock:
            self._started[query] = time.monotonic()
        try:
            yield query
        finally:
            with self._lock:
                del self._started[query]

    def is_long(self, query: object) -> bool:
        """Tell whether a query runs longer than a short one."""
        with self._lock:
            return time.monotonic() - self._started[query] > self._short_seconds

    def is_too_many(self, query: object) -> bool:
        """Tell whether a query is a long one, and enough that began before it still run."""
        with self._lock:
            started = self._started[query]
            older = sum(1 for one in self._started.values() if one < started)
        return time.monotonic() - started > self._short_seconds and older >= self._most_long
