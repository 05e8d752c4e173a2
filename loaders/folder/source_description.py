"""A file that a release is built from, described in its own graph."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from loaders.claims import Property
from loaders.fetching.record import retrieved_on
from loaders.gard.parts import address
from loaders.kind import Reading
from ontology import terms as rg
from ontology.standard import (
    dcterms_issued,
    dcterms_license,
    dcterms_rights,
    dcterms_title,
    pav_retrievedOn,
    pav_version,
    prov_Entity,
    rdf_type,
    schema_creditText,
    schema_Dataset,
    schema_url,
    xsd_date,
)


def source_description(reading: Reading, sha256: str) -> Iterator[Quad]:
    """Yield what is said of a file as a source: title, version, licence, credit, digest.

    pav:retrievedOn if raregraph fetch downloaded it. Raises SourceError if fetch.json is damaged.
    """
    kind, header = reading.kind, reading.header
    title = " ".join(filter(None, (kind.title, header.part, header.set_name)))
    properties: list[Property] = [
        (rdf_type, prov_Entity),
        (rdf_type, schema_Dataset),
        (dcterms_title, Literal(title, language="en")),
        (pav_version, Literal(header.version)),
        (schema_creditText, Literal(kind.credit, language="en")),
        (rg.sha256, Literal(sha256)),
    ]
    for name, value in (*properties, *_if_known(reading)):
        yield reading.quad(reading.source, name, value)


def _if_known(reading: Reading) -> Iterator[Property]:
    kind, header = reading.kind, reading.header
    if kind.licence:
        yield dcterms_license, NamedNode(kind.licence)
    if kind.home:
        yield schema_url, address(kind.home)
    if header.issued:
        yield dcterms_issued, Literal(header.issued, datatype=xsd_date)
    if retrieved := retrieved_on(reading.file):
        yield pav_retrievedOn, Literal(retrieved.isoformat(), datatype=xsd_date)
    if kind.rights:
        yield dcterms_rights, Literal(kind.rights, language="en")
