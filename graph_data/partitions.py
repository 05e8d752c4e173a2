"""The statistics of VoID: what a dataset holds by class and by property. VoID, section 4.6."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ontology.base import DATASET
from ontology.standard import (
    rdf_type,
    void_class,
    void_classes,
    void_classPartition,
    void_distinctObjects,
    void_distinctSubjects,
    void_entities,
    void_properties,
    void_property,
    void_propertyPartition,
    void_triples,
    voidext_datatype,
    voidext_datatypePartition,
    xsd_integer,
)

Term = NamedNode | BlankNode | Literal | Triple
Statement = tuple[Term, NamedNode, Term]
Described = tuple[NamedNode, NamedNode, NamedNode | Literal]

_Classes = dict[Term, list[NamedNode]]
_Links = Counter[tuple[NamedNode, NamedNode, NamedNode, NamedNode]]

# How a property leads on: to instances of a class, or to literals of a datatype.
_CLASS: Final = (void_classPartition, void_class)
_DATATYPE: Final = (voidext_datatypePartition, voidext_datatype)


def statistics(dataset: NamedNode, triples: set[Statement]) -> Iterator[Described]:
    """Yield the counts of a dataset, a partition for each of its classes and its properties."""
    classes = Counter(o for _, p, o in triples if p == rdf_type and isinstance(o, NamedNode))
    properties: dict[NamedNode, set[Statement]] = defaultdict(set)
    for triple in triples:
        properties[triple[1]].add(triple)
    yield dataset, void_classes, _number(len(classes))
    yield dataset, void_properties, _number(len(properties))
    yield from _extent(dataset, triples)
    for term, count in classes.items():
        part = _part(dataset, void_class, term)
        yield from _partition(dataset, void_classPartition, part, void_class, term)
        yield part, void_entities, _number(count)
    for term, of_property in properties.items():
        part = _part(dataset, void_property, term)
        yield from _partition(dataset, void_propertyPartition, part, void_property, term)
        yield from _extent(part, of_property)


def links(dataset: NamedNode, triples: set[Statement]) -> Iterator[Described]:
    """Yield, below each class partition, which properties its instances have and where they lead.

    A property partition of a class has a class partition for each class of its objects and a
    void-ext:datatypePartition for each datatype: what query editors propose terms from.
    """
    classes = _classes(triples)
    having: Counter[tuple[NamedNode, NamedNode]] = Counter()
    leading: _Links = Counter()
    for subject, predicate, value in triples:
        for kind in classes.get(subject, ()):
            having[kind, predicate] += 1
            for (relation, _), target in _targets(value, classes):
                leading[kind, predicate, relation, target] += 1
    for (kind, predicate), count in having.items():
        above, part = _part(dataset, void_class, kind), _part(dataset, kind, predicate)
        yield from _partition(above, void_propertyPartition, part, void_property, predicate)
        yield part, void_triples, _number(count)
    for (kind, predicate, relation, target), count in leading.items():
        above = _part(dataset, kind, predicate)
        part = _part(above, relation, target)
        naming = _CLASS[1] if relation == _CLASS[0] else _DATATYPE[1]
        yield from _partition(above, relation, part, naming, target)
        yield part, void_triples, _number(count)


def _classes(triples: Iterable[Statement]) -> _Classes:
    found: _Classes = defaultdict(list)
    for subject, predicate, value in triples:
        if predicate == rdf_type and isinstance(value, NamedNode):
            found[subject].append(value)
    return found


def _targets(
    value: Term, classes: _Classes
) -> Iterator[tuple[tuple[NamedNode, NamedNode], NamedNode]]:
    if isinstance(value, Literal):
        yield _DATATYPE, value.datatype
    else:
        yield from ((_CLASS, kind) for kind in classes.get(value, ()))


def _extent(dataset: NamedNode, triples: set[Statement]) -> Iterator[Described]:
    yield dataset, void_triples, _number(len(triples))
    yield dataset, void_distinctSubjects, _number(len({s for s, _, _ in triples}))
    yield dataset, void_distinctObjects, _number(len({o for _, _, o in triples}))


def _partition(
    whole: NamedNode, relation: NamedNode, part: NamedNode, naming: NamedNode, term: NamedNode
) -> Iterator[Described]:
    yield whole, relation, part
    yield part, naming, term


def _part(whole: NamedNode, kind: NamedNode, term: NamedNode) -> NamedNode:
    key = hashlib.sha256(f"{whole} {kind} {term}".encode()).hexdigest()[:16]
    return NamedNode(f"{DATASET}part-{key}")


def _number(count: int) -> Literal:
    return Literal(str(count), datatype=xsd_integer)
