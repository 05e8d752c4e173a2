"""The conflicts that a store holds, curated and detected ones, for those who want to read them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from graph_data.naming import short
from ontology import terms as rg
from ontology.base import BASE
from ontology.standard import dcterms_description, rdf_type, rdfs_label


@dataclass(frozen=True)
class Found:
    """A conflict as a store describes it; `sources` are those of its statements and values."""

    iri: NamedNode
    kind: str
    label: str
    description: str
    concerns: tuple[NamedNode, ...]
    statements: tuple[NamedNode, ...]
    values: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """Which conflicts are wanted.

    `kind` is a concept of the vocabulary, such as NameConflict, or a name of KINDS; `source` a
    part of a source's name.
    """

    kind: str | None = None
    entity: NamedNode | None = None
    source: str | None = None


def listed(store: Store, wanted: Wanted) -> Iterator[Found]:
    """Yield the conflicts that are wanted, by kind and IRI."""
    for kind, iri in sorted(_chosen(store, wanted), key=lambda one: (one[0], one[1].value)):
        found = _found(store, kind, iri)
        if wanted.source is None or any(wanted.source in name for name in found.sources):
            yield found


def counted(store: Store, wanted: Wanted) -> dict[str, int]:
    """Return how many conflicts are wanted, by kind."""
    if wanted.source is not None:
        return dict(Counter(found.kind for found in listed(store, wanted)))
    return dict(sorted(Counter(kind for kind, _ in _chosen(store, wanted)).items()))


def _chosen(store: Store, wanted: Wanted) -> Iterator[tuple[str, NamedNode]]:
    for conflict in _candidates(store, wanted.entity):
        kinds = _nodes(store, conflict, rg.conflictKind)
        kind = short(kinds[0]).removeprefix("rg:") if kinds else ""
        if wanted.kind in (None, kind) or _is_named(conflict, wanted.kind):
            yield kind, conflict


def _candidates(store: Store, entity: NamedNode | None) -> Iterator[NamedNode]:
    if entity is None:
        found = store.quads_for_pattern(None, rdf_type, rg.Conflict, DefaultGraph())
    else:
        found = store.quads_for_pattern(None, rg.concerns, entity, DefaultGraph())
    for quad in found:
        if isinstance(quad.subject, NamedNode):
            yield quad.subject


def _is_named(conflict: NamedNode, kind: str | None) -> bool:
    name = conflict.value.removeprefix(f"{BASE}conflict/").rpartition("-")[0]
    return name == kind


def _found(store: Store, kind: str, iri: NamedNode) -> Found:
    statements = _nodes(store, iri, rg.conflictingStatement)
    values = _texts(store, iri, rg.conflictingValue)
    sources = {short(source) for one in statements for source in _nodes(store, one, rg.assertedBy)}
    sources |= {name for value in values for name in _graphs(value)}
    return Found(
        iri=iri,
        kind=kind,
        label=" ".join(_texts(store, iri, rdfs_label)),
        description=" ".join(_texts(store, iri, dcterms_description)),
        concerns=_nodes(store, iri, rg.concerns),
        statements=statements,
        values=values,
        sources=tuple(sorted(sources)),
    )


def _graphs(value: str) -> list[str]:
    """Return the graphs that a conflicting value names at its end, in brackets."""
    if not value.endswith(")"):
        return []
    return [name for name in value.rpartition("(")[2][:-1].split(", ") if "/" in name]


def _nodes(store: Store, subject: NamedNode, predicate: NamedNode) -> tuple[NamedNode, ...]:
    found = store.quads_for_pattern(subject, predicate, None, DefaultGraph())
    nodes = (quad.object for quad in found)
    return tuple(sorted((node for node in nodes if isinstance(node, NamedNode)), key=str))


def _texts(store: Store, subject: NamedNode, predicate: NamedNode) -> tuple[str, ...]:
    found = store.quads_for_pattern(subject, predicate, None, DefaultGraph())
    return tuple(sorted(q.object.value for q in found if isinstance(q.object, Literal)))
