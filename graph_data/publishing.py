"""How a release appears: written in a hidden folder, then renamed whole."""

import errno
import fcntl
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

BUILDING = ".building-"
# Held while a build runs; the system frees it however the build ends.
LOCK = "raregraph.lock"


@contextmanager
def hidden_folder(releases: Path) -> Iterator[Path]:
    """Give the path of a folder to be made and written to, on the disk of the releases.

    It goes away at the end, and so does what builds that were killed have left there.
    """
    releases.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(releases)
    hidden, lock = _locked_folder(releases)
    try:
        yield hidden / "release"
    finally:
        shutil.rmtree(hidden, ignore_errors=True)
        os.close(lock)


def publish(hidden: Path, folder: Path) -> Path:
    """Rename the hidden folder to `folder` and return that.

    Raises FileExistsError if something is there.
    """
    if folder.exists():
        raise already_there(folder)
    try:
        return hidden.rename(folder)
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR):
            raise already_there(folder) from error
        raise


def already_there(folder: Path) -> FileExistsError:
    """Return the error of a build that would overwrite a folder."""
    return FileExistsError(f"{folder} exists already: name a new folder or remove it")


def publish_or_repair(hidden: Path, folder: Path, is_sound: Callable[[Path], bool]) -> None:
    """Rename the hidden folder to `folder`, unless what is there already is sound.

    What is there and damaged is moved aside first, to go away with the rest of the build.
    """
    if folder.exists():
        if is_sound(folder):
            return
        folder.rename(hidden.with_name("damaged"))
    publish(hidden, folder)


def point_at(link: Path, folder: Path) -> None:
    """Make `link` a symbolic link to the folder, in one step; it is relative."""
    new = link.with_name(f".{link.name}-{secrets.token_hex(8)}")
    try:
        new.symlink_to(folder.relative_to(link.parent), target_is_directory=True)
        new.replace(link)
    finally:
        new.unlink(missing_ok=True)


def _locked_folder(releases: Path) -> tuple[Path, int]:
    """Return a new folder and the open file by whose lock other builds know that it is in use."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=BUILDING, dir=releases))
        lock = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT)
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (folder / LOCK).exists():
            return folder, lock
        os.close(lock)  # another build took it for a leftover before it was locked


def _remove_leftovers(releases: Path) -> None:
    for path in releases.glob(f"{BUILDING}*/{LOCK}"):
        with suppress(OSError):  # in use, or another build has removed it
            lock = os.open(path, os.O_RDWR)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(path.parent, ignore_errors=True)
            finally:
                os.close(lock)
