"""Rows of delimited text, comma- or tab-separated, read line by line with all checks.

Quoting is that of RFC 4180. What breaks the whole file is a SourceError; a row that alone has
too few or too many cells is given to `on_fault`, and the rest is read.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final, NamedTuple

from loaders.loader import SourceError
from loaders.reading.source_file import SourceFile

# No line and no cell of the sources comes near it; without a bound, a quote that is never
# closed would take the rest of a file as one cell.
LONGEST: Final = 1 << 20

_NAMES: Final = {"\t": "tab-separated", ",": "comma-separated"}

OnFault = Callable[[str, str], None]


class TableRow(NamedTuple):
    """A row: the line on which it begins, counted from 1, and its trimmed cells by column."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Layout:
    """How a table is written: what parts its cells, which columns it must have.

    Lines before the header row that begin with `comment` are passed over, unless it is the header
    row itself that begins with `header_prefix`.
    """

    delimiter: str
    columns: Sequence[str]
    quoting: bool
    comment: str | None = None
    header_prefix: str = ""


class _Dialect(csv.excel):
    strict = True

    def __init__(self, layout: Layout) -> None:
        self.delimiter = layout.delimiter
        self.quoting = csv.QUOTE_MINIMAL if layout.quoting else csv.QUOTE_NONE
        super().__init__()


def table(
    file: SourceFile,
    *,
    delimiter: str,
    columns: Sequence[str],
    quoting: bool,
    comment: str | None = None,
    header_prefix: str = "",
    on_fault: OnFault | None = None,
) -> Iterator[TableRow]:
    """Yield the rows below the header row, which has the columns in any order and maybe others.

    `on_fault` is told the place and the problem of a row with a wrong number of cells, which is
    then left out: Reading.skip fits. Raises SourceError, without `on_fault` for such a row too.
    """
    layout = Layout(delimiter, columns, quoting, comment, header_prefix)
    with file.opened() as stream:
        yield from rows(text_lines(stream, file.name), file.name, layout, on_fault)


def rows(
    lines: Iterator[str], source: str, layout: Layout, on_fault: OnFault | None = None
) -> Iterator[TableRow]:
    """Yield the rows of a table that begins with these lines. Raises SourceError, as `table`."""
    before, columns = _header(lines, source, layout)
    for line, cells in numbered(lines, source, layout, before):
        if len(cells) == len(columns):
            yield TableRow(line, dict(zip(columns, map(str.strip, cells), strict=True)))
        else:
            problem = f"expected {len(columns)} cells, found {len(cells)}"
            if on_fault is None:
                raise SourceError(source, line, problem)
            on_fault(f"line {line}", problem)


def numbered(
    lines: Iterator[str], source: str, layout: Layout, before: int = 0
) -> Iterator[tuple[int, list[str]]]:
    """Yield the line on which each row begins, and its cells. Raises SourceError."""
    # Python keeps one limit for the whole process.
    csv.field_size_limit(LONGEST)
    reader = csv.reader(lines, _Dialect(layout))
    first = before + 1
    try:
        for cells in reader:
            if cells:
                yield first, cells
            first = before + reader.line_num + 1
    except csv.Error as error:
        expected = f"expected {_NAMES.get(layout.delimiter, 'separated')} cells"
        raise SourceError(source, first, f"{expected}, found {error}") from error


def text_lines(stream: BinaryIO, source: str) -> Iterator[str]:
    """Yield the lines of UTF-8 text with their ends, without a byte order mark.

    Raises SourceError for other bytes, NUL and lines above 1 MiB.
    """
    place = 0
    while line := stream.readline(LONGEST + 1):
        place += 1
        if len(line) > LONGEST:
            raise SourceError(source, place, f"expected at most {LONGEST} bytes, found more")
        if b"\0" in line:
            raise SourceError(source, place, f"expected text, found NUL at byte {line.find(0) + 1}")
        try:
            yield line.decode("utf-8-sig" if place == 1 else "utf-8")
        except UnicodeDecodeError as error:
            found = f"the byte {line[error.start]:#04x}, number {error.start + 1} of the line"
            raise SourceError(source, place, f"expected UTF-8, found {found}") from error


def _header(lines: Iterator[str], source: str, layout: Layout) -> tuple[int, list[str]]:
    """Return on which line the header row stands, and its columns."""
    expected = f"expected a header row with the columns {', '.join(layout.columns)}"
    for place, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            columns = [cell.strip() for cell in next(csv.reader([line], _Dialect(layout)))]
        except csv.Error as error:
            raise SourceError(source, place, f"{expected}, found: {error}") from error
        columns[0] = columns[0].removeprefix(layout.header_prefix)
        missing = [name for name in layout.columns if columns.count(name) != 1]
        if not missing:
            return place, columns
        if layout.comment is None or not line.startswith(layout.comment):
            faulty = f"{', '.join(missing)} not once in {line.strip()[:200]!r}"
            raise SourceError(source, place, f"{expected}, found {faulty}")
    raise SourceError(source, "end of file", f"{expected}, found none")
