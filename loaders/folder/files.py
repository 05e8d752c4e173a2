"""The files below a folder that a release may be built from."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders.fetching.record import FETCHED
from loaders.loader import SourceError
from loaders.reading.source_file import SourceFile


@dataclass(frozen=True)
class NotTaken:
    """A file that no graph is made of, and why: a reason that others share, what it is here."""

    name: str
    reason: str
    detail: str


def files_below(folder: Path, prefix: str = "") -> Iterator[SourceFile | NotTaken]:
    """Yield the files below a folder, named by their path in it after `prefix`, sorted by name.

    Hidden files and folders and fetch.json are left out; a folder that links lead to twice, or
    back to, is read once. What is no file, such as a pipe, and a link that leads nowhere are
    NotTaken.
    Raises SourceError for a folder that cannot be read.
    """
    found = [(_name(path.relative_to(folder), prefix), path) for path in _paths(folder, prefix)]
    for name, path in sorted(found):
        try:
            mode = path.stat().st_mode
        except OSError as error:
            yield NotTaken(name, "a link that leads nowhere", str(error.strerror))
            continue
        if stat.S_ISREG(mode):
            yield SourceFile(path, name)
        else:
            yield NotTaken(name, "no file", "a pipe, a socket or a device")


def _paths(folder: Path, prefix: str) -> Iterator[Path]:
    seen = {_identity(folder)}
    for parent, folders, names in os.walk(folder, followlinks=True, onerror=_refuse(prefix)):
        here = Path(parent)
        below = [name for name in sorted(folders) if not name.startswith(".")]
        folders[:] = []
        for name in below:
            if (identity := _identity(here / name)) not in seen:
                seen.add(identity)
                folders.append(name)
        yield from (here / name for name in names if not name.startswith(".") and name != FETCHED)


def _identity(folder: Path) -> tuple[int, int]:
    status = folder.stat()
    return status.st_dev, status.st_ino


def _refuse(prefix: str) -> "os._OnError":
    def refuse(error: OSError) -> None:
        name = _name(Path(error.filename), "")
        raise SourceError(prefix + name, "folder", f"cannot be read: {error.strerror}") from error

    return refuse


def _name(path: Path, prefix: str) -> str:
    """Return a path as text that can be printed, whatever bytes it is made of."""
    return prefix + os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")
