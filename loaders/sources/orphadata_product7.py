"""Orphadata product 7, the linearisation: under which head of a classification a disease is read.

https://www.orphadata.com/linearisation/
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from pyoxigraph import NamedNode, Quad

from loaders.kind import Kind, Reading
from loaders.orphanet.entities import named
from loaders.orphanet.links import associations, linked
from loaders.orphanet.orphadata import PRODUCT7, kind
from loaders.orphanet.records import Disorder, disorders
from ontology.terms import preferredParent

PREFERENTIAL: Final = "Preferential parent"


class Linearised(NamedTuple):
    """An entity and its links from child to preferred parent: its own, or those of its members."""

    entity: NamedNode
    name: str
    links: tuple[tuple[NamedNode, NamedNode], ...]


def read(reading: Reading) -> Iterator[Linearised]:
    """Yield the entities of a file, in its order. Raises SourceError."""
    for disorder in disorders(reading):
        reading.tally.records += 1
        yield Linearised(disorder.iri, disorder.name, tuple(_links(reading, disorder)))


def describe(reading: Reading, one: Linearised) -> Iterator[Quad]:
    """Yield an entity's name and its links."""
    yield from named(reading, one.entity, one.name)
    for child, parent in one.links:
        yield reading.quad(child, preferredParent, parent)


def quads(reading: Reading) -> Iterator[Quad]:
    """Yield the quads of a file, each link once though both its ends tell of it."""
    seen: set[tuple[NamedNode, NamedNode]] = set()
    for one in read(reading):
        new = tuple(link for link in one.links if link not in seen)
        seen.update(new)
        yield from describe(reading, one._replace(links=new))


KIND: Final[Kind] = kind(PRODUCT7, "Orphadata product 7: linearisation of rare diseases", quads)


def _links(reading: Reading, disorder: Disorder) -> Iterator[tuple[NamedNode, NamedNode]]:
    for what, place, association in associations(disorder):
        if what != PREFERENTIAL:
            reading.tally.pass_over(f"association {what!r}, not {PREFERENTIAL!r}")
        elif link := linked(reading, disorder.iri, association, place):
            yield link
