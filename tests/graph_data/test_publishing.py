import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graph_data.publishing import BUILDING, LOCK, hidden_folder, point_at, publish

WAITING = """
import sys, time
from pathlib import Path
from graph_data.publishing import hidden_folder
with hidden_folder(Path(sys.argv[1])) as hidden:
    hidden.mkdir()
    print("ready", flush=True)
    time.sleep(600)
"""
ROOT = Path(__file__).parents[2]


def builder(releases: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WAITING, str(releases)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def stop(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_hidden_folder_goes_away_whatever_happens(tmp_path: Path) -> None:
    def broken_off() -> None:
        with hidden_folder(tmp_path) as hidden:
            hidden.mkdir()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken_off()
    assert names(tmp_path) == []


def test_the_next_build_removes_what_a_killed_one_left(tmp_path: Path) -> None:
    stop(builder(tmp_path))
    assert len(names(tmp_path)) == 1

    with hidden_folder(tmp_path) as hidden:
        assert names(tmp_path) == [hidden.parent.name]


def test_a_build_that_runs_keeps_its_folder(tmp_path: Path) -> None:
    process = builder(tmp_path)
    try:
        with hidden_folder(tmp_path):
            assert len(names(tmp_path)) == 2
        assert len(names(tmp_path)) == 1
    finally:
        stop(process)


def test_a_folder_of_others_with_a_similar_name_stays(tmp_path: Path) -> None:
    (tmp_path / f"{BUILDING}house").mkdir()

    with hidden_folder(tmp_path):
        pass

    assert names(tmp_path) == [f"{BUILDING}house"]


def test_the_lock_is_held_while_the_folder_is_in_use(tmp_path: Path) -> None:
    with hidden_folder(tmp_path) as hidden:
        lock = os.open(hidden.parent / LOCK, os.O_RDWR)
        with pytest.raises(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(lock)


def test_nothing_is_published_over_a_file(tmp_path: Path) -> None:
    (tmp_path / "hidden").mkdir()
    (tmp_path / "there").write_text("mine")

    with pytest.raises(FileExistsError, match="there exists already"):
        publish(tmp_path / "hidden", tmp_path / "there")
    assert (tmp_path / "there").read_text() == "mine"


def test_a_link_is_moved_from_one_folder_to_another(tmp_path: Path) -> None:
    point_at(tmp_path / "current", tmp_path / "one")
    point_at(tmp_path / "current", tmp_path / "two")

    assert (tmp_path / "current").readlink() == Path("two")
    assert names(tmp_path) == ["current"]
