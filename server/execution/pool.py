"""Queries are answered by processes that can be killed: the pool of them."""

import logging
import queue
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Self

from server.execution.worker_process import Answer, ReleaseUnusable, WorkerProcess
from server.messages import NOBODY, Caller, Job, MediaTypes, Task, WorkerOptions
from server.problems import PoolBusy, WorkerKilled
from server.settings import Settings

_log = logging.getLogger(__name__)


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
        )
        self._closed = threading.Event()
        self._places = threading.BoundedSemaphore(settings.workers + settings.queue_length)
        self._idle: queue.SimpleQueue[WorkerProcess | None] = queue.SimpleQueue()
        self._living: set[WorkerProcess] = set()
        # One thread starts all workers and lives as long as the pool: the kernel ends a worker
        # together with the thread that started it, and the threads of a server come and go.
        self._nursery = ThreadPoolExecutor(1, thread_name_prefix="nursery")
        self._nursery.submit(self._start_all).result()

    def execute(self, task: Task, media_types: MediaTypes, caller: Caller = NOBODY) -> Answer:
        """Return the whole answer to a task.

        Raises Problem: QueryRefused and its kinds, NotAcceptable, QueryTimeout, MemoryExceeded,
        ResultTooLarge, QueryCrashed, WorkerKilled, QueryFailed, PoolBusy.
        """
        with self._place(), self._worker() as worker:
            return worker.answer(Job(task, media_types), self._settings.query_seconds)

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
            if worker := self._idle.get():
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
    def _worker(self) -> Iterator[WorkerProcess]:
        worker = self._next_worker()
        try:
            if worker is None:
                raise WorkerKilled("No process for queries can be started at present.")
            yield worker
        finally:
            if worker is None or worker.spent:
                self._nursery.submit(self._replace, worker)
            else:
                self._idle.put(worker)

    def _next_worker(self) -> WorkerProcess | None:
        """Return a worker that lives; None where none could be started."""
        while True:
            try:
                worker = self._idle.get(timeout=self._settings.query_seconds)
            except queue.Empty:
                raise self._busy("No worker became free in time") from None
            if worker is None or worker.lives:
                return worker
            self._nursery.submit(self._replace, worker)

    def _busy(self, reason: str) -> PoolBusy:
        most = self._settings.queue_length
        return PoolBusy(f"{reason}; {most} queries may wait.", "queue_length", most)

    def _replace(self, worker: WorkerProcess | None) -> None:
        """Put a new worker in the place of a spent one; None if it cannot be started now."""
        if worker:
            worker.end()
            self._living.discard(worker)
        successor = None
        if not self._closed.is_set():
            try:
                successor = self._started(WorkerProcess(self._options))
            except OSError as error:
                _log.error("no worker can be started: %s", error)
        self._idle.put(successor)

    def _start_all(self) -> None:
        newcomers = [WorkerProcess(self._options) for _ in range(self._settings.workers)]
        try:
            for worker in newcomers:
                self._idle.put(self._started(worker))
        except ReleaseUnusable:
            for worker in newcomers:
                worker.end()
            raise

    def _started(self, worker: WorkerProcess) -> WorkerProcess:
        try:
            worker.wait_until_ready()
        except ReleaseUnusable:
            worker.end()
            raise
        self._living.add(worker)
        return worker

    def _kill_all(self) -> None:
        for worker in self._living:
            worker.kill()
        self._living.clear()
