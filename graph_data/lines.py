"""N-Quads as sorted lines in files: what is too large for memory is sorted and merged on disk.

Without blank nodes the sorted, distinct lines are the canonical form of RDFC-1.0 (section 4.4).
"""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, BinaryIO, Final, cast

from pyoxigraph import Quad, RdfFormat, serialize

from graph_data.literals import as_stored

_BLOCK: Final = 1 << 22
_MEMORY: Final = "700M"


class NoSort(Exception):
    """The program `sort` cannot be used: why."""


class StoredForm:
    """A binary file that is given N-Quads and writes them as the store gives them back."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._rest = b""

    def write(self, block: bytes) -> int:
        """Take some bytes; the whole lines among them are written."""
        whole, newline, rest = (self._rest + block).rpartition(b"\n")
        self._file.write(as_stored(whole + newline))
        self._rest = rest
        return len(block)

    def flush(self) -> None:
        """Write nothing: the file does when it is closed."""


def write_quads(quads: Iterable[Quad], target: Path) -> None:
    """Write quads as N-Quads, in their order, as the store gives them back."""
    with target.open("wb", _BLOCK) as file:
        output = cast(IO[bytes], StoredForm(file))
        serialize(quads, output=output, format=RdfFormat.N_QUADS)


def sort_lines(files: Iterable[Path], target: Path, *, are_sorted: bool = False) -> None:
    """Write the distinct lines of files, sorted by their bytes. Raises NoSort, OSError.

    It takes the program `sort` of POSIX, whose memory is bounded. `are_sorted` merges files of
    which each is sorted.
    """
    program = shutil.which("sort")
    if program is None:
        raise NoSort("expected the program sort (POSIX, coreutils), found none on the PATH")
    options = ["-m"] if are_sorted else ["-S", _MEMORY]
    command = [program, "-u", *options, "-T", str(target.parent), "-o", str(target)]
    command += ["--", *map(str, files)]
    done = subprocess.run(
        command, env=os.environ | {"LC_ALL": "C"}, stdin=subprocess.DEVNULL, capture_output=True
    )
    if done.returncode:
        told = done.stderr.decode(errors="replace").splitlines()
        raise NoSort(f"sort failed: {'; '.join(told)}")


def write_triples(source: Path, target: Path) -> int:
    """Write the distinct triples of sorted N-Quads as N-Triples and return how many there are."""
    count = 0
    with target.open("wb", _BLOCK) as out:
        for one in triples(source):
            out.write(one + b" .\n")
            count += 1
    return count


def triples(source: Path) -> Iterator[bytes]:
    """Yield the distinct triples of sorted N-Quads, sorted: equal ones stand side by side."""
    last = b""
    with source.open("rb", _BLOCK) as lines:
        for line in lines:
            found = line.rsplit(b" ", 2)[0]
            if found != last:
                yield found
                last = found


def count_lines(source: Path) -> int:
    """Return how many lines a file has."""
    with source.open("rb", _BLOCK) as lines:
        return sum(1 for _ in lines)


def write_without(source: Path, target: Path, removed: frozenset[bytes]) -> None:
    """Write the lines of a file that are not among these."""
    with source.open("rb", _BLOCK) as lines, target.open("wb", _BLOCK) as out:
        out.writelines(line for line in lines if line not in removed)
