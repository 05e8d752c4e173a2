"""What a release holds, counted in one reading of its sorted N-Quads."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from pyoxigraph import NamedNode

from ontology.base import ID
from ontology.standard import biolink_Disease, rdf_type

TYPE: Final = str(rdf_type).encode()
_DISEASE: Final = str(biolink_Disease).encode()
_OURS: Final = f"<{ID}".encode()

# Subject, predicate, object and graph, as N-Quads write them.
Row = tuple[bytes, bytes, bytes, bytes]


class Extent(NamedTuple):
    """How many triples there are, and how many different subjects and objects these have."""

    triples: int
    subjects: int
    objects: int


@dataclass(frozen=True)
class Counts:
    """The sizes of one dataset: its extent, that of each property, the instances of each class.

    `example` is the first condition of ours that it describes. Terms are as N-Quads write them.
    """

    extent: Extent
    properties: dict[bytes, Extent]
    classes: dict[bytes, int]
    example: bytes | None


@dataclass
class _Property:
    """What is counted of one property in one graph; the objects by their numbers."""

    triples: int = 0
    subjects: int = 0
    objects: set[int] = field(default_factory=set)


class Census:
    """The counts of the union of all graphs and of each graph; the whole fits into memory.

    `lines` are canonical N-Quads: distinct and sorted.
    """

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._numbers: dict[bytes, int] = {}
        self._in_graphs: dict[tuple[bytes, bytes], _Property] = {}
        self._union: dict[bytes, list[int]] = {}  # triples, subjects
        self._subjects: Counter[bytes] = Counter()  # of each graph
        self._classes: Counter[tuple[bytes, bytes]] = Counter()
        self._union_classes: Counter[bytes] = Counter()
        self._examples: dict[bytes, bytes] = {}
        self._all_subjects = 0
        self.quads = 0
        for _, rows in groupby(map(row, lines), itemgetter(0)):
            self._take(list(rows))

    @property
    def triples(self) -> int:
        """Return how many distinct triples there are in all graphs."""
        return sum(triples for triples, _ in self._union.values())

    def whole(self) -> Counts:
        """Return the counts of the union of all graphs, each triple once."""
        properties = {
            name: Extent(triples, subjects, len(self._objects(name)))
            for name, (triples, subjects) in self._union.items()
        }
        extent = Extent(self.triples, self._all_subjects, len(self._numbers))
        example = min(self._examples.values(), default=None)
        return Counts(extent, properties, dict(self._union_classes), example)

    def graph(self, iri: NamedNode) -> Counts:
        """Return the counts of one graph."""
        graph = str(iri).encode()
        found = {name: one for (name, of), one in self._in_graphs.items() if of == graph}
        extent = Extent(
            sum(one.triples for one in found.values()),
            self._subjects[graph],
            len(set[int]().union(*(one.objects for one in found.values()))),
        )
        properties = {
            name: Extent(one.triples, one.subjects, len(one.objects)) for name, one in found.items()
        }
        classes = {name: count for (name, of), count in self._classes.items() if of == graph}
        return Counts(extent, properties, classes, self._examples.get(graph))

    def values(self, predicate: NamedNode, graph: NamedNode) -> Iterator[NamedNode]:
        """Yield the IRIs that are values of a property in a graph."""
        found = self._in_graphs.get((str(predicate).encode(), str(graph).encode()), _Property())
        names = list(self._numbers)
        for number in found.objects:
            if names[number].startswith(b"<"):
                yield node(names[number])

    def _objects(self, name: bytes) -> set[int]:
        found = [one.objects for (of, _), one in self._in_graphs.items() if of == name]
        return found[0] if len(found) == 1 else set[int]().union(*found)

    def _take(self, rows: list[Row]) -> None:
        """Count the rows of one subject: all those of a property stand side by side."""
        self.quads += len(rows)
        self._all_subjects += 1
        self._subjects.update({graph for _, _, _, graph in rows})
        numbers = self._numbers
        for predicate, of_property in groupby(rows, itemgetter(1)):
            listed = list(of_property)
            union = self._union.setdefault(predicate, [0, 0])
            union[0] += len({value for _, _, value, _ in listed})
            union[1] += 1
            for graph in {graph for _, _, _, graph in listed}:
                self._property(predicate, graph).subjects += 1
            for _, _, value, graph in listed:
                counted = self._in_graphs[predicate, graph]
                counted.triples += 1
                counted.objects.add(numbers.setdefault(value, len(numbers)))
            if predicate == TYPE:
                self._take_types(listed)

    def _property(self, predicate: bytes, graph: bytes) -> _Property:
        return self._in_graphs.setdefault((predicate, graph), _Property())

    def _take_types(self, rows: list[Row]) -> None:
        self._union_classes.update({kind for _, _, kind, _ in rows if kind.startswith(b"<")})
        for subject, _, kind, graph in rows:
            if kind.startswith(b"<"):
                self._classes[kind, graph] += 1
            if kind == _DISEASE and subject.startswith(_OURS):
                self._examples.setdefault(graph, subject)


def row(line: bytes) -> Row:
    """Return the terms of a line of N-Quads."""
    subject, predicate, rest = line.split(b" ", 2)
    value, graph, _ = rest.rsplit(b" ", 2)
    return subject, predicate, value, graph


def node(term: bytes) -> NamedNode:
    """Return the IRI that N-Quads write so."""
    return NamedNode(term[1:-1].decode())
