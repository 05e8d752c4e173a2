"""CSV files of users: read row by row with clear errors, written whole or not at all."""

import csv
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO, TextIO

STANDARD_INPUT = Path("-")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# A cell of more characters is no identifier; without a limit a missing quote takes all memory.
_LONGEST_LINE = 1 << 20


class BadTable(ValueError):
    """A file is no CSV file of text: which file and line, what was found and expected."""


def cells(file: Path) -> Iterator[list[str]]:
    """Yield the rows of a CSV file, RFC 4180, that are not empty; a byte order mark is no text.

    STANDARD_INPUT stands for that. Raises BadTable if the file is not UTF-8, has NUL characters,
    or a quote that does not end.
    """
    with nullcontext(sys.stdin.buffer) if file == STANDARD_INPUT else file.open("rb") as content:
        rows = csv.reader(_lines(named(file), content), strict=True)
        try:
            yield from (row for row in rows if row)
        except csv.Error as error:
            problem = str(error).partition(" - ")[0]  # after it: advice to programmers
            place = f"{named(file)}: line {rows.line_num}"
            raise BadTable(f"{place}: expected CSV, {problem}") from error


def named(file: Path) -> str:
    """Return what a file is called in messages."""
    return "standard input" if file == STANDARD_INPUT else str(file)


@contextmanager
def written(output: Path | None) -> Iterator[TextIO]:
    """Give a text file that appears at `output` when all is written, or standard output."""
    if output is None:
        yield sys.stdout
        return
    if output.exists() and not output.is_file():
        with output.open("w", encoding="utf-8", newline="") as special:
            yield special
        return
    path = output.resolve()
    with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
        part = Path(folder) / "part"
        with part.open("w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)


def _lines(name: str, content: BinaryIO) -> Iterator[str]:
    for number, line in enumerate(iter(lambda: content.readline(_LONGEST_LINE), b""), start=1):
        place = f"{name}: line {number}"
        if number == 1 and line.startswith(_UTF16):
            raise BadTable(f"{place}: expected UTF-8 text, found a byte order mark of UTF-16")
        if b"\0" in line:
            raise BadTable(f"{place}: expected text, found a NUL character")
        if len(line) == _LONGEST_LINE:
            raise BadTable(f"{place}: expected a line below 1 MiB, found a longer one")
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            found = f"the byte 0x{line[error.start]:02x}"
            raise BadTable(f"{place}: expected UTF-8 text, found {found}") from error
