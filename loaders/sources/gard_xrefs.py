"""GARD_xrefs.csv of NCATS RDAS: the cross references of GARD records and how exact each is."""

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from loaders.gard import tables as gard_tables
from loaders.gard.tables import record, rows
from loaders.kind import Kind, Reading
from loaders.mappings import mapping, named
from loaders.reading.text_tables import TableRow, table
from loaders.xrefs import checked
from ontology import terms as rg
from ontology.standard import (
    oio_hasDbXref,
    rdfs_seeAlso,
    semapv_UnspecifiedMatching,
    skos_broadMatch,
    skos_exactMatch,
    skos_narrowMatch,
)

COLUMNS: Final = ("GardID", "XrefSource", "SourceID", "MapRelationship")
# NTBT: the GARD record is narrower than the target, which is then a broad match.
PREDICATES: Final = {
    "Exact": skos_exactMatch,
    "NTBT": skos_broadMatch,
    "BTNT": skos_narrowMatch,
    "ND": oio_hasDbXref,
    "NA": oio_hasDbXref,
    "": oio_hasDbXref,
}
_SPACES: Final = {
    "DiseaseOntology": "DOID",
    "ICD-10": "ICD10",
    "ICD-10-CM": "ICD10CM",
    "ICD-11": "ICD11",
    "MedDRA": "MEDDRA",
    "MeSH": "MESH",
    "OMIM": "OMIM",
    "Orphanet": "ORPHA",
    "SNOMED-CT": "SCTID",
    "UMLS": "UMLS",
}
_PAGES: Final = "https://medlineplus.gov/genetics/"
# No table of identifiers knows those of Genetic Alliance, so they stay texts.
_TEXTS: Final = frozenset({"GeneticAlliance"})
# Disease Ontology ids from 0040000 on have seven digits; the table has lost their leading zeros.
_PADDED_FROM: Final = 40_000
_PIECE: Final = 3


class Xref(NamedTuple):
    """A cross reference: a target in its identifier space, a page, or a text as written."""

    subject: NamedNode
    predicate: NamedNode
    target: NamedNode | Literal
    relation: str
    line: int


def read(reading: Reading) -> Iterator[Xref]:
    """Yield the cross references of the table; what is none is a skip. Raises SourceError."""
    in_pieces = _in_pieces(reading)
    for row in rows(reading, COLUMNS):
        if _is_short(row) and row.cells["GardID"] in in_pieces:
            problem = f"SourceID {row.cells['SourceID']!r}: a piece of a number cut at its commas"
            reading.skip(f"line {row.line}", problem)
            continue
        subject, target = record(reading, row), _target(reading, row)
        relation = row.cells["MapRelationship"]
        predicate = PREDICATES.get(relation.partition(" ")[0])
        if predicate is None:
            problem = (
                f"MapRelationship {relation!r}: expected {', '.join(filter(None, PREDICATES))}"
            )
            reading.skip(f"line {row.line}", problem)
        elif subject is not None and target is not None:
            yield Xref(subject, predicate, target, relation, row.line)


def describe(reading: Reading, xref: Xref) -> Iterator[Quad]:
    """Yield the quads of a cross reference."""
    if isinstance(xref.target, Literal):
        yield reading.quad(xref.subject, oio_hasDbXref, xref.target)
        yield from named(reading, xref.subject)
    elif xref.target.value.startswith(_PAGES):
        yield reading.quad(xref.subject, rdfs_seeAlso, xref.target)
        yield from named(reading, xref.subject)
    else:
        yield from mapping(
            reading,
            xref.subject,
            xref.predicate,
            xref.target,
            semapv_UnspecifiedMatching,
            notes=((rg.asWritten, Literal(xref.relation)),) if xref.relation else (),
            fragment=f"line={xref.line}",
        )


def quads(reading: Reading) -> Iterator[Quad]:
    """Yield the quads of the table. Raises SourceError."""
    for xref in read(reading):
        yield from describe(reading, xref)


KIND: Final[Kind] = gard_tables.kind("gard-xrefs", "Cross references of GARD", COLUMNS, quads)


def _in_pieces(reading: Reading) -> frozenset[str]:
    """Return the records whose Disease Ontology number was cut: 0,080,608 in three rows.

    They have several numbers below 1,000, each of which is that of another disease.
    """
    cells = ("GardID", "XrefSource", "SourceID")
    every = table(
        reading.file, delimiter=",", columns=cells, quoting=True, on_fault=lambda *_: None
    )
    counts = Counter(row.cells["GardID"] for row in every if _is_short(row))
    return frozenset(record for record, count in counts.items() if count > 1)


def _is_short(row: TableRow) -> bool:
    cells = row.cells
    return cells["XrefSource"] == "DiseaseOntology" and len(cells["SourceID"]) <= _PIECE


def _target(reading: Reading, row: TableRow) -> NamedNode | Literal | None:
    space, text, place = row.cells["XrefSource"], row.cells["SourceID"], f"line {row.line}"
    if space in _TEXTS and text:
        return Literal(f"{space}:{text}")
    if space == "GeneticsHomeReference" and text.startswith(_PAGES):
        return _page(reading, text, place)
    prefix = _SPACES.get(space)
    if prefix is None:
        known = ", ".join((*_SPACES, *_TEXTS))
        reading.skip(place, f"XrefSource {space!r}: expected one of {known}")
        return None
    if prefix == "DOID" and text.isdecimal() and int(text) >= _PADDED_FROM:
        text = text.zfill(7)
    return checked(reading, f"{prefix}:{text}", place)


def _page(reading: Reading, text: str, place: str) -> NamedNode | None:
    try:
        return NamedNode(text)
    except ValueError:
        reading.skip(place, f"SourceID {text!r}: expected an address")
        return None
