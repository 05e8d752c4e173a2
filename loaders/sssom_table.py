"""SSSOM TSV as a table: rows of cells by column, with the prefixes that the file declares.

The YAML before the header row is read for its curie_map alone, which is a flat list of
`PREFIX: namespace` lines; no YAML parser is needed for that.
"""

import csv
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from pyoxigraph import NamedNode

from loaders.loader import SourceError
from ontology.identifiers import IdentifierError, parse

REQUIRED: Final = ("subject_id", "predicate_id", "object_id", "mapping_justification")


class Row(NamedTuple):
    """The cells of a row by column, where it stands, and the prefixes that its file declares."""

    source: str
    place: int
    cells: dict[str, str]
    curie_map: dict[str, str]

    def iri(self, column: str) -> NamedNode:
        """Return the IRI of the CURIE in a cell. Raises SourceError."""
        return self.expanded(column, self.cells[column])

    def expanded(self, column: str, text: str) -> NamedNode:
        """Return the IRI of a CURIE, by the file's own prefixes first. Raises SourceError."""
        prefix, _, local_id = text.partition(":")
        namespace = self.curie_map.get(prefix)
        try:
            return parse(text if namespace is None else namespace + local_id)
        except IdentifierError as error:
            raise self.error(f"{column} {text!r}: {error}") from error

    def error(self, problem: str) -> SourceError:
        """Return the error that names this row."""
        return SourceError(self.source, self.place, problem)


def rows(file: BinaryIO) -> Iterator[Row]:
    """Yield the rows below the header row; every required column has a value.

    Raises SourceError.
    """
    source = Path(str(getattr(file, "name", "SSSOM"))).name
    lines = _lines(file, source)
    curie_map, header, skipped = _header(lines, source)
    columns: list[str] | None = None
    for place, cells in _table(chain([header], lines), source, skipped):
        if columns is None:
            columns = _columns(cells, source, place)
        elif len(cells) == len(columns):
            yield _row(Row(source, place, dict(zip(columns, cells, strict=True)), curie_map))
        else:
            raise SourceError(source, place, f"expected {len(columns)} cells, found {len(cells)}")


def _row(row: Row) -> Row:
    for column in REQUIRED:
        if not row.cells[column]:
            raise row.error(f"expected a value of {column}, found an empty cell")
    return row


def _columns(cells: list[str], source: str, place: int) -> list[str]:
    for column in REQUIRED:
        if column not in cells:
            raise SourceError(source, place, f"expected the column {column}, found {cells}")
    return cells


def _table(lines: Iterator[str], source: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    table = csv.reader(lines, delimiter="\t", strict=True)
    try:
        for cells in table:
            if cells:
                yield skipped + table.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        problem = f"expected tab-separated cells, found {error}"
        raise SourceError(source, skipped + table.line_num, problem) from error


def _header(lines: Iterator[str], source: str) -> tuple[dict[str, str], str, int]:
    """Return the curie_map, the header row and how many lines stand before it."""
    curie_map: dict[str, str] = {}
    section = ""
    for skipped, line in enumerate(lines):
        if not line.startswith("#"):
            return curie_map, line, skipped
        key, _, value = line[1:].partition(":")
        if not value.strip():
            section = key.strip()
        elif section == "curie_map" and key.startswith("  "):
            curie_map[key.strip()] = value.strip().strip("'\"")
    raise SourceError(source, "end of file", "expected a header row of column names, found none")


def _lines(file: BinaryIO, source: str) -> Iterator[str]:
    for place, line in enumerate(file, start=1):
        try:
            yield line.decode("utf-8-sig" if place == 1 else "utf-8")
        except UnicodeDecodeError as error:
            problem = f"expected UTF-8, found the byte {line[error.start]:#04x}"
            raise SourceError(source, place, problem) from error
