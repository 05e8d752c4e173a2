"""ORPHApackets: one JSON document for each entity of Orphanet.

What they hold that the XML products have too, phenotypes, genes, epidemiology and onset, is left
to those, which are fuller. https://github.com/Orphanet/orphapacket
"""

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from loaders.annotations import Annotation, claims
from loaders.kind import Header, Kind, Reading, entity
from loaders.loader import SourceError
from loaders.orphanet.entities import english, named
from loaders.orphanet.orphadata import CREDIT, LICENCE, date_of
from loaders.orphanet.packet_fields import BadShape, entries, text_of
from loaders.orphanet.packet_files import BadPacket, Packet, is_tar, packets
from loaders.orphanet.references import Reference, referred
from loaders.reading.plain_text import plain
from loaders.reading.source_file import SourceFile
from loaders.sources.orphadata_product9_ages import MODES, NO_MODES, NO_VALUES
from ontology import terms as rg
from ontology.identifiers import IdentifierError
from ontology.standard import skos_altLabel, skos_broader, skos_definition, skos_narrower

_NAME: Final = re.compile(r"\.(json|tar)(\.gz)?$|\.tgz$", re.IGNORECASE)
_LEFT_TO: Final = {
    "AverageAgeOfOnsets": ("AverageAgeOfOnset", "onset: in product 9, natural history"),
    "Genes": ("Gene", "genes: in product 6"),
    "Phenotypes": ("Phenotype", "phenotypes: in product 4"),
    "Prevalences": ("Prevalence", "epidemiology: in product 9, epidemiology"),
}


class Orphapacket(NamedTuple):
    """An entity as its packet tells of it; parents and children as it names them itself."""

    entity: NamedNode
    code: str
    name: str
    entity_type: str
    synonyms: tuple[str, ...]
    definition: str
    parents: tuple[NamedNode, ...]
    children: tuple[NamedNode, ...]
    references: tuple[Reference, ...]
    inheritance: tuple[Annotation, ...]


def recognises(file: SourceFile, head: bytes) -> bool:
    """Tell whether a file is a packet or a tar of packets."""
    if not _NAME.search(file.path.name):
        return False
    if is_tar(head):
        return b"orphapacket" in head.lower()
    return re.match(rb'(?:\xef\xbb\xbf)?\s*\{\s*"Orphapacket"\s*:', head) is not None


def header(file: SourceFile) -> Header:
    """Return the date on which the packets were made, by the first of them that tells."""
    for packet in packets(file):
        if isinstance(packet, Packet):
            day = date_of(str(packet.content.get("creationDate", "")))
            return Header(version=day, issued=day)
    raise SourceError(file.name, "whole file", "expected packets, found none")


def read(reading: Reading) -> Iterator[Orphapacket]:
    """Yield the packets of a file, in its order; skip those that cannot be read.

    Raises SourceError.
    """
    for packet in packets(reading.file):
        reading.tally.records += 1
        if isinstance(packet, BadPacket):
            reading.skip(packet.name, packet.problem)
            continue
        try:
            yield _orphapacket(reading, packet.content)
        except (IdentifierError, BadShape) as error:
            reading.skip(packet.name, str(error))


def describe(reading: Reading, one: Orphapacket) -> Iterator[Quad]:
    """Yield what a packet says of its entity."""
    yield from named(reading, one.entity, one.name, one.entity_type)
    for synonym in one.synonyms:
        yield reading.quad(one.entity, skos_altLabel, english(synonym))
    if one.definition:
        yield reading.quad(one.entity, skos_definition, english(one.definition))
    for parent in one.parents:
        yield reading.quad(one.entity, skos_broader, parent)
    for child in one.children:
        yield reading.quad(one.entity, skos_narrower, child)
    for reference in one.references:
        yield from referred(reading, one.entity, reference)
    yield from claims(reading, one.entity, one.inheritance)


def quads(reading: Reading) -> Iterator[Quad]:
    """Yield the quads of a file, in its order. Raises SourceError."""
    for one in read(reading):
        yield from describe(reading, one)


KIND: Final = Kind(
    name="orphapackets",
    title="ORPHApackets: the entities of Orphanet",
    licence=LICENCE,
    credit=CREDIT,
    home="https://github.com/Orphanet/orphapacket",
    recognises=recognises,
    header=header,
    quads=quads,
    many_files=True,
)


def _orphapacket(reading: Reading, content: dict[str, Any]) -> Orphapacket:
    code = text_of(content, "ORPHAcode")
    disease = entity("ORPHA", code)
    for what, (inner, reason) in _LEFT_TO.items():
        if count := len(list(entries(content, what, inner))):
            reading.tally.pass_over(reason, count)
    synonyms = [plain(text_of(one, "Synonym")) for one in entries(content, "Synonyms", "Synonym")]
    sorts = entries(content, "DisorderType", "DisorderType")
    return Orphapacket(
        entity=disease,
        code=code,
        name=plain(text_of(content, "Label")),
        entity_type="".join(text_of(sort, "value") for sort in sorts),
        synonyms=tuple(dict.fromkeys(filter(None, synonyms))),
        definition=_definition(content),
        parents=tuple(_relatives(reading, disease, content, "Parents", "Parent")),
        children=tuple(_relatives(reading, disease, content, "Children", "Child")),
        references=tuple(_references(content, code)),
        inheritance=tuple(_inheritance(reading, content, code)),
    )


def _definition(content: dict[str, Any]) -> str:
    for section in entries(content, "TextSection", "TextSection"):
        if text_of(section, "TextSectionType") == "Definition":
            return plain(text_of(section, "Contents"))
    return ""


def _relatives(
    reading: Reading, disease: NamedNode, content: dict[str, Any], field: str, inner: str
) -> Iterator[NamedNode]:
    for number, one in enumerate(entries(content, field, inner), 1):
        place = f"ORPHA:{text_of(content, 'ORPHAcode')}/{inner}/{number}"
        try:
            relative = entity("ORPHA", text_of(one, "ORPHAcode"))
        except IdentifierError as error:
            reading.skip(place, str(error))
            continue
        if relative == disease:
            reading.skip(place, "expected another entity, found the packet's own")
        else:
            yield relative
        if genes := len(list(entries(one, "Genes", "Gene"))):
            reading.tally.pass_over("genes of children: in product 6", genes)


def _references(content: dict[str, Any], code: str) -> Iterator[Reference]:
    found = entries(content, "ExternalReferences", "ExternalReference")
    for number, one in enumerate(found, 1):
        yield Reference(
            terminology=text_of(one, "Source"),
            local_id=text_of(one, "Reference"),
            precision=text_of(one, "DisorderMappingRelation"),
            remarks=(),
            status="",
            fragment=f"ORPHA:{code}/ExternalReference/{number}",
        )


def _inheritance(reading: Reading, content: dict[str, Any], code: str) -> Iterator[Annotation]:
    """Yield modes of inheritance; several side by side are a list without a condition."""
    found = entries(content, "TypeOfInheritances", "TypeOfInheritance")
    for number, one in enumerate(found, 1):
        written, place = text_of(one, "value"), f"ORPHA:{code}/TypeOfInheritance/{number}"
        value = MODES.get(written) or NO_MODES.get(written)
        if written in NO_VALUES:
            reading.tally.pass_over(f"TypeOfInheritance: {written}")
        elif value is None:
            known = ", ".join(MODES | NO_MODES)
            reading.skip(place, f"expected one of {known}, found {written!r}")
        else:
            kind = rg.PlainClaim if written in MODES else rg.UnqualifiedSourceClaim
            notes = ((rg.asWritten, Literal(written)),)
            yield Annotation(rg.inheritance, value, kind, place, notes=notes)
