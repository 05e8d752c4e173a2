"""SSSOM TSV as a table: rows of cells by column, with the prefixes that the file declares.

The YAML before the header row is read for its curie_map alone, which is a flat list of
`PREFIX: namespace` lines; no YAML parser is needed for that.
"""

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from pyoxigraph import NamedNode

from loaders.loader import SourceError
from loaders.reading.text_tables import Layout, numbered, text_lines
from ontology.identifiers import IdentifierError, parse

REQUIRED: Final = ("subject_id", "predicate_id", "object_id", "mapping_justification")
_LAYOUT: Final = Layout("\t", REQUIRED, quoting=True)


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


def rows(
    file: BinaryIO, name: str = "", on_fault: Callable[[SourceError], None] | None = None
) -> Iterator[Row]:
    """Yield the rows below the header row; every required column has a value.

    `name` is what errors call the file. `on_fault` is told of a row that alone is faulty, which
    is then left out. Raises SourceError, without `on_fault` for such a row too.
    """
    source = name or Path(str(getattr(file, "name", "SSSOM"))).name
    lines = text_lines(file, source)
    curie_map, header, skipped = _header(lines, source)
    columns: list[str] | None = None
    for place, written in numbered(chain([header], lines), source, _LAYOUT, skipped):
        cells = [cell.strip() for cell in written]
        if columns is None:
            columns = _columns(cells, source, place)
            continue
        row = Row(source, place, dict(zip(columns, cells, strict=False)), curie_map)
        fault = _fault(row, len(cells), len(columns))
        if fault is None:
            yield row
        elif on_fault is None:
            raise fault
        else:
            on_fault(fault)


def _fault(row: Row, cells: int, columns: int) -> SourceError | None:
    if cells != columns:
        return row.error(f"expected {columns} cells, found {cells}")
    for column in REQUIRED:
        if not row.cells[column]:
            return row.error(f"expected a value of {column}, found an empty cell")
    return None


def _columns(cells: list[str], source: str, place: int) -> list[str]:
    for column in REQUIRED:
        if column not in cells:
            raise SourceError(source, place, f"expected the column {column}, found {cells}")
    return cells


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
