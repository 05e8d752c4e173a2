"""The reference list of a GARD page as quads."""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from loaders.claims import Property, integer, part_iri
from loaders.gard.identity import Identity
from loaders.gard.parts import address, described, english
from loaders.gard.records import GardPage, Reference
from ontology import terms as rg
from ontology.standard import (
    dcterms_date,
    dcterms_isReferencedBy,
    dcterms_issued,
    dcterms_title,
    pav_sourceAccessedOn,
    rdf_type,
    schema_author,
    schema_CreativeWork,
    schema_publisher,
    schema_url,
    xsd_date,
    xsd_gYear,
    xsd_gYearMonth,
)

PRECISIONS: Final = {4: xsd_gYear, 7: xsd_gYearMonth, 10: xsd_date}


def reference_iris(about: Identity, record: GardPage) -> dict[int, NamedNode]:
    """Return the IRI of each reference by its number on the page."""
    return {r.number: part_iri(about.source, "reference", r.number) for r in record.references}


def reference_quads(about: Identity, iri: NamedNode, reference: Reference) -> Iterator[Quad]:
    """Yield a reference; a date that could not be read stays as it is written."""
    properties: list[Property] = [
        (rdf_type, schema_CreativeWork),
        (dcterms_title, english(reference.title)),
        (rg.position, integer(reference.number)),
        (dcterms_isReferencedBy, about.source),
    ]
    if reference.author:
        properties.append((schema_author, Literal(reference.author)))
    if reference.publisher:
        properties.append((schema_publisher, Literal(reference.publisher)))
    if reference.url:
        properties.append((schema_url, address(reference.url)))
    yield from described(about, iri, [*properties, *_dates(reference)])


def _dates(reference: Reference) -> Iterator[Property]:
    if reference.accessed:
        day = reference.accessed.isoformat()
        yield pav_sourceAccessedOn, Literal(day, datatype=xsd_date)
    if reference.issued:
        precision = PRECISIONS[len(reference.issued)]
        yield dcterms_issued, Literal(reference.issued, datatype=precision)
    for words in reference.unread_dates:
        yield dcterms_date, Literal(words)
