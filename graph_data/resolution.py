"""An identifier to its equivalents, each with the records that lead to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from ontology import terms as rg
from ontology.standard import (
    SKOS,
    owl_annotatedProperty,
    owl_annotatedSource,
    owl_annotatedTarget,
    skos_exactMatch,
    skos_prefLabel,
)

# SKOS Reference, S43 and S44: narrowMatch inverts broadMatch, the others are symmetric.
INVERSES = {
    NamedNode(SKOS + one): NamedNode(SKOS + other)
    for one, other in (
        ("exactMatch", "exactMatch"),
        ("closeMatch", "closeMatch"),
        ("relatedMatch", "relatedMatch"),
        ("broadMatch", "narrowMatch"),
        ("narrowMatch", "broadMatch"),
    )
}


@dataclass(frozen=True)
class Step:
    """One mapping record as it is walked: from one entity to another, forwards or backwards."""

    start: NamedNode
    predicate: NamedNode
    end: NamedNode
    source: NamedNode
    forwards: bool

    @property
    def inverse(self) -> NamedNode | None:
        """The predicate that says the same from end to start; None where there is no such term."""
        return INVERSES.get(self.predicate)


@dataclass(frozen=True)
class Equivalent:
    """An entity and the records, in order, by which it was reached."""

    entity: NamedNode
    label: str
    route: tuple[Step, ...]


def equivalents(store: Store, start: NamedNode, hops: int = 3) -> Iterator[Equivalent]:
    """Yield what `start` is mapped to, by records of any predicate, nearest first.

    Only skos:exactMatch is followed further, up to `hops` records, and every route is told.
    SKOS calls it transitive (Reference, S45), but chains across these sources join different
    diseases, so a route of several records is shown as what it is and never as one match.
    An entity that several records of equal length reach is yielded for each of them.
    """
    reached = {start}
    ends: list[tuple[Step, ...]] = [()]
    for _ in range(hops):
        routes = [
            (*route, step)
            for route in ends
            for step in _steps(store, route[-1].end if route else start)
            if step.end not in reached
        ]
        yield from (Equivalent(r[-1].end, _label(store, r[-1].end), r) for r in routes)
        reached |= {route[-1].end for route in routes}
        ends = _one_per_end(r for r in routes if r[-1].predicate == skos_exactMatch)


def _one_per_end(routes: Iterator[tuple[Step, ...]]) -> list[tuple[Step, ...]]:
    return list({route[-1].end: route for route in routes}.values())


def _steps(store: Store, entity: NamedNode) -> list[Step]:
    found = [
        *_records(store, owl_annotatedSource, owl_annotatedTarget, entity, forwards=True),
        *_records(store, owl_annotatedTarget, owl_annotatedSource, entity, forwards=False),
    ]
    return sorted(found, key=lambda step: (step.predicate.value, step.end.value))


def _records(
    store: Store, near: NamedNode, far: NamedNode, entity: NamedNode, *, forwards: bool
) -> Iterator[Step]:
    for quad in store.quads_for_pattern(None, near, entity, None):
        record = quad.subject
        if not isinstance(record, NamedNode) or not isinstance(quad.graph_name, NamedNode):
            continue  # the default graph repeats the named ones
        end = _value(store, record, far)
        predicate = _value(store, record, owl_annotatedProperty)
        source = _value(store, record, rg.assertedBy)
        if end and predicate and source:
            yield Step(entity, predicate, end, source, forwards)


def _value(store: Store, subject: NamedNode, predicate: NamedNode) -> NamedNode | None:
    for quad in store.quads_for_pattern(subject, predicate, None, None):
        if isinstance(quad.object, NamedNode):
            return quad.object
    return None


def _label(store: Store, entity: NamedNode) -> str:
    for quad in store.quads_for_pattern(entity, skos_prefLabel, None, None):
        if isinstance(quad.object, Literal):
            return quad.object.value
    return ""
