"""The parts of a GARD page as quads: its sections, sentences, resources and references."""

import re
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import quote as percent_encoded

from pyoxigraph import Literal, NamedNode, Quad

from loaders.claims import (
    EXTRACTED,
    Claim,
    Node,
    Property,
    Value,
    evidence,
    integer,
    part_iri,
    position,
    position_in_element,
    quote,
)
from loaders.gard.identity import Identity
from loaders.gard.records import Resource, Section, Sentence, Span
from loaders.gard.sentences import first_words
from ontology import terms as rg
from ontology.standard import (
    dcterms_isPartOf,
    dcterms_references,
    dcterms_title,
    oa_hasSelector,
    rdf_type,
    schema_category,
    schema_name,
    schema_url,
)

NOT_IN_IRIS: Final = re.compile(r'[<>"{}|\\^`\[\]\x00-\x20]|%(?![0-9A-Fa-f]{2})')


def place(about: Identity, span: Span, words: str) -> Node:
    """Return the evidence that these words of the page are: the quote and where it stands."""
    return evidence(about.source, quote(first_words(words)), selector(span))


def selector(span: Span) -> Node:
    """Return the selector of a span."""
    if span.xpath:
        return position_in_element(span.xpath, span.start, span.end)
    return position(span.start, span.end)


def english(text: str) -> Literal:
    """Return the text as an English literal."""
    return Literal(text, language="en")


def address(url: str) -> Value:
    """Return an address as an IRI; what no IRI may hold is percent-encoded.

    What is no IRI even so, such as "http://toes:many/", stays a text.
    """
    try:
        return NamedNode(NOT_IN_IRIS.sub(lambda found: percent_encoded(found[0]), url))
    except ValueError:
        return Literal(url)


def described(about: Identity, iri: NamedNode, properties: Iterable[Property]) -> Iterator[Quad]:
    """Yield the properties of something on the page, in the page's graph."""
    for predicate, value in properties:
        yield Quad(iri, predicate, value, about.graph)


def section_iri(about: Identity, section: Section) -> NamedNode:
    """Return the IRI of a section."""
    return part_iri(about.source, "section", section.position)


def section_quads(
    about: Identity, section: Section, references: dict[int, NamedNode]
) -> Iterator[Quad]:
    """Yield a section, its resources, and the sentences with a footnote or an open pointer."""
    yield from described(about, section_iri(about, section), _section(about, section))
    yield from _selected(about, section_iri(about, section), selector(section.span))
    for number, sentence in enumerate(section.sentences, 1):
        if sentence.footnotes or sentence.pointers:
            yield from _sentence(about, section, number, sentence, references)
    for number, found in enumerate(section.resources, 1):
        yield from _resource(about, section, number, found)


def _section(about: Identity, section: Section) -> Iterator[Property]:
    yield rdf_type, rg.PageSection
    yield dcterms_title, english(section.heading)
    yield rg.position, integer(section.position)
    yield dcterms_isPartOf, about.source
    if section.category:
        yield schema_category, Literal(section.category)


def _sentence(
    about: Identity,
    section: Section,
    number: int,
    sentence: Sentence,
    references: dict[int, NamedNode],
) -> Iterator[Quad]:
    iri = part_iri(about.source, "section", section.position, "sentence", number)
    words = first_words(sentence.text)
    quoted = place(about, sentence.span.part(0, len(words)), words)
    properties: list[Property] = [
        (rdf_type, rg.PageSentence),
        (rg.position, integer(number)),
        (dcterms_isPartOf, section_iri(about, section)),
        (rg.evidence, quoted.iri),
    ]
    resolved = [references[note] for note in sentence.footnotes if note in references]
    properties += [(dcterms_references, reference) for reference in resolved]
    properties += [(rg.unresolvedPointer, english(p)) for p in unresolved(sentence, references)]
    yield from described(about, iri, properties)
    yield from _selected(about, iri, selector(sentence.span))
    yield from quoted.quads(about.graph)


def unresolved(sentence: Sentence, references: dict[int, NamedNode]) -> list[str]:
    """Return the words of a sentence that point nowhere: "see this term", or "[7]"."""
    return [*sentence.pointers, *(f"[{n}]" for n in sentence.footnotes if n not in references)]


def _resource(about: Identity, section: Section, number: int, found: Resource) -> Iterator[Quad]:
    assert section.role
    iri = part_iri(about.source, "section", section.position, "resource", number)
    properties: list[Property] = [
        (rdf_type, rg.InformationResource),
        (schema_name, english(found.name)),
        (rg.resourceRole, section.role),
        (rg.position, integer(number)),
        (dcterms_isPartOf, section_iri(about, section)),
    ]
    if found.url:
        properties.append((schema_url, address(found.url)))
    yield from described(about, iri, properties)
    words = first_words(found.text)
    claim = Claim(
        kind=rg.PlainClaim,
        subject=about.entity,
        predicate=rg.informationResource,
        object=iri,
        source=about.source,
        evidence=(place(about, found.span.part(0, len(words)), words),),
        origin=EXTRACTED,
    )
    yield from claim.quads(about.graph)


def _selected(about: Identity, iri: NamedNode, where: Node) -> Iterator[Quad]:
    yield Quad(iri, oa_hasSelector, where.iri, about.graph)
    yield from where.quads(about.graph)
