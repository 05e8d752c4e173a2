"""Mappings of bulk sources: a direct triple and the record of how it came about (SSSOM 1.0)."""

import hashlib
from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from loaders.claims import Property
from loaders.kind import Reading
from ontology.base import ID, MAPPING
from ontology.standard import (
    dcterms_identifier,
    owl_annotatedProperty,
    owl_annotatedSource,
    owl_annotatedTarget,
    owl_Axiom,
    rdf_type,
    skos_Concept,
    sssom_mapping_justification,
    sssom_predicate_modifier,
)
from ontology.terms import assertedBy, evidence

_NOT: Final = Literal("Not")
_GARD: Final = ID + "gard-"


def named(reading: Reading, entity: NamedNode) -> Iterator[Quad]:
    """Yield what makes a GARD record a described entity, nothing for entities of others.

    GARD has no IRIs of its own, so its records have ours, which a release must describe; sources
    refer to records that GARD's own table does not have.
    """
    if entity.value.startswith(_GARD):
        number = entity.value.removeprefix(_GARD)
        yield reading.quad(entity, rdf_type, skos_Concept)
        yield reading.quad(entity, dcterms_identifier, Literal(f"GARD:{number}"))


def mapping(
    reading: Reading,
    subject: NamedNode,
    predicate: NamedNode,
    target: NamedNode,
    justification: NamedNode,
    *,
    notes: tuple[Property, ...] = (),
    fragment: str | None = None,
    negated: bool = False,
) -> Iterator[Quad]:
    """Yield the record of a mapping, an owl:Axiom, and its direct triple unless it is negated.

    GARD records on either side are described too, as `named` does.

    The record's IRI is made of who says it and what is said, so a mapping said twice by one source
    is one record with the notes and places of both; one that is denied is a record of its own.
    `fragment` is the place in the file, as Reading.place takes it.
    """
    graph = reading.graph
    said = [reading.source.value, subject.value, predicate.value, target.value]
    if negated:
        said.append(_NOT.value)
    record = NamedNode(MAPPING + hashlib.sha256("\n".join(said).encode()).hexdigest()[:16])
    yield Quad(record, rdf_type, owl_Axiom, graph)
    yield Quad(record, owl_annotatedSource, subject, graph)
    yield Quad(record, owl_annotatedProperty, predicate, graph)
    yield Quad(record, owl_annotatedTarget, target, graph)
    yield Quad(record, sssom_mapping_justification, justification, graph)
    yield Quad(record, assertedBy, reading.source, graph)
    if fragment is not None:
        yield Quad(record, evidence, reading.place(fragment), graph)
    for name, value in notes:
        yield Quad(record, name, value, graph)
    yield from named(reading, subject)
    yield from named(reading, target)
    if negated:
        yield Quad(record, sssom_predicate_modifier, _NOT, graph)
    else:
        yield Quad(subject, predicate, target, graph)
