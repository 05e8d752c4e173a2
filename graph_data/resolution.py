"""An identifier to its equivalents and successors, each with the records that lead to it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pyoxigraph import Literal, NamedNode, Store

from graph_data import naming
from graph_data.mapping_records import REPLACED, Step, changes, mappings
from ontology.standard import (
    owl_deprecated,
    skos_exactMatch,
    sssom_object_label,
    sssom_subject_label,
)

_TRUE: Final = Literal(True)
_FOLLOWED: Final = (skos_exactMatch, REPLACED)


@dataclass(frozen=True)
class Equivalent:
    """An entity and the steps, in order, by which it was reached."""

    entity: NamedNode
    label: str
    obsolete: bool
    route: tuple[Step, ...]

    @cached_property
    def exact(self) -> bool:
        """Whether each step is an exact match or a replacement by the authority itself."""
        return all(_is_followed(step) for step in self.route)


class Crosswalk:
    """The mapping records of a store, and what they make of an identifier.

    It remembers what it has read: for many identifiers one Crosswalk is faster than several.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._mappings: dict[NamedNode, tuple[Step, ...]] = {}
        self._changes: dict[NamedNode, tuple[Step, ...]] = {}
        self._labels: dict[NamedNode, str] = {}
        self._withdrawn: dict[NamedNode, bool] = {}

    def equivalents(self, start: NamedNode, hops: int = 3) -> Iterator[Equivalent]:
        """Yield what `start` is mapped to and replaced by, nearest first.

        Only skos:exactMatch is followed further, up to `hops` mappings, and every route is told.
        SKOS calls it transitive (Reference, S45), but chains across these sources join different
        diseases, so a route of several records is shown as what it is and never as one match.
        A replacement is followed to the end of its chain and counts as no hop. An entity that is
        reached on several routes of equal length is yielded for each of them.
        """
        reached = {start}
        changed = list(self._changed([()], start, reached))
        yield from map(self._told, changed)
        ends = [(), *_followed(changed)]
        for _ in range(hops):
            routes = [
                (*route, step)
                for route in ends
                for step in self._steps(route[-1].end if route else start)
                if step.end not in reached
            ]
            reached |= {route[-1].end for route in routes}
            yield from map(self._told, routes)
            ends = _followed(routes)
            changed = list(self._changed(ends, start, reached))
            yield from map(self._told, changed)
            ends += _followed(changed)

    def withdrawn(self, entity: NamedNode) -> bool:
        """Tell whether the entity's authority has withdrawn it."""
        if entity not in self._withdrawn:
            found = self._store.quads_for_pattern(entity, owl_deprecated, _TRUE, None)
            self._withdrawn[entity] = next(found, None) is not None
        return self._withdrawn[entity]

    def label(self, entity: NamedNode, step: Step | None = None) -> str:
        """Return the label of an entity, else what a mapping record that ends there calls it."""
        if entity not in self._labels:
            found = naming.label(self._store, entity)
            self._labels[entity] = found or (self._said_by_record(step) if step else "")
        return self._labels[entity]

    def successors(self, entity: NamedNode) -> tuple[Step, ...]:
        """Return what the entity's authority says to use instead, or to consider."""
        if entity not in self._changes:
            self._changes[entity] = tuple(changes(self._store, entity))
        return self._changes[entity]

    def _steps(self, entity: NamedNode) -> tuple[Step, ...]:
        if entity not in self._mappings:
            self._mappings[entity] = tuple(mappings(self._store, entity))
        return self._mappings[entity]

    def _changed(
        self, routes: Iterable[tuple[Step, ...]], start: NamedNode, reached: set[NamedNode]
    ) -> Iterator[tuple[Step, ...]]:
        waiting = list(routes)
        while waiting:
            route = waiting.pop(0)
            for step in self.successors(route[-1].end if route else start):
                if step.end not in reached:
                    reached.add(step.end)
                    yield (*route, step)
                    if step.predicate == REPLACED:
                        waiting.append((*route, step))

    def _told(self, route: tuple[Step, ...]) -> Equivalent:
        last = route[-1]
        return Equivalent(last.end, self.label(last.end, last), self.withdrawn(last.end), route)

    def _said_by_record(self, step: Step) -> str:
        told = sssom_object_label if step.forwards else sssom_subject_label
        for record in step.records:
            for quad in self._store.quads_for_pattern(record.iri, told, None, None):
                if isinstance(quad.object, Literal):
                    return quad.object.value
        return ""


def equivalents(store: Store, start: NamedNode, hops: int = 3) -> Iterator[Equivalent]:
    """Yield what `start` is mapped to, as Crosswalk.equivalents does."""
    return Crosswalk(store).equivalents(start, hops)


def targets(found: Iterable[Equivalent]) -> dict[str, set[NamedNode]]:
    """Return the entities that exact routes reach, by identifier space.

    Withdrawn ones count only where a space has no others.
    """
    current: dict[str, set[NamedNode]] = defaultdict(set)
    withdrawn: dict[str, set[NamedNode]] = defaultdict(set)
    for one in found:
        if one.exact:
            (withdrawn if one.obsolete else current)[naming.space(one.entity)].add(one.entity)
    return dict(withdrawn) | dict(current)


def _is_followed(step: Step) -> bool:
    return step.predicate in _FOLLOWED and not step.negated


def _followed(routes: Iterable[tuple[Step, ...]]) -> list[tuple[Step, ...]]:
    """Return one route to each entity that is reached by exact matches alone."""
    return list({route[-1].end: route for route in routes if _is_followed(route[-1])}.values())
