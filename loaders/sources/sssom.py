"""Mapping sets in SSSOM TSV: a direct triple and a record of how it came about for each row."""

import hashlib
from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from loaders.loader import Loader
from loaders.sssom_table import Row, rows
from ontology.base import GRAPH, MAPPING
from ontology.standard import (
    OWL,
    RDFS,
    SEMAPV,
    SKOS,
    SSSOM,
    oio_hasDbXref,
    owl_annotatedProperty,
    owl_annotatedSource,
    owl_annotatedTarget,
    owl_Axiom,
    rdf_type,
    rdfs_comment,
    sssom_predicate_modifier,
)
from ontology.terms import assertedBy

MAPPINGS: Final = NamedNode(GRAPH + "mappings")
PREDICATES: Final = frozenset(
    NamedNode(SKOS + kind + "Match") for kind in ("exact", "close", "broad", "narrow", "related")
) | {oio_hasDbXref}
JUSTIFICATIONS: Final = frozenset(
    NamedNode(SEMAPV + name)
    for name in (
        "BackgroundKnowledgeBasedMatching",
        "CompositeMatching",
        "InstanceBasedMatching",
        "LexicalMatching",
        "LexicalSimilarityThresholdMatching",
        "LogicalReasoning",
        "ManualMappingCuration",
        "MappingChaining",
        "MappingInversion",
        "MappingReview",
        "SemanticSimilarityThresholdMatching",
        "StructuralMatching",
        "UnspecifiedMatching",
    )
)
# The one value of predicate_modifier (SSSOM 1.0, predicate_modifier_enum).
_NOT: Final = "Not"
# The columns that are kept on the record as the texts they are.
TEXTS: Final = {
    "subject_label": NamedNode(SSSOM + "subject_label"),
    "object_label": NamedNode(SSSOM + "object_label"),
    "subject_source_version": NamedNode(SSSOM + "subject_source_version"),
    "object_source_version": NamedNode(SSSOM + "object_source_version"),
    "comment": rdfs_comment,
}


class Mapping(NamedTuple):
    """One row: IRIs in their canonical form, and the texts of those cells that are not empty.

    The source is the set in which the mapping was first made, the provider whoever states it.
    """

    subject: NamedNode
    predicate: NamedNode
    object: NamedNode
    justification: NamedNode
    source: NamedNode | None
    provider: NamedNode | None
    see_also: tuple[NamedNode, ...]
    record: NamedNode
    texts: dict[str, str]
    negated: bool = False


def read(file: BinaryIO) -> Iterator[Mapping]:
    """Yield the mappings of an SSSOM TSV file, in its order.

    Columns may stand in any order; those that are not known are passed over. A prefix that the
    file's curie_map declares means what it says there. Raises SourceError.

    A mapping is asserted by its mapping_provider, or by its mapping_source if the row names none.
    """
    lines_of_records: dict[NamedNode, int] = {}
    for row in rows(file):
        mapping = _mapping(row)
        if row.cells.get("record_id"):
            other = lines_of_records.setdefault(mapping.record, row.place)
            if other != row.place:
                written = row.cells["record_id"]
                raise row.error(f"expected a new record_id, {written!r} is that of line {other}")
        yield mapping


def describe(mapping: Mapping) -> Iterator[Quad]:
    """Yield the record of a mapping, an owl:Axiom, and its direct triple unless it is denied."""
    if not mapping.negated:
        yield Quad(mapping.subject, mapping.predicate, mapping.object, MAPPINGS)
    for predicate, value in _record(mapping):
        yield Quad(mapping.record, predicate, value, MAPPINGS)


def quads(file: BinaryIO) -> Iterator[Quad]:
    """Yield the quads of an SSSOM TSV file, in its order."""
    for mapping in read(file):
        yield from describe(mapping)


LOADER: Final = Loader(
    name="sssom",
    title="Mappings between the identifiers of the sources",
    licence="https://creativecommons.org/licenses/by/4.0/",
    graph=MAPPINGS,
    quads=quads,
)


def _record(mapping: Mapping) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    yield rdf_type, owl_Axiom
    yield owl_annotatedSource, mapping.subject
    yield owl_annotatedProperty, mapping.predicate
    yield owl_annotatedTarget, mapping.object
    yield NamedNode(SSSOM + "mapping_justification"), mapping.justification
    if mapping.source is not None:
        yield NamedNode(SSSOM + "mapping_source"), mapping.source
    if mapping.provider is not None:
        yield NamedNode(SSSOM + "mapping_provider"), mapping.provider
    if asserting := mapping.provider or mapping.source:
        yield assertedBy, asserting
    if mapping.negated:
        yield sssom_predicate_modifier, Literal(_NOT)
    for page in mapping.see_also:
        yield NamedNode(RDFS + "seeAlso"), page
    for column, text in mapping.texts.items():
        yield TEXTS[column], Literal(text)


def _mapping(row: Row) -> Mapping:
    subject, target = row.iri("subject_id"), row.iri("object_id")
    predicate, justification = _predicate(row), _justification(row)
    source, provider = _reference(row, "mapping_source"), _reference(row, "mapping_provider")
    pages = filter(None, row.cells.get("see_also", "").split("|"))
    negated = _negated(row)
    said = (provider or source, subject, predicate, target, justification)
    return Mapping(
        subject=subject,
        predicate=predicate,
        object=target,
        justification=justification,
        source=source,
        provider=provider,
        see_also=tuple(_address(row, "see_also", page) for page in pages),
        record=_record_iri(row, (*said, _NOT) if negated else said),
        texts={column: row.cells[column] for column in TEXTS if row.cells.get(column)},
        negated=negated,
    )


def _predicate(row: Row) -> NamedNode:
    found = row.iri("predicate_id")
    if found == NamedNode(OWL + "sameAs"):
        raise row.error("owl:sameAs merges two entities: expected a skos match, which ties them")
    if found not in PREDICATES:
        written = row.cells["predicate_id"]
        raise row.error(f"expected a skos match or oboInOwl:hasDbXref, found {written!r}")
    return found


def _negated(row: Row) -> bool:
    written = row.cells.get("predicate_modifier", "")
    if written not in ("", _NOT):
        raise row.error(f"predicate_modifier: expected {_NOT} or nothing, found {written!r}")
    return bool(written)


def _justification(row: Row) -> NamedNode:
    found = row.iri("mapping_justification")
    if found not in JUSTIFICATIONS:
        written = row.cells["mapping_justification"]
        raise row.error(f"expected a justification of semapv, found {written!r}")
    return found


def _reference(row: Row, column: str) -> NamedNode | None:
    """Return the IRI of a CURIE, or the address that a mapping set has for an identifier."""
    written = row.cells.get(column, "")
    if "://" in written:
        return _address(row, column, written)
    return row.iri(column) if written else None


def _address(row: Row, column: str, address: str) -> NamedNode:
    try:
        return NamedNode(address)
    except ValueError as error:
        raise row.error(f"{column}: expected an IRI, found {address!r}") from error


def _record_iri(row: Row, parts: tuple[NamedNode | str | None, ...]) -> NamedNode:
    """Return the IRI that the row names, else one made of what the row says."""
    if written := row.cells.get("record_id"):
        return row.expanded("record_id", written if ":" in written else f"mapping:{written}")
    said = "\n".join(str(part) for part in parts)
    return NamedNode(MAPPING + hashlib.sha256(said.encode()).hexdigest()[:16])
