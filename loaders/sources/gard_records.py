"""GARD.csv of NCATS RDAS: the records of GARD, their names and the entity each was made for."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from loaders.gard import tables as gard_tables
from loaders.gard.tables import record, rows
from loaders.kind import Kind, Reading
from loaders.loader import SourceError
from loaders.mappings import mapping
from loaders.xrefs import checked
from ontology import terms as rg
from ontology.base import ID
from ontology.standard import (
    biolink_Disease,
    dcterms_identifier,
    oio_hasDbXref,
    rdf_type,
    rdfs_label,
    schema_MedicalCondition,
    semapv_UnspecifiedMatching,
    skos_altLabel,
    skos_Concept,
)

COLUMNS: Final = (
    "GardID",
    "DataSource",
    "SourceID",
    "ClassificationLevel",
    "DisorderType",
    "Name",
    "Synonym",
)
_TYPES: Final = (biolink_Disease, skos_Concept, schema_MedicalCondition)


class Record(NamedTuple):
    """A record of GARD; `made_for` is the entity of Orphanet or OMIM that it was made for."""

    iri: NamedNode
    name: str
    synonyms: tuple[str, ...]
    level: str
    types: tuple[str, ...]
    made_for: NamedNode | None
    line: int


def read(reading: Reading) -> Iterator[Record]:
    """Yield the records of the table. Raises SourceError, also for an id that stands twice."""
    lines: dict[NamedNode, int] = {}
    for row in rows(reading, COLUMNS):
        iri, cells, place = record(reading, row), row.cells, f"line {row.line}"
        if iri is None:
            continue
        if lines.setdefault(iri, row.line) != row.line:
            problem = f"expected each id once, {cells['GardID']} is that of line {lines[iri]}"
            raise SourceError(reading.file.name, row.line, problem)
        if not cells["Name"]:
            reading.skip(place, "expected a Name, found an empty cell")
            continue
        made_for = cells["SourceID"]
        yield Record(
            iri,
            cells["Name"],
            _synonyms(reading, cells["Synonym"], made_for),
            cells["ClassificationLevel"],
            tuple(filter(None, cells["DisorderType"].split("|"))),
            checked(reading, made_for, place) if made_for else None,
            row.line,
        )


def describe(reading: Reading, one: Record) -> Iterator[Quad]:
    """Yield the quads of a record."""
    quad = reading.quad
    for kind in _TYPES:
        yield quad(one.iri, rdf_type, kind)
    number = one.iri.value.removeprefix(ID + "gard-")
    yield quad(one.iri, dcterms_identifier, Literal(f"GARD:{number}"))
    yield quad(one.iri, rdfs_label, Literal(one.name, language="en"))
    for synonym in one.synonyms:
        yield quad(one.iri, skos_altLabel, Literal(synonym, language="en"))
    if one.level:
        yield quad(one.iri, rg.entityGroup, Literal(one.level, language="en"))
    for kind_name in one.types:
        yield quad(one.iri, rg.entityType, Literal(kind_name, language="en"))
    if one.made_for is not None:
        yield from mapping(
            reading,
            one.iri,
            oio_hasDbXref,
            one.made_for,
            semapv_UnspecifiedMatching,
            fragment=f"line={one.line}",
        )


def quads(reading: Reading) -> Iterator[Quad]:
    """Yield the quads of the table. Raises SourceError."""
    for one in read(reading):
        yield from describe(reading, one)


KIND: Final[Kind] = gard_tables.kind("gard-records", "Records of GARD", COLUMNS, quads)


def _synonyms(reading: Reading, cell: str, made_for: str) -> tuple[str, ...]:
    """Return the synonyms, none of a record made for OMIM: OMIM's texts are not open."""
    synonyms = tuple(filter(None, map(str.strip, cell.split("|"))))
    if made_for.startswith("OMIM") and synonyms:
        reading.tally.pass_over("synonyms that are those of OMIM", len(synonyms))
        return ()
    return synonyms
