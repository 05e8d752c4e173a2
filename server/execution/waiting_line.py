"""Idle workers, and those who wait for one: first come, first served."""

import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

from server.problems import ClientLeft

POLL_SECONDS = 0.25  # how often it is looked whether a client that waits has left

T = TypeVar("T")


class NothingInTime(Exception):
    """Nothing became free in time."""


class WaitingLine(Generic[T]):
    """Things that are free, and a line of threads that wait for one; each thing is given to one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._free: deque[T] = deque()
        self._waiting: deque[queue.SimpleQueue[T]] = deque()

    @property
    def free(self) -> int:
        """Return how many things are free."""
        return len(self._free)

    @property
    def waiting(self) -> int:
        """Return how many threads wait."""
        return len(self._waiting)

    def put(self, thing: T) -> None:
        """Give a thing to the first in the line, or keep it for the next who comes."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().put(thing)
            else:
                self._free.append(thing)

    def get(self, seconds: float, has_left: Callable[[], bool]) -> T:
        """Return the first thing that is free.

        Raises NothingInTime, or ClientLeft if the one for whom it waits has left.
        """
        with self._lock:
            if self._free:
                return self._free.popleft()
            hand: queue.SimpleQueue[T] = queue.SimpleQueue()
            self._waiting.append(hand)
        try:
            return _received(hand, time.monotonic() + seconds, has_left)
        except BaseException:
            self._leave(hand)
            raise

    def _leave(self, hand: "queue.SimpleQueue[T]") -> None:
        """Leave the line; what was given at the last moment goes to the next."""
        with self._lock:
            if hand in self._waiting:
                self._waiting.remove(hand)
                return
        self.put(hand.get_nowait())


def _received(hand: "queue.SimpleQueue[T]", end: float, has_left: Callable[[], bool]) -> T:
    while True:
        left = end - time.monotonic()
        try:
            return hand.get(timeout=max(0, min(POLL_SECONDS, left)))
        except queue.Empty:
            if left <= POLL_SECONDS:
                raise NothingInTime from None
            if has_left():
                raise ClientLeft("The client left while its query waited.") from None
