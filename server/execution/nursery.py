"""Where worker processes come from and go to: each place of a pool is filled again."""

import logging
import math
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Event

from server.execution.waiting_line import WaitingLine
from server.execution.worker_process import WorkerProcess
from server.messages import NOBODY, WorkerOptions

_log = logging.getLogger(__name__)

Line = WaitingLine[WorkerProcess | None]


class Nursery:
    """Starts `workers` processes, puts them into `line`, and replaces those that have ended.

    Raises ReleaseUnusable if the release cannot be opened.
    """

    def __init__(self, options: WorkerOptions, workers: int, line: Line) -> None:
        self._options = options
        self._workers = workers
        self._line = line
        self._closed = Event()
        self._living: set[WorkerProcess] = set()
        self._ready: set[WorkerProcess] = set()
        self._coming: list[Future[None]] = []
        self.started = 0
        self.ended: Counter[str] = Counter()
        # One thread starts all workers and lives as long as the pool: the kernel ends a worker
        # together with the thread that started it, and the threads of a server come and go.
        self._mother = ThreadPoolExecutor(1, thread_name_prefix="nursery")
        self._school = ThreadPoolExecutor(2 * workers, thread_name_prefix="school")
        try:
            self._mother.submit(self._start_all).result()
        except BaseException:
            self._mother.shutdown()
            self._school.shutdown()
            raise

    def living(self) -> frozenset[int]:
        """Return the process ids of the workers that can be asked."""
        return frozenset(worker.pid for worker in list(self._ready))

    def all_ready(self) -> frozenset[int]:
        """Return the process ids of the workers, once those that are being replaced are there."""
        wait(self._mother.submit(lambda: self._coming).result())
        return self.living()

    def replace(self, worker: WorkerProcess | None) -> None:
        """Have a new worker come to the place of one that has ended."""
        self._mother.submit(self._replace, worker)

    def close(self) -> None:
        """End all workers, once; queries that are running end with WorkerKilled."""
        if self._closed.is_set():
            return
        self._closed.set()
        self._mother.submit(self._kill_all).result()
        for _ in range(self._workers):
            if worker := self._line.get(math.inf, NOBODY.has_left):
                self._school.submit(worker.end)
        self._mother.shutdown()
        self._school.shutdown()

    def _replace(self, worker: WorkerProcess | None) -> None:
        successor = None
        try:
            if worker:
                self.ended[worker.ended_by] += 1
                self._living.discard(worker)
                self._ready.discard(worker)
                worker.kill()
                self._later(worker.end)
            if not self._closed.is_set():
                successor = WorkerProcess(self._options)
                self._living.add(successor)
        except Exception:
            _log.exception("no worker can be started")
        self._later(self._admit, successor)

    def _later(self, task: Callable[..., None], *arguments: WorkerProcess | None) -> None:
        self._coming = [one for one in self._coming if not one.done()]
        self._coming.append(self._school.submit(task, *arguments))

    def _admit(self, worker: WorkerProcess | None) -> None:
        """Put a worker in its place once it is ready; None if it never is.

        Whatever happens, the place is filled: a place that is lost would be lost for ever.
        """
        admitted = None
        try:
            if worker:
                self._wait_for(worker)
                admitted = worker
        except Exception:
            if not self._closed.is_set():
                _log.exception("no worker can be started")
        finally:
            self._line.put(admitted)

    def _start_all(self) -> None:
        newcomers: list[WorkerProcess] = []
        try:
            while len(newcomers) < self._workers:
                newcomers.append(WorkerProcess(self._options))
            for worker in newcomers:
                self._wait_for(worker)
                self._living.add(worker)
                self._line.put(worker)
        except BaseException:
            for worker in newcomers:
                worker.end()
            raise

    def _wait_for(self, worker: WorkerProcess) -> None:
        try:
            worker.wait_until_ready()
        except BaseException:
            self._living.discard(worker)
            worker.end()
            raise
        self._ready.add(worker)
        self.started += 1

    def _kill_all(self) -> None:
        for worker in list(self._living):  # one that is being admitted may leave it meanwhile
            worker.kill()
        self._living.clear()
        self._ready.clear()
