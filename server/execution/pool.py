"""Queries are answered by processes that can be killed: the pool of them."""

import logging
import math
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Self

from server.execution.patience import Patience
from server.execution.waiting_line import NothingInTime, WaitingLine
from server.execution.worker_process import Answer, WorkerProcess
from server.messages import (
    NOBODY,
    Caller,
    Job,
    MediaTypes,
    PoolStatus,
    Task,
    WorkerOptions,
)
from server.problems import PoolBusy, WorkerKilled
from server.settings import Settings

_log = logging.getLogger(__name__)


_REPLACEMENT_SECONDS = 1  # what a query is charged for that cost its worker


class WorkerPool:
    """Worker processes on one release; `execute` may be called by many threads.

    Queries may use `prefixes` without declaring them; Turtle is written with `output_prefixes`.
    Raises ReleaseUnusable if the release cannot be opened. A context manager: it ends its
    processes when it is left.
    """

    def __init__(
        self, settings: Settings, prefixes: dict[str, str], output_prefixes: dict[str, str]
    ) -> None:
        self._settings = settings
        self._options = WorkerOptions(
            store=settings.release.resolve() / "store",
            prefixes=prefixes,
            output_prefixes=output_prefixes,
            memory_bytes=settings.worker_memory_bytes,
            result_bytes=settings.result_bytes,
            html_rows=settings.html_rows,
            service_allow=settings.service_allow,
        )
        self._closed = threading.Event()
        self._places = threading.BoundedSemaphore(settings.workers + settings.queue_length)
        self._line: WaitingLine[WorkerProcess | None] = WaitingLine()
        self._living: set[WorkerProcess] = set()
        self._started_count = 0
        self._ended: Counter[str] = Counter()
        # One thread starts all workers and lives as long as the pool: the kernel ends a worker
        # together with the thread that started it, and the threads of a server come and go.
        self._nursery = ThreadPoolExecutor(1, thread_name_prefix="nursery")
        try:
            self._nursery.submit(self._start_all).result()
        except BaseException:
            self._nursery.shutdown()
            raise

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
                return worker.answer(Job(task, media_types), patience.limit(), caller.has_left)
            finally:
                price = _REPLACEMENT_SECONDS if worker.ended_by else 0
                caller.charge(time.monotonic() - started + price)

    def status(self) -> PoolStatus:
        """Return what the pool has and does at this moment."""
        living = list(self._living)  # at once, while the nursery may change it
        return PoolStatus(
            workers=self._settings.workers,
            busy=max(0, len(living) - self._line.free),
            waiting=self._line.waiting,
            started=self._started_count,
            ended=dict(self._ended),
            pids=frozenset(worker.pid for worker in living),
        )

    def pids(self) -> set[int]:
        """Return the process ids of the workers, once those that are being replaced are there."""
        return self._nursery.submit(lambda: {worker.pid for worker in self._living}).result()

    def close(self) -> None:
        """End the workers, once; queries that are running end with WorkerKilled."""
        if self._closed.is_set():
            return
        self._closed.set()
        self._nursery.submit(self._kill_all).result()
        for _ in range(self._settings.workers):
            if worker := self._line.get(math.inf, NOBODY.has_left):
                worker.end()
        self._nursery.shutdown()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

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
                self._nursery.submit(self._replace, worker)
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
            self._nursery.submit(self._replace, worker)

    def _busy(self, reason: str) -> PoolBusy:
        most = self._settings.queue_length
        return PoolBusy(f"{reason}; {most} queries may wait.", "queue_length", most)

    def _replace(self, worker: WorkerProcess | None) -> None:
        """Put a new worker in the place of one that has ended; None if it cannot be started now.

        Whatever happens, the place is filled: a place that is lost would be lost for ever.
        """
        successor = None
        try:
            if worker:
                self._ended[worker.ended_by] += 1
                self._living.discard(worker)
                worker.end()
            if not self._closed.is_set():
                successor = self._started(WorkerProcess(self._options))
        except Exception:
            _log.exception("no worker can be started")
        finally:
            self._line.put(successor)

    def _start_all(self) -> None:
        newcomers: list[WorkerProcess] = []
        try:
            while len(newcomers) < self._settings.workers:
                newcomers.append(WorkerProcess(self._options))
            for worker in newcomers:
                self._line.put(self._started(worker))
        except BaseException:
            for worker in newcomers:
                worker.end()
            raise

    def _started(self, worker: WorkerProcess) -> WorkerProcess:
        try:
            worker.wait_until_ready()
        except BaseException:
            worker.end()
            raise
        self._living.add(worker)
        self._started_count += 1
        return worker

    def _kill_all(self) -> None:
        for worker in self._living:
            worker.kill()
        self._living.clear()
