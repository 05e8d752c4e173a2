"""The processes below one, and the memory that they take together (Linux)."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple


class Sample(NamedTuple):
    """What a tree of processes takes so many seconds after the start."""

    seconds: float
    memory_bytes: int
    workers: int


def tree(pid: int) -> set[int]:
    """Return the ids of a process and of all below it."""
    found = {pid}
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found |= tree(int(child))
    except (FileNotFoundError, ProcessLookupError):
        pass
    return found


def memory_bytes(pids: set[int]) -> int:
    """Return the memory of the processes, what they share counted once."""
    return sum(_proportional_bytes(pid) for pid in pids)


def workers(pids: set[int]) -> int:
    """Return how many of the processes answer queries."""
    return sum("server.execution.worker" in _command(pid) for pid in pids)


def sample(pid: int, started: float) -> Sample:
    """Return what the tree below a process takes now."""
    pids = tree(pid)
    return Sample(time.monotonic() - started, memory_bytes(pids), workers(pids))


@contextmanager
def watched(pid: int, every_seconds: float = 0.5) -> Iterator[list[Sample]]:
    """Yield the samples of a tree, which are taken as long as the context lasts."""
    samples: list[Sample] = []
    done = threading.Event()
    started = time.monotonic()

    def watch() -> None:
        while not done.wait(every_seconds):
            samples.append(sample(pid, started))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield samples
    finally:
        done.set()
        thread.join()


def _proportional_bytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (OSError, ProcessLookupError):
        return _resident_bytes(pid)
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def _resident_bytes(pid: int) -> int:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, ProcessLookupError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except (OSError, ProcessLookupError):
        return ""
