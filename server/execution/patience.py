"""How long a task may wait and run."""

import math
import time
from typing import NamedTuple

from server.messages import SparqlRequest, Task
from server.problems import QueryTimeout


class TimeLimit(NamedTuple):
    """How long a query may take from now on, and the setting or parameter that says so."""

    seconds: float
    name: str
    value: float

    def reached(self) -> QueryTimeout:
        """Return the problem of a query that has taken so long."""
        detail = f"The query was stopped after {self.seconds:.3g} seconds."
        return QueryTimeout(detail, self.name, self.value)


class Patience:
    """How long a task may still wait and run; the client's own limit runs from the beginning."""

    def __init__(self, task: Task, query_seconds: float) -> None:
        self._query_seconds = query_seconds
        granted = task.timeout_seconds if isinstance(task, SparqlRequest) else None
        self._granted = math.inf if granted is None else granted
        self._started = time.monotonic()

    def waiting_seconds(self) -> float:
        """Return how long it may still wait for a worker."""
        return max(0.0, min(self._query_seconds, self._granted) - self._waited())

    def limit(self) -> TimeLimit:
        """Return how long it may run from now on."""
        left = max(0.0, self._granted - self._waited())
        if left < self._query_seconds:
            return TimeLimit(left, "timeout", self._granted)
        return TimeLimit(self._query_seconds, "query_seconds", self._query_seconds)

    def _waited(self) -> float:
        return time.monotonic() - self._started
