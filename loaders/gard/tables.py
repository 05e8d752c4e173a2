"""What the GARD tables of NCATS RDAS have in common."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from pyoxigraph import NamedNode, Quad

from loaders.kind import Header, Kind, Reading
from loaders.reading.source_file import SourceFile
from loaders.reading.text_tables import TableRow, table
from loaders.xrefs import checked

CREDIT: Final = "NIH GARD / NCATS RDAS; Orphanet (CC BY 4.0)"
HOME: Final = "https://github.com/ncats/RDAS"
RIGHTS: Final = (
    "The repository of NCATS states no licence. Names, cross references, genes and parents come"
    " from Orphanet (CC BY 4.0) and OMIM."
)


def kind(
    name: str, title: str, columns: Sequence[str], quads: Callable[[Reading], Iterator[Quad]]
) -> Kind:
    """Return the kind of one of the tables, recognised by its header row."""
    return Kind(
        name=name,
        title=title,
        licence="",
        credit=CREDIT,
        home=HOME,
        recognises=with_columns(*columns),
        header=header,
        quads=quads,
        rights=RIGHTS,
    )


def with_columns(*columns: str) -> Callable[[SourceFile, bytes], bool]:
    """Return the test of a file's head for a header row of exactly these columns."""
    expected = ",".join(columns).encode()

    def is_its(file: SourceFile, head: bytes) -> bool:
        first = head.removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0]
        return first.strip().replace(b'"', b"") == expected

    return is_its


def header(file: SourceFile) -> Header:
    """Return a header without a version: the tables name none."""
    return Header("")


def rows(reading: Reading, columns: Sequence[str]) -> Iterator[TableRow]:
    """Yield the rows of a table; one with a wrong number of cells is a skip. Raises SourceError."""
    for row in table(
        reading.file, delimiter=",", columns=columns, quoting=True, on_fault=reading.skip
    ):
        reading.tally.records += 1
        yield row


def record(reading: Reading, row: TableRow, column: str = "GardID") -> NamedNode | None:
    """Return the GARD record of a cell, None and a skip if it is none."""
    text = row.cells[column]
    written = text if text.upper().startswith("GARD:") else f"GARD:{text}"
    return checked(reading, written, f"line {row.line}")


def listed(cell: str) -> list[str]:
    """Return the members of a list written as [a, b], as a; b, or of a cell with one text."""
    return [one for one in map(str.strip, re.split("[,;]", cell.strip("[]"))) if one]
