"""The release that is served, the pool that answers on it, and how the next takes its place."""

import logging
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from graph_data.release_folder import MANIFEST
from server.execution.generation import Generation, Prefixes, ServedRelease, mark_of, served_release
from server.execution.worker_process import Answer
from server.messages import NOBODY, Caller, MediaTypes, PoolStatus, Task
from server.problems import WorkerKilled
from server.settings import Settings

__all__ = ["Graph", "OperatedGraph", "Releases", "ServedRelease", "served_release"]

_log = logging.getLogger(__name__)

# A release that could not be opened is tried again after so many looks, then after twice as many.
_MOST_LOOKS_PASSED = 32


class Graph(Protocol):
    """What the routes ask: the one seam between HTTP and evaluation."""

    @property
    def served(self) -> ServedRelease:
        """Return the release that is served now."""

    def execute(self, task: Task, media_types: MediaTypes, caller: Caller = NOBODY) -> Answer:
        """Return the whole answer to a task. Raises Problem."""


class OperatedGraph(Graph, Protocol):
    """A Graph that can be looked after."""

    def status(self) -> PoolStatus:
        """Return what its processes do, and what became of those that ended."""


class Releases:
    """A Graph on the release that is at the place of the settings; `close` ends its processes.

    When another release appears at that place, or the link there leads to another one, a new
    pool is started on it, checked, and takes over; what is being answered ends on the old one.
    A release that cannot be used is told once in the log, and the former one is served on.
    Raises ReleaseUnusable or ValueError if the first one cannot be opened.
    """

    def __init__(
        self, settings: Settings, prefixes: dict[str, str], output_prefixes: dict[str, str]
    ) -> None:
        self._settings = settings
        self._prefixes = Prefixes(prefixes, output_prefixes)
        self._current = Generation(settings, self._prefixes)
        self._retired: list[Generation] = []
        self._started = 0
        self._ended: Counter[str] = Counter()
        self._change = threading.Lock()
        self._closed = threading.Event()
        self._watch = threading.Thread(target=self._look, name="releases", daemon=True)
        if settings.watch_seconds:
            self._watch.start()

    @property
    def served(self) -> ServedRelease:
        """Return the release that is served now."""
        return self._current.served

    def execute(self, task: Task, media_types: MediaTypes, caller: Caller = NOBODY) -> Answer:
        """Return the whole answer to a task, with the name of its release. Raises Problem."""
        while True:
            with self._in_use() as generation:
                try:
                    return generation.execute(task, media_types, caller)
                except WorkerKilled:
                    # An old pool cannot replace a worker once its release has been deleted.
                    if generation is self._current or self._closed.is_set():
                        raise

    def status(self) -> PoolStatus:
        """Return what the processes do, and what became of all that ended since the start."""
        with self._change:
            pools = [one.status() for one in (self._current, *self._retired)]
            started, ended = self._started, self._ended.copy()
        for pool in pools:
            ended.update(pool.ended)
        return PoolStatus(
            workers=pools[0].workers,
            busy=sum(pool.busy for pool in pools),
            waiting=sum(pool.waiting for pool in pools),
            started=started + sum(pool.started for pool in pools),
            ended=dict(ended),
            pids=frozenset().union(*(pool.pids for pool in pools)),
        )

    def close(self) -> None:
        """End the processes."""
        self._closed.set()
        if self._watch.is_alive():
            self._watch.join()
        for generation in (self._current, *self._retired):
            generation.close()

    @contextmanager
    def _in_use(self) -> Iterator[Generation]:
        with self._change:
            generation = self._current
            generation.enter()
        try:
            yield generation
        finally:
            generation.leave()

    def _look(self) -> None:
        """Take up what is new and end what is done with, until the end."""
        told, failures, passed = "", 0, 0
        while not self._closed.wait(self._settings.watch_seconds):
            self._end_unused()
            if passed < min(2**failures - 1, _MOST_LOOKS_PASSED):
                passed += 1
                continue
            try:
                self._take_up()
                told, failures, passed = "", 0, 0
            except (OSError, ValueError, RuntimeError) as error:  # as ReleaseUnusable is
                failures, passed = failures + 1, 0
                if str(error) != told:
                    told = str(error)
                    _log.error("%s is served on; what is new cannot be: %s", self.served.name, told)

    def _take_up(self) -> None:
        """Serve the release that is there now, if it is another one. Raises OSError, ValueError."""
        former = self._current
        mark = mark_of(self._settings.release)
        if mark == former.mark:
            return
        if former.served.manifest and not (mark.folder / MANIFEST).is_file():
            raise FileNotFoundError(f"{mark.folder} has no {MANIFEST} yet")
        successor = Generation(self._settings, self._prefixes)
        try:
            successor.check()
        except BaseException:
            successor.close()
            raise
        with self._change:
            self._current = successor
            self._retired.append(former)
        _log.warning("release %s is served now, after %s", self.served.name, former.served.name)

    def _end_unused(self) -> None:
        for generation in [one for one in self._retired if one.is_unused()]:
            status = generation.status()
            generation.close()
            with self._change:
                self._retired.remove(generation)
                self._started += status.started
                self._ended.update(status.ended)
