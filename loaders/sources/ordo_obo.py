"""ORDO, the ontology of Orphanet, in OBO as ROBOT writes it: references and retirement.

What else it holds the products of Orphadata hold in a newer form. ORDO's part_of is no subclass
of anything and is not read: it is missing between groups, and product 3 has the classifications.
http://www.orphadata.com/ordo/
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from loaders.kind import Header, Kind, Reading
from loaders.loader import SourceError
from loaders.obo.stanzas import Stanza, Tag, stanzas, unescaped
from loaders.orphanet.entities import named
from loaders.orphanet.orphadata import CREDIT, LICENCE, date_of
from loaders.orphanet.references import Reference, referred
from loaders.reading.plain_text import plain
from loaders.reading.source_file import SourceFile
from ontology import identifiers
from ontology.identifiers import IdentifierError
from ontology.standard import dcterms_isReplacedBy, oio_consider, owl_deprecated, xsd_boolean

_IRI: Final = re.compile(rb"^ontology:\s*\S*orpha", re.MULTILINE | re.IGNORECASE)
_VERSION: Final = re.compile(r'owl:versionInfo\s+"([A-Za-z0-9._-]+)"')
_DATA_VERSION: Final = re.compile(r"version/?([0-9][A-Za-z0-9._-]*)")
_MODIFIED: Final = re.compile(r"http://purl\.org/dc/terms/modified\s+\"?([0-9-]{10})")
_NOTATION: Final = re.compile(r"notation\s+\"?ORPHA:")
_PRECISION: Final = re.compile(r"(?:E|NTBT|BTNT|ND|W|NA)\b")
_EVIDENCE: Final = "http://purl.obolibrary.org/obo/ECO_0000218"
TRUE: Final = Literal("true", datatype=xsd_boolean)
_SUCCESSORS: Final = {"replaced_by": dcterms_isReplacedBy, "consider": oio_consider}
_TAKEN: Final = {"id", "name", "xref", "is_a", "is_obsolete", "replaced_by", "consider"}
_PASSED_OVER: Final = {
    "BFO:0000050": "part_of: classifications are in product 3",
    "Orphanet:C016": "inheritance: in product 9, natural history",
    "Orphanet:C017": "onset: in product 9, natural history",
    "Orphanet:C020": "epidemiology: in product 9, epidemiology",
    "Orphanet:C022": "epidemiology: in product 9, epidemiology",
    "Orphanet:C025": "epidemiology: in product 9, epidemiology",
    "Orphanet:C026": "epidemiology: in product 9, epidemiology",
    "alternative:term": "synonyms: in product 1",
    "http://www.ebi.ac.uk/efo/definition": "definitions: in product 1 and ORPHApackets",
}


class OrdoTerm(NamedTuple):
    """An entity of Orphanet in ORDO; `successors` are what to use or to consider instead."""

    entity: NamedNode
    name: str
    entity_type: str
    is_deprecated: bool
    successors: tuple[tuple[NamedNode, NamedNode], ...]
    references: tuple[Reference, ...]


def recognises(file: SourceFile, head: bytes) -> bool:
    """Tell whether a file is ORDO in OBO."""
    name = file.path.name.lower().removesuffix(".gz")
    return name.endswith(".obo") and b"format-version:" in head and bool(_IRI.search(head))


def header(file: SourceFile) -> Header:
    """Return the version that the ontology names and the day of its last change.

    Raises SourceError.
    """
    first = next(stanzas(file))
    written = "\n".join(tag.text for tag in first.all("property_value"))
    version = _VERSION.search(written) or _DATA_VERSION.search(first.first("data-version"))
    modified = _MODIFIED.search(written)
    return Header(
        version=version[1] if version else "", issued=date_of(modified[1]) if modified else ""
    )


def read(reading: Reading) -> Iterator[OrdoTerm]:
    """Yield the entities of Orphanet in a file, in its order; genes and the like are passed over.

    Raises SourceError.
    """
    has_terms = False
    for stanza in stanzas(reading.file):
        if stanza.kind != "Term":
            continue
        has_terms = True
        reading.tally.records += 1
        if not _is_entity(stanza):
            what = "genes" if stanza.all("xref") else "terms of ORDO that are no disorders"
            reading.tally.pass_over(what)
            continue
        try:
            disease = identifiers.parse(stanza.first("id"))
        except IdentifierError as error:
            reading.skip(f"line={stanza.line}", str(error))
            continue
        yield _term(reading, stanza, disease)
    if not has_terms:
        raise SourceError(reading.file.name, "whole file", "expected stanzas [Term], found none")


def describe(reading: Reading, one: OrdoTerm) -> Iterator[Quad]:
    """Yield an entity's name, its retirement and its references as records of mappings."""
    yield from named(reading, one.entity, one.name, one.entity_type)
    if one.is_deprecated:
        yield reading.quad(one.entity, owl_deprecated, TRUE)
    for predicate, successor in one.successors:
        yield reading.quad(one.entity, predicate, successor)
    for reference in one.references:
        yield from referred(reading, one.entity, reference)


def quads(reading: Reading) -> Iterator[Quad]:
    """Yield the quads of a file, in its order. Raises SourceError."""
    for one in read(reading):
        yield from describe(reading, one)


KIND: Final = Kind(
    name="ordo-obo",
    title="Orphanet Rare Disease Ontology (ORDO), OBO",
    licence=LICENCE,
    credit=CREDIT,
    home="https://www.orphadata.com/ordo/",
    recognises=recognises,
    header=header,
    quads=quads,
)


def _is_entity(stanza: Stanza) -> bool:
    """Tell an entity by its ORPHAcode; a term that is withdrawn may have lost it."""
    properties = stanza.all("property_value")
    if any(tag.text.startswith("symbol ") for tag in properties):
        return False
    has_code = any(_NOTATION.match(tag.text) for tag in properties)
    return has_code or stanza.first("is_obsolete") == "true"


def _term(reading: Reading, stanza: Stanza, disease: NamedNode) -> OrdoTerm:
    for tag in stanza.tags:
        if tag.name not in _TAKEN:
            what = tag.text.split(" ", 1)[0]
            reading.tally.pass_over(_PASSED_OVER.get(what, f"{tag.name} {what}"))
    sorts = (words for tag in stanza.all("is_a") for _, words in tag.qualifiers)
    return OrdoTerm(
        entity=disease,
        name=plain(unescaped(stanza.first("name"))),
        entity_type=next(sorts, ""),
        is_deprecated=stanza.first("is_obsolete") == "true",
        successors=tuple(_successors(reading, stanza, disease)),
        references=tuple(_references(stanza)),
    )


def _successors(
    reading: Reading, stanza: Stanza, disease: NamedNode
) -> Iterator[tuple[NamedNode, NamedNode]]:
    for name, predicate in _SUCCESSORS.items():
        for tag in stanza.all(name):
            try:
                successor = identifiers.parse(tag.value)
            except IdentifierError as error:
                reading.skip(f"line={tag.line}", str(error))
                continue
            if successor != disease:
                yield predicate, successor


def _references(stanza: Stanza) -> Iterator[Reference]:
    """Yield the references; ROBOT writes one with two remarks on two lines."""
    lines: dict[str, list[tuple[Tag, str]]] = {}
    for tag in stanza.all("xref"):
        remarks = [words for name, words in tag.qualifiers if name == _EVIDENCE] or [""]
        lines.setdefault(tag.value, []).extend((tag, words) for words in remarks)
    for written, remarked in lines.items():
        precise = [(tag, words) for tag, words in remarked if _PRECISION.match(words)]
        others = tuple(words for _, words in remarked if words and not _PRECISION.match(words))
        terminology, _, local_id = unescaped(written).partition(":")
        for tag, precision in precise or [(remarked[0][0], "")]:
            yield Reference(terminology, local_id, precision, others, "", f"line={tag.line}")
