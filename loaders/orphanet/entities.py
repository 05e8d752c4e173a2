"""What every file of Orphanet says of its entities in the same way."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from loaders.kind import Reading
from ontology import identifiers
from ontology import terms as rg
from ontology.standard import (
    biolink_Disease,
    dcterms_identifier,
    rdf_type,
    schema_name,
    skos_Concept,
)


def english(words: str) -> Literal:
    """Return a text in English."""
    return Literal(words, language="en")


def described(reading: Reading, disease: NamedNode) -> Iterator[Quad]:
    """Yield that an entity is a disease or a group of diseases, and its code."""
    yield reading.quad(disease, rdf_type, biolink_Disease)
    yield reading.quad(disease, rdf_type, skos_Concept)
    yield reading.quad(disease, dcterms_identifier, Literal(identifiers.curie(disease)))


def named(reading: Reading, disease: NamedNode, name: str, kind: str = "") -> Iterator[Quad]:
    """Yield an entity as a file tells of it that is not the authority on its name."""
    yield from described(reading, disease)
    if name:
        yield reading.quad(disease, schema_name, english(name))
    if kind:
        yield reading.quad(disease, rg.entityType, english(kind))
