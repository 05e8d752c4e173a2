"""Queries are answered by processes that can be killed: the pool of them."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Self

from server.execution.lanes import Lanes
from server.execution.nursery import Line, Nursery
from server.execution.patience import Patience
from server.execution.waiting_line import NothingInTime, WaitingLine
from server.execution.worker_process import Answer, WorkerProcess
from server.messages import NOBODY, Caller, Job, MediaTypes, PoolStatus, Task, WorkerOptions
from server.problems import ClientLeft, PoolBusy, Problem, WorkerKilled
from server.settings import Settings

_REPLACEMENT_SECONDS = 1  # what a query is charged for that cost its worker


class WorkerPool:
    """Worker processes on one release; `execute` may be called by many threads.

    Queries may use `prefixes` without declaring them; Turtle is written with `output_prefixes`.
    Raises ReleaseUnusable if the release cannot be opened. A context manager: it ends its
    processes when it is left.
    """

    def __init__(
        self,
        settings: Settings,
        prefixes: dict[str, str],
        output_prefixes: dict[str, str],
        is_union: bool | None = None,
    ) -> None:
        options = WorkerOptions(
            store=settings.release.resolve() / "store",
            prefixes=prefixes,
            output_prefixes=output_prefixes,
            memory_bytes=settings.worker_memory_bytes,
            result_bytes=settings.result_bytes,
            html_rows=settings.html_rows,
            service_allow=settings.service_allow,
            is_union=is_union,
        )
        self._settings = settings
        self._places = threading.BoundedSemaphore(settings.workers + settings.queue_length)
        self._lanes = Lanes(max(1, settings.workers // 2), settings.short_seconds)
        self._line: Line = WaitingLine()
        self._nursery = Nursery(options, settings.workers, self._line)

    def execute(self, task: Task, media_types: MediaTypes, caller: Caller = NOBODY) -> Answer:
        """Return the whole answer to a task.

        A query may run for `query_seconds` once a worker is free, and may wait as long before. The
        time that the client grants counts from now, so that the answer comes while it is awaited.
        Raises Problem: QueryRefused and its kinds, NotAcceptable, QueryTimeout, MemoryExceeded,
        ResultTooLarge, QueryCrashed, WorkerKilled, QueryFailed, PoolBusy, ClientLeft.
        """
        patience = Patience(task, self._settings.query_seconds)
        with self._place(), self._worker(patience, caller) as worker:
            started = time.monotonic()
            try:
                with self._lanes.running() as query:
                    stop_reason = partial(self._stop_reason, query, worker, caller)
                    return worker.answer(Job(task, media_types), patience.limit(), stop_reason)
            finally:
                price = _REPLACEMENT_SECONDS if worker.ended_by else 0
                caller.charge(time.monotonic() - started + price)

    def status(self) -> PoolStatus:
        """Return what the pool has and does at this moment."""
        pids = self._nursery.living()
        return PoolStatus(
            workers=self._settings.workers,
            busy=max(0, len(pids) - self._line.free),
            waiting=self._line.waiting,
            started=self._nursery.started,
            ended=dict(self._nursery.ended),
            pids=pids,
        )

    def pids(self) -> frozenset[int]:
        """Return the process ids of the workers, once those that are being replaced are there."""
        return self._nursery.all_ready()

    def close(self) -> None:
        """End the workers, once; queries that are running end with WorkerKilled."""
        self._nursery.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _stop_reason(self, query: object, worker: WorkerProcess, caller: Caller) -> Problem | None:
        """Return why a query must not go on, None if it may; one that is long goes on slowly."""
        if caller.has_left():
            return ClientLeft("The client left while its query ran.")
        if self._lanes.is_long(query):
            worker.slow_down()
        if self._line.waiting and self._lanes.is_too_many(query):
            return self._busy("Others wait, and enough long queries run already")
        return None

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            raise self._busy("All workers are busy")
        try:
            yield
        finally:
            self._places.release()

    @contextmanager
    def _worker(self, patience: Patience, caller: Caller) -> Iterator[WorkerProcess]:
        worker = self._next_worker(patience, caller)
        try:
            if worker is None:
                raise WorkerKilled("No process for queries can be started at present.")
            yield worker
        finally:
            if worker is None or worker.ended_by:
                self._nursery.replace(worker)
            else:
                self._line.put(worker)

    def _next_worker(self, patience: Patience, caller: Caller) -> WorkerProcess | None:
        """Return a worker that lives; None where none could be started."""
        while True:
            try:
                worker = self._line.get(patience.waiting_seconds(), caller.has_left)
            except NothingInTime:
                raise self._busy("No worker became free in time") from None
            if worker is None or worker.lives:
                return worker
            worker.ended_by = "died-idle"
            self._nursery.replace(worker)

    def _busy(self, reason: str) -> PoolBusy:
        most = self._settings.queue_length
        return PoolBusy(f"{reason}; {most} queries may wait.", "queue_length", most)
