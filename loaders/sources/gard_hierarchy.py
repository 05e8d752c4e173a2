"""gard_to_gard_mappings.csv of NCATS RDAS: which GARD record stands above which."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from pyoxigraph import NamedNode, Quad

from loaders.gard import tables as gard_tables
from loaders.gard.tables import record, rows
from loaders.kind import Kind, Reading
from loaders.mappings import named
from ontology.standard import skos_broader

COLUMNS: Final = ("PARENT_GARD", "CHILD_GARD")


class Link(NamedTuple):
    """A record of GARD and one above it."""

    child: NamedNode
    parent: NamedNode


def read(reading: Reading) -> Iterator[Link]:
    """Yield the links of the table; a record above itself is a skip. Raises SourceError."""
    for row in rows(reading, COLUMNS):
        parent, child = record(reading, row, "PARENT_GARD"), record(reading, row, "CHILD_GARD")
        if parent is None or child is None:
            continue
        if parent == child:
            problem = f"expected two records, found {row.cells['CHILD_GARD']} above itself"
            reading.skip(f"line {row.line}", problem)
            continue
        yield Link(child, parent)


def describe(reading: Reading, link: Link) -> Iterator[Quad]:
    """Yield the quads of a link."""
    yield reading.quad(link.child, skos_broader, link.parent)
    yield from named(reading, link.child)
    yield from named(reading, link.parent)


def quads(reading: Reading) -> Iterator[Quad]:
    """Yield the quads of the table. Raises SourceError."""
    for link in read(reading):
        yield from describe(reading, link)


KIND: Final[Kind] = gard_tables.kind("gard-hierarchy", "Hierarchy of GARD", COLUMNS, quads)
