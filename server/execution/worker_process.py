"""A worker process as its parent sees it: started, asked, killed, and what it died of."""

import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing import Pipe
from multiprocessing.reduction import recv_handle
from pathlib import Path
from typing import BinaryIO, NamedTuple

import server
from server.execution import confinement
from server.execution.last_words import places
from server.execution.patience import TimeLimit
from server.execution.waiting_line import POLL_SECONDS
from server.messages import Job, Ready, Reply, WorkerOptions
from server.problems import (
    MemoryExceeded,
    Problem,
    QueryCrashed,
    WorkerKilled,
)

# What the allocators of Rust, C++ and Python say when they get no more.
_OUT_OF_MEMORY = ("memory allocation of", "bad_alloc", "MemoryError", "Cannot allocate memory")
_MESSAGE_BYTES = 65_536
_DYING_SECONDS = 5
# A slowed process that is collected while its last thread dies keeps Linux spinning until the
# thread has had its small share of the processor (d_invalidate below release_task).
_LAST_THREAD_SECONDS = 0.1
_STARTING_SECONDS = 60
_BY_STACK = {-signal.SIGSEGV, -signal.SIGBUS, -signal.SIGABRT}
_SIMPLER = "Nest less and chain less: thousands of groups, functions or operators are too many."

_log = logging.getLogger(__name__)


class ReleaseUnusable(OSError):
    """A worker could not open the release."""


# Says why a query must not go on, None as long as it may.
StopReason = Callable[[], Problem | None]


class Answer(NamedTuple):
    """A whole answer: bytes, or for a long one an unlinked file that the reader closes."""

    media_type: str
    length: int
    content: bytes | BinaryIO
    release: str = ""
    notices: tuple[str, ...] = ()


class WorkerProcess:
    """One worker process, to be used by one thread at a time.

    `ended_by` says why it must be replaced, "" as long as it need not: it is dead, or has kept
    too much memory, or nobody knows what it does.
    """

    def __init__(self, options: WorkerOptions) -> None:
        self.ended_by = ""
        self._is_slowed = False
        self._options = options
        self._pipe, child_end = Pipe()
        self._messages = tempfile.TemporaryFile()  # noqa: SIM115  # closed in end()
        try:
            with child_end:
                self._process = _started(child_end.fileno(), self._messages)
        except BaseException:
            self._pipe.close()
            self._messages.close()
            raise

    @property
    def pid(self) -> int:
        """Return the process id."""
        return self._process.pid

    @property
    def lives(self) -> bool:
        """Tell whether the process is there; one that idles can be killed from outside, too."""
        return self._process.poll() is None

    def wait_until_ready(self) -> None:
        """Return when the worker can be asked. Raises ReleaseUnusable if it never can."""
        try:
            self._pipe.send(self._options)
            if not self._pipe.poll(_STARTING_SECONDS):
                raise ReleaseUnusable(f"a worker was not ready after {_STARTING_SECONDS} seconds")
            ready: Ready = self._pipe.recv()
        except (EOFError, ConnectionError) as error:
            raise ReleaseUnusable(f"a worker died at its start: {self._last_words()}") from error
        if ready.problem:
            raise ReleaseUnusable(ready.problem)

    def answer(self, job: Job, limit: TimeLimit, stop_reason: StopReason) -> Answer:
        """Return the answer to a task. Raises Problem."""
        self.ended_by = "unknown"  # whatever happens here that is not foreseen
        try:
            self._pipe.send(job)
            self._wait(limit, stop_reason)
            reply: Reply = self._pipe.recv()
            content = self._content(reply)
        except (EOFError, OSError, RuntimeError) as error:  # the last: the handle did not arrive
            cause = self._cause_of_death()
            self.ended_by = cause.slug
            raise cause from error
        self.ended_by = "memory-kept" if reply.spent else "slowed" if self._is_slowed else ""
        if reply.problem:
            raise reply.problem
        return Answer(reply.media_type, reply.length, content, notices=reply.notices)

    def slow_down(self) -> None:
        """Let all others go before this worker from now on; it is to be replaced afterwards."""
        if not self._is_slowed:
            self._is_slowed = True
            confinement.go_last(self.pid)

    def kill(self) -> None:
        """Have the process killed, if it still lives; `end` waits for it."""
        self._process.kill()

    def end(self) -> None:
        """Kill the process and close what belongs to it; nobody may be using it."""
        self.kill()
        time.sleep(_LAST_THREAD_SECONDS)
        self._process.wait()
        self._pipe.close()
        self._messages.close()

    def _wait(self, limit: TimeLimit, stop_reason: StopReason) -> None:
        """Return when there is a reply; else kill the worker and raise why."""
        end = time.monotonic() + limit.seconds
        while not self._pipe.poll(min(POLL_SECONDS, max(0.0, end - time.monotonic()))):
            if time.monotonic() >= end:
                raise self._stopped(limit.reached())
            if problem := stop_reason():
                raise self._stopped(problem)

    def _stopped(self, problem: Problem) -> Problem:
        self.ended_by = problem.slug
        self.kill()
        return problem

    def _content(self, reply: Reply) -> bytes | BinaryIO:
        if reply.body is None:
            return os.fdopen(recv_handle(self._pipe), "rb")
        return reply.body

    def _cause_of_death(self) -> Problem:
        code = self._exit_code()
        if any(sign in self._last_words() for sign in _OUT_OF_MEMORY):
            most = self._options.memory_bytes
            detail = f"The query needed more than {most} bytes of memory."
            return MemoryExceeded(detail, "worker_memory_bytes", most)
        if code == -signal.SIGKILL:
            return WorkerKilled("Something outside the query ended its process. Please try again.")
        _log.error("worker %d ended with %d: %s", self.pid, code, places(self._last_words()))
        detail = f"The query ended the process that evaluated it ({_name(code)})"
        if code in _BY_STACK:
            return QueryCrashed(f"{detail}: it overflowed the stack.", 400, hint=_SIMPLER)
        return QueryCrashed(f"{detail}.")

    def _exit_code(self) -> int:
        """Return how the process ended; that of a kill by us if it hangs in its last moments."""
        try:
            return self._process.wait(_DYING_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            return self._process.wait()

    def _last_words(self) -> str:
        end = self._messages.seek(0, os.SEEK_END)
        self._messages.seek(max(0, end - _MESSAGE_BYTES))
        return self._messages.read().decode(errors="replace")


def _started(socket: int, messages: BinaryIO) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "server.execution.worker"],
        stdin=socket,
        stdout=subprocess.DEVNULL,
        stderr=messages,
        env=_environment(),
        # Ctrl-C at a terminal is for the server alone. In a session of its own a worker would have
        # as much processor time as all of them together, however nice it is: sched(7), autogroup.
        process_group=0,
    )


def _name(exit_code: int) -> str:
    return signal.Signals(-exit_code).name if exit_code < 0 else f"exit code {exit_code}"


def _environment() -> dict[str, str]:
    """Return the environment of a worker: it finds the same packages, and dies without a tale."""
    packages = str(Path(server.__file__).parents[1])
    return {
        **os.environ,
        "PYTHONPATH": packages,
        "RUST_BACKTRACE": "0",
        "MALLOC_ARENA_MAX": "1",  # each more takes 64 MB of address space, used or not
    }
