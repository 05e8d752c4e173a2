"""Mapping records as steps from one entity to another, those that say the same taken together."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode, Store

from ontology import terms as rg
from ontology.base import GRAPH, SOURCE
from ontology.standard import (
    SKOS,
    dcterms_isReplacedBy,
    oio_consider,
    owl_annotatedProperty,
    owl_annotatedSource,
    owl_annotatedTarget,
    sssom_mapping_justification,
    sssom_predicate_modifier,
)

# What an authority says of an entity that it has withdrawn: use this instead, or consider it.
REPLACED: Final = dcterms_isReplacedBy
CONSIDER: Final = oio_consider

# SKOS Reference, S43 and S44: narrowMatch inverts broadMatch, the others are symmetric.
INVERSES: Final = {
    NamedNode(SKOS + one): NamedNode(SKOS + other)
    for one, other in (
        ("exactMatch", "exactMatch"),
        ("closeMatch", "closeMatch"),
        ("relatedMatch", "relatedMatch"),
        ("broadMatch", "narrowMatch"),
        ("narrowMatch", "broadMatch"),
    )
}


# What is said of a record, by predicate.
Said = dict[NamedNode, list[NamedNode]]


@dataclass(frozen=True)
class Record:
    """Who says a step, and why; `iri` is None for a plain triple, which has no record."""

    iri: NamedNode | None
    source: NamedNode
    justification: NamedNode | None


@dataclass(frozen=True)
class Step:
    """A tie as it is walked, forwards or backwards, and all records that say it."""

    start: NamedNode
    predicate: NamedNode
    end: NamedNode
    forwards: bool
    records: tuple[Record, ...]
    negated: bool = False

    @property
    def inverse(self) -> NamedNode | None:
        """The predicate that says the same from end to start; None where there is no such term."""
        return INVERSES.get(self.predicate)

    @property
    def sources(self) -> tuple[NamedNode, ...]:
        """The sources that say it, by name."""
        return tuple(sorted({record.source for record in self.records}, key=str))


def mappings(store: Store, entity: NamedNode) -> list[Step]:
    """Return the mappings from and to an entity, each once, by predicate and end."""
    found: dict[tuple[NamedNode, NamedNode, bool, bool], set[Record]] = defaultdict(set)
    for near, far, forwards in (
        (owl_annotatedSource, owl_annotatedTarget, True),
        (owl_annotatedTarget, owl_annotatedSource, False),
    ):
        for iri in _records(store, near, entity):
            said = _said(store, iri)
            for end in said[far]:
                for predicate in said[owl_annotatedProperty]:
                    key = (predicate, end, forwards, sssom_predicate_modifier in said)
                    found[key] |= set(_asserted(iri, said))
    steps = [
        Step(entity, predicate, end, forwards, tuple(sorted(records, key=_order)), negated)
        for (predicate, end, forwards, negated), records in found.items()
        if records
    ]
    return sorted(steps, key=lambda s: (s.predicate.value, s.end.value, s.forwards, s.negated))


def changes(store: Store, entity: NamedNode) -> list[Step]:
    """Return what is said to replace an entity, or to be considered in its place."""
    found: dict[tuple[NamedNode, NamedNode], set[Record]] = defaultdict(set)
    for predicate in (REPLACED, CONSIDER):
        for quad in store.quads_for_pattern(entity, predicate, None, None):
            if isinstance(quad.object, NamedNode) and isinstance(quad.graph_name, NamedNode):
                record = Record(None, _source(quad.graph_name), None)
                found[predicate, quad.object].add(record)
    steps = [
        Step(entity, predicate, end, True, tuple(sorted(records, key=_order)))
        for (predicate, end), records in found.items()
    ]
    return sorted(steps, key=lambda step: (step.predicate != REPLACED, step.end.value))


def _records(store: Store, near: NamedNode, entity: NamedNode) -> Iterator[NamedNode]:
    for quad in store.quads_for_pattern(None, near, entity, DefaultGraph()):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject


def _said(store: Store, record: NamedNode) -> Said:
    """Return what is said of a record: one look for all of it, there are many records."""
    said: Said = defaultdict(list)
    for quad in store.quads_for_pattern(record, None, None, DefaultGraph()):
        if isinstance(quad.object, NamedNode):
            said[quad.predicate].append(quad.object)
        elif quad.predicate == sssom_predicate_modifier:
            said[quad.predicate] = []
    return said


def _asserted(record: NamedNode, said: Said) -> Iterator[Record]:
    justification = next(iter(said[sssom_mapping_justification]), None)
    for source in said[rg.assertedBy]:
        yield Record(record, source, justification)


def _source(graph: NamedNode) -> NamedNode:
    """Return the source whose plain triples a graph holds: their names follow one pattern."""
    name = graph.value.removeprefix(GRAPH)
    return NamedNode(SOURCE + name.replace("/", "-")) if "/" in name else graph


def _order(record: Record) -> tuple[str, str]:
    return record.source.value, record.iri.value if record.iri else ""
