"""Orphadata product 1: the entities of Orphanet, their names, flags and references.

It is the authority on what an ORPHAcode is called. https://www.orphadata.com/alignments/
"""

from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from pyoxigraph import Literal, NamedNode, Quad

from loaders.kind import Kind, Reading
from loaders.orphanet.entities import described, english
from loaders.orphanet.links import associations, linked
from loaders.orphanet.orphadata import PRODUCT1, kind
from loaders.orphanet.records import Disorder, disorders
from loaders.orphanet.references import Reference, referred, xml_references
from loaders.reading.plain_text import plain
from loaders.reading.xml_records import name_of, text
from ontology import terms as rg
from ontology.standard import (
    dcterms_isReplacedBy,
    oio_consider,
    owl_deprecated,
    rdfs_label,
    schema_url,
    skos_altLabel,
    skos_definition,
    xsd_boolean,
)

TRUE: Final = Literal("true", datatype=xsd_boolean)

# A DisorderFlag is a sum of bits; these two say that the entity is withdrawn.
_WITHDRAWN: Final = 16 | 256
# Retirement stands in the name as well, sometimes only there.
_PREFIXES: Final = {
    "OBSOLETE: ": "Obsolete entity",
    "NON RARE IN EUROPE: ": "Non rare in Europe",
}
_LINKS: Final = {"Moved to": dcterms_isReplacedBy, "Referred to": oio_consider}
# The second is the older name.
_TEXTS: Final = (
    "SummaryInformationList/SummaryInformation/TextSectionList/TextSection",
    "TextualInformationList/TextualInformation/TextSectionList/TextSection",
)


class Entity(NamedTuple):
    """An entity of Orphanet: a disorder, a group of disorders or a subtype.

    `links` go from one entity to the one to use instead or to consider.
    """

    iri: NamedNode
    name: str
    entity_type: str
    group: str
    flags: tuple[str, ...]
    is_withdrawn: bool
    synonyms: tuple[str, ...]
    definitions: tuple[str, ...]
    page: NamedNode | None
    references: tuple[Reference, ...]
    links: tuple[tuple[NamedNode, NamedNode, NamedNode], ...]


def read(reading: Reading) -> Iterator[Entity]:
    """Yield the entities of a file, in its order. Raises SourceError."""
    for disorder in disorders(reading):
        reading.tally.records += 1
        yield _entity(reading, disorder)


def describe(reading: Reading, one: Entity) -> Iterator[Quad]:
    """Yield what a file says of an entity, its references as records of mappings."""
    yield from described(reading, one.iri)
    for predicate, words in _words(one):
        yield reading.quad(one.iri, predicate, english(words))
    if one.is_withdrawn:
        yield reading.quad(one.iri, owl_deprecated, TRUE)
    if one.page is not None:
        yield reading.quad(one.iri, schema_url, one.page)
    for root, predicate, target in one.links:
        yield reading.quad(root, predicate, target)
    for reference in one.references:
        yield from referred(reading, one.iri, reference)


def quads(reading: Reading) -> Iterator[Quad]:
    """Yield the quads of a file, in its order. Raises SourceError."""
    for one in read(reading):
        yield from describe(reading, one)


KIND: Final[Kind] = kind(
    PRODUCT1, "Orphadata product 1: rare diseases and alignment with terminologies", quads
)


def _words(one: Entity) -> Iterator[tuple[NamedNode, str]]:
    """Yield the texts of an entity; what the file leaves empty is not said."""
    for predicate, words in (
        (rdfs_label, one.name),
        (rg.entityType, one.entity_type),
        (rg.entityGroup, one.group),
    ):
        if words:
            yield predicate, words
    for predicate, several in (
        (rg.flag, one.flags),
        (skos_altLabel, one.synonyms),
        (skos_definition, one.definitions),
    ):
        for words in several:
            yield predicate, words


def _entity(reading: Reading, disorder: Disorder) -> Entity:
    element = disorder.element
    if not disorder.name:
        reading.skip(f"{disorder.place}/Name", "expected a name, found none")
    synonyms = (plain(one.text or "") for one in element.iterfind("SynonymList/Synonym"))
    flags, is_withdrawn = _flags(element, disorder.name)
    return Entity(
        iri=disorder.iri,
        name=disorder.name,
        entity_type=disorder.type,
        group=name_of(element, "DisorderGroup"),
        flags=flags,
        is_withdrawn=is_withdrawn,
        synonyms=tuple(dict.fromkeys(filter(None, synonyms))),
        definitions=tuple(_definitions(reading, element)),
        page=_page(text(element, "ExpertLink")),
        references=tuple(xml_references(element, disorder.place)),
        links=tuple(_links(reading, disorder)),
    )


def _flags(element: Element, name: str) -> tuple[tuple[str, ...], bool]:
    """Return the words of the flags, also of those in the name, and whether it is withdrawn."""
    flags = [flag for prefix, flag in _PREFIXES.items() if name.startswith(prefix)]
    is_withdrawn = name.startswith("OBSOLETE: ")
    for flag in element.iterfind("DisorderFlagList/DisorderFlag"):
        value = text(flag, "Value")
        is_withdrawn |= value.isdecimal() and bool(int(value) & _WITHDRAWN)
        flags.append(text(flag, "Label"))
    return tuple(dict.fromkeys(filter(None, flags))), is_withdrawn


def _definitions(reading: Reading, element: Element) -> Iterator[str]:
    for path in _TEXTS:
        for section in element.iterfind(path):
            what = name_of(section, "TextSectionType")
            if what == "Definition":
                yield from filter(None, [plain(text(section, "Contents"))])
            else:
                reading.tally.pass_over(f"text section {what!r}")


def _page(address: str) -> NamedNode | None:
    try:
        return NamedNode(address) if "://" in address else None
    except ValueError:
        return None


def _links(
    reading: Reading, disorder: Disorder
) -> Iterator[tuple[NamedNode, NamedNode, NamedNode]]:
    for what, place, association in associations(disorder):
        if what not in _LINKS:
            reading.tally.pass_over(f"association {what!r}")
        elif link := linked(reading, disorder.iri, association, place):
            root, target = link
            yield root, _LINKS[what], target
