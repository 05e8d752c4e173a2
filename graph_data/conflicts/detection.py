"""The conflicts of a store, as quads of the graph of conflicts."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from graph_data.conflicts import wording
from graph_data.conflicts.groups import Group, groups
from graph_data.conflicts.kinds import KINDS, ConflictKind
from graph_data.conflicts.rules import Item, Triple
from ontology import terms as rg
from ontology.base import BASE, GRAPH
from ontology.standard import (
    dcterms_description,
    owl_annotatedProperty,
    owl_annotatedSource,
    owl_annotatedTarget,
    rdf_type,
    rdfs_label,
    skos_Concept,
    sssom_predicate_modifier,
)

CONFLICTS: Final = NamedNode(GRAPH + "conflicts")
CONFLICT: Final = BASE + "conflict/"
_NOT: Final = Literal("Not")
# The shape of conflicts: at least two statements or values.
_SIDES: Final = 2


def conflict_quads(store: Store, kinds: Iterable[ConflictKind] = KINDS) -> Iterator[Quad]:
    """Yield a rg:Conflict for each disagreement in a store.

    Its default graph has to be the union of the named graphs, with the closure of the
    hierarchies. An IRI is made of what disagrees, so the same disagreement has the same IRI in
    each release. A conflict concerns described entities: one without any is left out.
    """
    for kind in kinds:
        for group in groups(store, kind):
            if items := _described(store, kind, kind.rule(store, group.items)):
                yield from _conflict(store, kind, group, items)


def _described(store: Store, kind: ConflictKind, items: list[Item]) -> list[Item]:
    """Return the items with a described entity, if they still disagree without the others."""
    kept = [item for item in items if any(_is_described(store, e) for e in item.entities)]
    return items if len(kept) == len(items) else kind.rule(store, kept)


def _conflict(store: Store, kind: ConflictKind, group: Group, items: list[Item]) -> Iterator[Quad]:
    concerned = {entity for item in items for entity in item.entities}
    described = [entity for entity in concerned if _is_described(store, entity)]
    statements, values = _sides(store, items)
    if len(statements) + len(values) < _SIDES:
        return
    conflict = _iri(kind, group, [*map(str, statements), *values])
    said_of_it: list[tuple[NamedNode, NamedNode | Literal]] = [
        (rdf_type, rg.Conflict),
        (rdfs_label, Literal(wording.label(store, kind, group, items), language="en")),
        (rg.conflictKind, kind.concept),
        (dcterms_description, Literal(wording.description(store, kind, items), language="en")),
        *((rg.concerns, entity) for entity in sorted(described, key=str)),
        *((rg.conflictingStatement, statement) for statement in sorted(statements, key=str)),
        *((rg.conflictingValue, Literal(value)) for value in sorted(values)),
    ]
    for predicate, value in said_of_it:
        yield Quad(conflict, predicate, value, CONFLICTS)


def _sides(store: Store, items: list[Item]) -> tuple[set[NamedNode], set[str]]:
    """Return the statements of a conflict, and as texts the triples that no record states."""
    statements = {statement for item in items for statement in item.statements}
    values: set[str] = set()
    for triple in {triple for item in items for triple in item.triples}:
        if records := set(_records(store, triple)):
            statements |= records
        else:
            values.add(wording.value(store, triple))
    return statements, values


def _records(store: Store, triple: Triple) -> Iterator[NamedNode]:
    """Yield the mapping records that state a triple."""
    subject, predicate, target = triple
    default = DefaultGraph()
    for quad in store.quads_for_pattern(None, owl_annotatedSource, subject, default):
        record = quad.subject
        if (
            isinstance(record, NamedNode)
            and Quad(record, owl_annotatedTarget, target) in store
            and Quad(record, owl_annotatedProperty, predicate) in store
            and Quad(record, sssom_predicate_modifier, _NOT) not in store
        ):
            yield record


def _iri(kind: ConflictKind, group: Group, sides: list[str]) -> NamedNode:
    said = "\n".join([str(group.about), str(group.scope), *sorted(sides)])
    return NamedNode(f"{CONFLICT}{kind.name}-{sha256(said.encode()).hexdigest()[:16]}")


def _is_described(store: Store, entity: NamedNode) -> bool:
    found = store.quads_for_pattern(entity, rdf_type, skos_Concept, None)
    return next(found, None) is not None
