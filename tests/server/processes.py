"""What the system knows of processes (Linux)."""

import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path


def state(pid: int) -> str:
    """Return R for running, S for sleeping, Z for dead and not yet collected, "" for gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][:1]
    except (FileNotFoundError, ProcessLookupError):
        return ""


def cpu_seconds(pid: int) -> float:
    """Return the processor time that a process has used so far; 0 for one that is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def busiest(pids: Iterable[int]) -> int | None:
    """Return the process that has used a second of processor time, which no idle one does."""
    used = {pid: cpu_seconds(pid) for pid in pids}
    found = max(used, key=used.__getitem__, default=None)
    return found if found and used[found] >= 1 else None


def descendants(pid: int) -> set[int]:
    """Return the process ids of the children of a process, of their children, and so on."""
    found = set()
    for thread in Path(f"/proc/{pid}/task").iterdir():
        for child in (thread / "children").read_text().split():
            found |= {int(child)} | descendants(int(child))
    return found


def living(pids: Iterable[int]) -> set[int]:
    """Return those of the processes that still live."""
    return {pid for pid in pids if state(pid) not in {"", "Z"}}


def wait_until(condition: Callable[[], object]) -> None:
    """Return when the condition holds; fail if it does not within a minute."""
    for _ in range(6_000):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("nothing happened for a minute")


def exists(pid: int) -> bool:
    """Tell whether there is a process of this id."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
