"""Orphadata product 3: the classifications of Orphanet, one to a file.

A disease has many places in a classification, and the classifications differ by purpose: they
stay apart, each in its graph. https://www.orphadata.com/classifications/
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from pyoxigraph import NamedNode, Quad

from loaders.kind import Header, Kind, Reading
from loaders.loader import SourceError
from loaders.orphanet.entities import english, named
from loaders.orphanet.orphadata import PRODUCT3, dated_header, kind
from loaders.reading.plain_text import plain
from loaders.reading.source_file import SourceFile
from loaders.reading.xml_records import name_of, orpha, text, walk
from ontology.base import ID
from ontology.identifiers import IdentifierError
from ontology.standard import (
    rdf_type,
    rdfs_label,
    skos_broader,
    skos_ConceptScheme,
    skos_inScheme,
)

_NODE: Final = "ClassificationNode"
_WHOLE: Final = frozenset({(_NODE, "Disorder"), ("Classification", "Name")})


class Classified(NamedTuple):
    """A place of an entity in a classification; `parent` is None at the top."""

    scheme: NamedNode
    entity: NamedNode
    name: str
    entity_type: str
    parent: NamedNode | None


class Scheme(NamedTuple):
    """A classification and what it is called."""

    iri: NamedNode
    name: str


def header(file: SourceFile) -> Header:
    """Return the date of the file and, as part, the number of its classification.

    Raises SourceError if there is no classification in it.
    """
    dated = dated_header(file)
    for step in walk(file, _WHOLE):
        if step.element.tag == "Classification":
            return replace(dated, part=_number(file, step.element))
    raise SourceError(file.name, "end", "expected an element Classification, found none")


def read(reading: Reading) -> Iterator[Scheme | Classified]:
    """Yield the classification and every place in it, in the order of the file.

    Raises SourceError.
    """
    scheme = NamedNode(ID)
    above: list[NamedNode | None] = []
    for is_end, element, around in walk(reading.file, _WHOLE, reading.tally):
        if element.tag == "Classification" and not is_end:
            scheme = NamedNode(f"{ID}orphanet-classification-{_number(reading.file, element)}")
        elif element.tag == _NODE and not is_end:
            above.append(None)
            reading.tally.records += 1
        elif element.tag == _NODE:
            above.pop()
        elif is_end and around is not None and (around.tag, element.tag) in _WHOLE:
            if element.tag == "Name":
                yield Scheme(scheme, plain(element.text or ""))
            else:
                yield from _classified(reading, scheme, element, above)


def describe(reading: Reading, one: Scheme | Classified) -> Iterator[Quad]:
    """Yield the classification's name, or an entity's name, type and place."""
    if isinstance(one, Scheme):
        yield reading.quad(one.iri, rdf_type, skos_ConceptScheme)
        yield reading.quad(one.iri, rdfs_label, english(one.name))
        return
    yield from named(reading, one.entity, one.name, one.entity_type)
    yield reading.quad(one.entity, skos_inScheme, one.scheme)
    if one.parent is not None:
        yield reading.quad(one.entity, skos_broader, one.parent)


def quads(reading: Reading) -> Iterator[Quad]:
    """Yield the quads of a file, those of a place that it repeats once."""
    seen: set[Scheme | Classified] = set()
    for one in read(reading):
        if one not in seen:
            seen.add(one)
            yield from describe(reading, one)


KIND: Final[Kind] = kind(
    PRODUCT3, "Orphadata product 3: a classification of rare diseases", quads, header
)


def _classified(
    reading: Reading, scheme: NamedNode, disorder: Element, above: list[NamedNode | None]
) -> Iterator[Classified]:
    """Yield a disorder's place; `above` holds the entities of the nodes around, its own last."""
    place = f"{_NODE}/{reading.tally.records}"
    try:
        entity = orpha(disorder)
    except IdentifierError as error:
        reading.skip(place, str(error))
        return
    above[-1] = entity
    parent = above[-2] if len(above) > 1 else None
    if len(above) > 1 and parent is None:
        reading.skip(place, "the node above has no disorder before its children: no link to it")
    if parent == entity:
        reading.skip(place, f"expected another entity than the one above, found {entity.value}")
        return
    kind_of = name_of(disorder, "DisorderType")
    yield Classified(scheme, entity, plain(text(disorder, "Name")), kind_of, parent)


def _number(file: SourceFile, classification: Element) -> str:
    """Return the classification's number, which is also that in the name of the official file."""
    number = classification.get("id", "")
    if not re.fullmatch("[0-9]{1,9}", number):
        problem = f"expected a Classification with a number as id, found {number!r}"
        raise SourceError(file.name, "Classification", problem)
    return number
