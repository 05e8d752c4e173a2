"""Two releases compared by their dumps: what each says is sorted on disk and read side by side.

Memory is bounded by the changes, whatever the releases hold.
"""

import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, Final, cast

from isal import igzip

from graph_data.differences import Conditions, Difference, Said, claim_change, mapping_differences
from graph_data.lines import sort_lines
from graph_data.processes import finished
from graph_data.release_folder import DUMPS, BadRelease
from graph_data.said import CLAIM, said_in

STEPS: Final = 3
_NAME: Final = "raregraph.nq"
_BLOCK: Final = 1 << 22
_unpacked: Final = cast(Callable[[BinaryIO], BinaryIO], igzip.open)
_UNREADABLE: Final = (
    EOFError,
    FileNotFoundError,
    SyntaxError,
    ValueError,
    zlib.error,
    igzip.BadGzipFile,
)
_NOTHING: Final[Conditions] = frozenset()


def differences(
    old: Path, new: Path, report: Callable[[str], None] = lambda _: None
) -> Iterator[Difference]:
    """Yield what two releases do not both say: claims in order, then mappings in order.

    Each release is read by a process of its own; `report` is told STEPS times.
    Raises BadRelease, NoSort, ProcessEnded, OSError.
    """
    with tempfile.TemporaryDirectory(prefix="raregraph-diff-") as folder:
        paths = (Path(folder, "old"), Path(folder, "new"))
        releases = (old, new)
        report(f"reads the dumps of {old.name} and {new.name}")
        tasks = [partial(_write_said, *pair) for pair in zip(releases, paths, strict=True)]
        for number, count in finished(tasks):
            report(f"{releases[number].name}: {count:,} claims and mappings read")
        with paths[0].open("rb", _BLOCK) as before, paths[1].open("rb", _BLOCK) as after:
            yield from differing(before, after)


def differing(old: Iterable[bytes], new: Iterable[bytes]) -> Iterator[Difference]:
    """Yield the differences of what two releases say: sorted, distinct lines of `said_in`."""
    gone: set[Said] = set()
    come: set[Said] = set()
    for key, before, after in _side_by_side(old, new):
        if before == after:
            continue
        kind, said = _read(key)
        if kind == CLAIM:
            yield claim_change(said, before, after)
        elif not after:
            gone.add(said)
        elif not before:
            come.add(said)
    yield from mapping_differences(frozenset(gone), frozenset(come))


def _side_by_side(
    old: Iterable[bytes], new: Iterable[bytes]
) -> Iterator[tuple[bytes, Conditions, Conditions]]:
    """Yield what either says with its conditions in both, none where it is not said."""
    before, after = _groups(old), _groups(new)
    left, right = next(before, None), next(after, None)
    while left or right:
        if right is None or (left is not None and left[0] < right[0]):
            assert left is not None
            yield left[0], left[1], _NOTHING
            left = next(before, None)
        elif left is None or right[0] < left[0]:
            yield right[0], _NOTHING, right[1]
            right = next(after, None)
        else:
            yield left[0], left[1], right[1]
            left, right = next(before, None), next(after, None)


def _groups(lines: Iterable[bytes]) -> Iterator[tuple[bytes, Conditions]]:
    # the tab at the end of a key keeps the keys in the order of the lines
    for key, same in groupby(lines, key=lambda line: line[: line.rindex(b"\t") + 1]):
        yield key, frozenset(line[len(key) :].rstrip(b"\n") for line in same)


def _read(key: bytes) -> tuple[str, Said]:
    kind, *terms = key.decode()[:-1].split("\t")
    return kind, Said(*terms)


def _write_said(release: Path, target: Path) -> int:
    """Write what a release says, sorted, and return how many claims and mappings it has."""
    unsorted = target.with_suffix(".unsorted")
    count = 0
    with _dump(release) as lines, unsorted.open("wb", _BLOCK) as out:
        for line in said_in(lines):
            out.write(line)
            count += 1
    sort_lines([unsorted], target)
    unsorted.unlink()
    return count


@contextmanager
def _dump(release: Path) -> Iterator[Iterable[bytes]]:
    """Give the lines of the N-Quads of a release. Raises BadRelease for what cannot be read."""
    plain = release / DUMPS / _NAME
    packed = plain.with_name(f"{_NAME}.gz")
    path = plain if plain.is_file() else packed
    try:
        with path.open("rb") as file:
            yield file if path == plain else _unpacked(file)
    except _UNREADABLE as error:
        raise BadRelease(path, "the N-Quads of a release", str(error)) from error
