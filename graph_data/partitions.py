"""The statistics of VoID: what a dataset holds by class and by property. VoID, section 4.6."""

import hashlib
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from graph_data.census import Counts, Extent, node
from graph_data.links import Links
from ontology.base import DATASET
from ontology.standard import (
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

Described = tuple[NamedNode, NamedNode, NamedNode | Literal]


def statistics(dataset: NamedNode, counts: Counts) -> Iterator[Described]:
    """Yield the counts of a dataset, a partition for each of its classes and its properties."""
    yield dataset, void_classes, _number(len(counts.classes))
    yield dataset, void_properties, _number(len(counts.properties))
    yield from _extent(dataset, counts.extent)
    for term, count in counts.classes.items():
        part = _part(dataset, void_class, node(term))
        yield from _partition(dataset, void_classPartition, part, void_class, node(term))
        yield part, void_entities, _number(count)
    for term, extent in counts.properties.items():
        part = _part(dataset, void_property, node(term))
        yield from _partition(dataset, void_propertyPartition, part, void_property, node(term))
        yield from _extent(part, extent)


def linked(dataset: NamedNode, links: Links) -> Iterator[Described]:
    """Yield, below each class partition, which properties its instances have and where they lead.

    A property partition of a class has a class partition for each class of its objects and a
    void-ext:datatypePartition for each datatype: what query editors propose terms from.
    """
    for (kind, predicate), count in links.properties.items():
        above = _part(dataset, void_class, node(kind))
        part = _part(dataset, node(kind), node(predicate))
        yield from _partition(above, void_propertyPartition, part, void_property, node(predicate))
        yield part, void_triples, _number(count)
    for relation, naming, leading in (
        (void_classPartition, void_class, links.classes),
        (voidext_datatypePartition, voidext_datatype, links.datatypes),
    ):
        for (kind, predicate, target), count in leading.items():
            above = _part(dataset, node(kind), node(predicate))
            part = _part(above, relation, node(target))
            yield from _partition(above, relation, part, naming, node(target))
            yield part, void_triples, _number(count)


def _extent(dataset: NamedNode, extent: Extent) -> Iterator[Described]:
    yield dataset, void_triples, _number(extent.triples)
    yield dataset, void_distinctSubjects, _number(extent.subjects)
    yield dataset, void_distinctObjects, _number(extent.objects)


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
