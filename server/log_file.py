"""Lines to a file or to standard error, by a thread of its own: nobody waits for a disk."""

import contextlib
import os
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

_EVERY_SECONDS = 0.2
_MOST_WAITING = 20_000
_LAST_SECONDS = 2.0
_STANDARD_ERROR = "-"
_OFF = "off"


class LogUnusable(OSError):
    """The file of the log cannot be written to."""


class LogFile:
    """What writes entries as lines, by `line`; to "-", standard error, to "off", nowhere.

    `add` never waits and never fails: what cannot be written, because the disk is full or nobody
    reads, is counted in `lost`. A file that was moved away is begun anew.
    Raises LogUnusable if the file cannot be opened.
    """

    def __init__(self, place: str, line: Callable[[Any], str]) -> None:
        self.lost = 0
        self._line = line
        self._place = place
        self._waiting: deque[Any] = deque()
        self._is_torn = False  # the last line was written in part
        self._ended = threading.Event()
        self._descriptor = _opened(place)
        self._writer = threading.Thread(target=self._write, name="access-log", daemon=True)
        if self._descriptor is not None:
            self._writer.start()

    @property
    def is_off(self) -> bool:
        """Tell whether nothing is written at all."""
        return self._place == _OFF

    def add(self, entry: Any) -> None:
        """Have the entry written soon."""
        if len(self._waiting) >= _MOST_WAITING:
            self.lost += 1
        elif self._place != _OFF:
            self._waiting.append(entry)

    def close(self) -> None:
        """Write what is waiting, if that takes no more than a moment, and end."""
        self._ended.set()
        if self._writer.is_alive():
            self._writer.join(_LAST_SECONDS)

    def _write(self) -> None:
        while not self._ended.wait(_EVERY_SECONDS):
            self._write_waiting()
        self._write_waiting()

    def _write_waiting(self) -> None:
        entries = [self._waiting.popleft() for _ in range(len(self._waiting))]
        if not entries:
            return
        content = "".join(map(self._line, entries)).encode()
        if self._is_torn:
            content = b"\n" + content
        written = self._written(content)
        self._is_torn = written < len(content) and (written > 0 or self._is_torn)
        self.lost += content.count(b"\n", written)

    def _written(self, content: bytes) -> int:
        """Write what can be written and return how many bytes that is."""
        written = 0
        try:
            self._reopen_if_moved()
            while written < len(content) and self._descriptor is not None:
                written += os.write(self._descriptor, content[written:])
        except OSError:  # a full disk, a reader that has gone
            pass
        return written

    def _reopen_if_moved(self) -> None:
        if self._place == _STANDARD_ERROR or self._descriptor is None:
            return
        with contextlib.suppress(FileNotFoundError):
            here, there = os.fstat(self._descriptor), os.stat(self._place)
            if (here.st_dev, here.st_ino) == (there.st_dev, there.st_ino):
                return
        former, self._descriptor = self._descriptor, _opened(self._place)
        os.close(former)


def check(place: str) -> None:
    """Return if a log can be written there. Raises LogUnusable."""
    descriptor = _opened(place)
    if descriptor is not None and place != _STANDARD_ERROR:
        os.close(descriptor)


def _opened(place: str) -> int | None:
    if place == _OFF:
        return None
    if place == _STANDARD_ERROR:
        return 2
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOCTTY | os.O_NONBLOCK
    try:
        return os.open(place, flags, 0o640)  # addresses and queries are not for everybody
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise LogUnusable(f"access_log: {place} cannot be written to: {reason}") from error
