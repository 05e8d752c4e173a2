import os
import resource
import signal
import sys
from pathlib import Path

import pytest

from server.log_file import LogFile, LogUnusable, check


def closed_after(file: LogFile, *entries: object) -> None:
    for entry in entries:
        file.add(entry)
    file.close()


def as_line(entry: object) -> str:
    return f"{entry}\n"


def test_entries_are_lines_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "log"
    closed_after(LogFile(str(path), as_line), 1, 2)

    assert path.read_text() == "1\n2\n"


def test_a_log_is_continued(tmp_path: Path) -> None:
    path = tmp_path / "log"
    closed_after(LogFile(str(path), as_line), 1)
    closed_after(LogFile(str(path), as_line), 2)

    assert path.read_text() == "1\n2\n"


def test_others_cannot_read_the_log(tmp_path: Path) -> None:
    path = tmp_path / "log"
    closed_after(LogFile(str(path), as_line))

    assert path.stat().st_mode & 0o007 == 0


def test_a_log_that_was_moved_away_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "log"
    file = LogFile(str(path), as_line)
    path.rename(tmp_path / "log.1")
    closed_after(file, 1)

    assert (path.read_text(), (tmp_path / "log.1").read_text()) == ("1\n", "")


def test_what_nobody_reads_is_lost_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    file = LogFile(str(path), as_line)
    os.close(reader)
    closed_after(file, 1, 2)

    assert file.lost == 2


@pytest.mark.skipif(
    sys.platform != "linux", reason="a limit of the file size stands for a full disk"
)
def test_a_full_disk_loses_lines_and_the_next_line_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "log"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    signal_before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    file = LogFile(str(path), as_line)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4, before[1]))
        file._waiting.extend(["abc", "def"])
        file._write_waiting()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, signal_before)
    closed_after(file, "ghi")

    assert path.read_text().splitlines()[0] == "abc"
    assert path.read_text().splitlines()[-1] == "ghi"
    assert file.lost == 1


def test_nothing_is_written_when_it_is_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    closed_after(LogFile("off", as_line), 1)

    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("place", ["nowhere/log", ".", "a\0b", ""])
def test_a_log_that_cannot_be_written_is_told(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(LogUnusable, match=r"access_log: .*cannot be written to"):
        check(place)
