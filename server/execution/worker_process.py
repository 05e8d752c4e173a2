"""A worker process as its parent sees it: started, asked, killed, and what it died of."""

import logging
import os
import signal
import subprocess
import sys
import tempfile
from multiprocessing import Pipe
from multiprocessing.reduction import recv_handle
from pathlib import Path
from typing import BinaryIO, NamedTuple

import server
from server.messages import Job, Ready, Reply, WorkerOptions
from server.problems import MemoryExceeded, Problem, QueryCrashed, QueryTimeout, WorkerKilled

# What the allocators of Rust, C++ and Python say when they get no more.
_OUT_OF_MEMORY = ("memory allocation of", "bad_alloc", "MemoryError", "Cannot allocate memory")
_MESSAGE_BYTES = 65_536
_DYING_SECONDS = 5
_BY_STACK = {-signal.SIGSEGV, -signal.SIGBUS, -signal.SIGABRT}
_NESTING = "Very deep nesting does so: thousands of groups, lists or negations."

_log = logging.getLogger(__name__)


class ReleaseUnusable(OSError):
    """A worker could not open the release."""


class Answer(NamedTuple):
    """A whole answer: bytes, or for a long one an unlinked file that the reader closes."""

    media_type: str
    length: int
    content: bytes | BinaryIO
    release: str = ""
    notices: tuple[str, ...] = ()


class WorkerProcess:
    """One worker process, to be used by one thread at a time.

    `spent` says that it must be replaced: it is dead, or has taken too much memory.
    """

    def __init__(self, options: WorkerOptions) -> None:
        self.spent = False
        self._options = options
        self._pipe, child_end = Pipe()
        self._messages = tempfile.TemporaryFile()  # noqa: SIM115  # closed in end()
        with child_end:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "server.execution.worker"],
                stdin=child_end.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=self._messages,
                env=_environment(),
                start_new_session=True,  # Ctrl-C at a terminal is for the server alone
            )
        self._pipe.send(options)

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
            ready: Ready = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise ReleaseUnusable(f"a worker died at its start: {self._last_words()}") from error
        if ready.problem:
            raise ReleaseUnusable(ready.problem)

    def answer(self, job: Job, seconds: float) -> Answer:
        """Return the answer to a query. Raises Problem."""
        try:
            self._pipe.send(job)
            if not self._pipe.poll(seconds):
                raise self._stopped(seconds)
            return self._received(self._pipe.recv())
        except (EOFError, OSError) as error:
            self.spent = True
            raise self._cause_of_death() from error

    def kill(self) -> None:
        """Kill the process, if it still lives, and return when it is gone."""
        self._process.kill()
        self._process.wait()

    def end(self) -> None:
        """Kill the process and close what belongs to it; nobody may be using it."""
        self.kill()
        self._pipe.close()
        self._messages.close()

    def _received(self, reply: Reply) -> Answer:
        self.spent = reply.spent
        if reply.problem:
            raise reply.problem
        content: bytes | BinaryIO = (
            os.fdopen(recv_handle(self._pipe), "rb") if reply.body is None else reply.body
        )
        return Answer(reply.media_type, reply.length, content, notices=reply.notices)

    def _stopped(self, seconds: float) -> QueryTimeout:
        self.spent = True
        self.kill()
        detail = f"The query was stopped after {seconds:g} seconds."
        return QueryTimeout(detail, "query_seconds", seconds)

    def _cause_of_death(self) -> Problem:
        code = self._exit_code()
        if any(sign in self._last_words() for sign in _OUT_OF_MEMORY):
            most = self._options.memory_bytes
            detail = f"The query needed more than {most} bytes of memory."
            return MemoryExceeded(detail, "worker_memory_bytes", most)
        if code == -signal.SIGKILL:
            return WorkerKilled("Something outside the query ended its process. Please try again.")
        _log.error("worker %d ended with %d: %s", self.pid, code, self._last_words())
        return QueryCrashed(
            f"The query ended the process that evaluated it ({_name(code)}).",
            hint=_NESTING if code in _BY_STACK else None,
        )

    def _exit_code(self) -> int:
        """Return how the process ended; that of a kill by us if it hangs in its last moments."""
        try:
            return self._process.wait(_DYING_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            return self._process.returncode

    def _last_words(self) -> str:
        end = self._messages.seek(0, os.SEEK_END)
        self._messages.seek(max(0, end - _MESSAGE_BYTES))
        return self._messages.read().decode(errors="replace")


def _name(exit_code: int) -> str:
    return signal.Signals(-exit_code).name if exit_code < 0 else f"exit code {exit_code}"


def _environment() -> dict[str, str]:
    """Return the environment of a worker: it finds the same packages, and dies without a tale."""
    packages = str(Path(server.__file__).parents[1])
    return {
        **os.environ,
        "PYTHONPATH": packages,
        "RUST_BACKTRACE": "0",
        "MALLOC_ARENA_MAX": "2",  # each arena takes 64 MB of address space, used or not
    }
