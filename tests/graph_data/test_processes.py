import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from graph_data.processes import ProcessEnded, finished
from loaders.loader import SourceError


def failing(error: BaseException) -> Callable[[], None]:
    def task() -> None:
        raise error

    return task


def test_each_task_gives_its_result_under_its_number() -> None:
    tasks = [partial(pow, number, 2) for number in range(7)]

    assert dict(finished(tasks, 2)) == {number: number**2 for number in range(7)}


def test_tasks_run_in_processes_of_their_own() -> None:
    found = dict(finished([os.getpid, os.getpid]))

    assert os.getpid() not in found.values()


def test_an_error_comes_as_it_was_raised() -> None:
    with pytest.raises(SourceError, match=r"a\.xml, line 3: broken") as caught:
        list(finished([failing(SourceError("a.xml", 3, "broken"))]))

    assert (caught.value.source, caught.value.place) == ("a.xml", 3)


def test_an_error_of_the_system_keeps_its_file() -> None:
    with pytest.raises(FileNotFoundError) as caught:
        list(finished([Path("/nowhere/at/all").read_bytes]))

    assert caught.value.filename == "/nowhere/at/all"


def test_an_error_that_cannot_be_sent_is_told_in_words() -> None:
    class Odd(Exception):
        pass

    with pytest.raises(RuntimeError, match="Odd: of this function"):
        list(finished([failing(Odd("of this function"))]))


def test_a_failure_ends_the_other_processes(tmp_path: Path) -> None:
    def slow() -> None:
        (tmp_path / "pid").write_text(str(os.getpid()))
        time.sleep(600)

    def fail_when_the_other_runs() -> None:
        while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
            time.sleep(0.01)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        list(finished([slow, fail_when_the_other_runs], 2))
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_a_process_that_is_killed_is_told() -> None:
    def killed() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(ProcessEnded, match="ended with code -9"):
        list(finished([killed]))


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_signal_amid_a_fork_is_not_lost(name: str) -> None:
    script = f"""
import os, signal, sys
from graph_data.processes import finished
signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))
signal.signal(signal.SIGINT, lambda *_: sys.exit(7))
os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.{name}))
list(finished([lambda: 1]))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (7, "")
