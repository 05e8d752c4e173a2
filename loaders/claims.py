"""The one way to make a claim node, its evidence and its direct triple."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from graph_data.blank_nodes import named
from ontology import terms as rg
from ontology.base import CLAIM, NODE, SOURCE
from ontology.standard import (
    biolink_agent_type,
    biolink_knowledge_level,
    oa_end,
    oa_exact,
    oa_hasSelector,
    oa_hasSource,
    oa_refinedBy,
    oa_SpecificResource,
    oa_start,
    oa_TextPositionSelector,
    oa_TextQuoteSelector,
    oa_XPathSelector,
    rdf_object,
    rdf_predicate,
    rdf_Statement,
    rdf_subject,
    rdf_type,
    rdf_value,
    xsd_integer,
)

Value = NamedNode | Literal
Property = tuple[NamedNode, Value]

WITH_DIRECT_TRIPLE: Final = frozenset({rg.PlainClaim, rg.SynonymClaim})


@dataclass(frozen=True)
class Origin:
    """How a claim was made, in the words of Biolink."""

    knowledge_level: str
    agent_type: str


EXTRACTED: Final = Origin("not_provided", "text_mining_agent")


@dataclass(frozen=True)
class Node:
    """Something with no identifier of its own: its IRI is derived from what is said of it."""

    properties: tuple[tuple[NamedNode, "Value | Node"], ...]

    @property
    def iri(self) -> NamedNode:
        """The node's IRI, the same as the build gives a blank node of equal content."""
        subject = self.quads(NamedNode(NODE))[-1].subject
        assert isinstance(subject, NamedNode)
        return subject

    def quads(self, graph: NamedNode) -> list[Quad]:
        """Return the node's quads and those of the nodes in it; its own come last."""
        return list(named(self._blank(BlankNode(), graph)))

    def _blank(self, subject: BlankNode, graph: NamedNode) -> Iterator[Quad]:
        own = []
        for predicate, value in self.properties:
            if isinstance(value, Node):
                inner = BlankNode()
                yield from value._blank(inner, graph)
                own.append(Quad(subject, predicate, inner, graph))
            else:
                own.append(Quad(subject, predicate, value, graph))
        yield from own


@dataclass(frozen=True)
class Claim:
    """What a source says, who says so and where.

    `qualifiers` are part of what is claimed, so they are part of the claim's IRI; `notes` are not.
    """

    kind: NamedNode
    subject: NamedNode
    predicate: NamedNode
    object: Value
    source: NamedNode
    evidence: tuple[Node, ...]
    origin: Origin
    qualifiers: tuple[Property, ...] = ()
    notes: tuple[Property, ...] = ()
    association: NamedNode | None = None

    @property
    def iri(self) -> NamedNode:
        """The claim's IRI, of its source's name and a digest of what is claimed."""
        said = [str(t) for t in (self.source, self.subject, self.predicate, self.object)]
        conditions = sorted(f"{name} {value}" for name, value in self.qualifiers)
        slug = self.source.value.removeprefix(SOURCE)
        return NamedNode(f"{CLAIM}{slug}-{_digest(*said, *conditions)}")

    def quads(self, graph: NamedNode) -> Iterator[Quad]:
        """Yield the claim node, its evidence, and the direct triple if its kind has one."""
        for predicate, value in self._properties():
            yield Quad(self.iri, predicate, value, graph)
        for place in self.evidence:
            yield Quad(self.iri, rg.evidence, place.iri, graph)
            yield from place.quads(graph)
        if self.kind in WITH_DIRECT_TRIPLE:
            yield Quad(self.subject, self.predicate, self.object, graph)

    def _properties(self) -> Iterator[Property]:
        yield rdf_type, rdf_Statement
        yield rdf_type, self.kind
        if self.association:
            yield rdf_type, self.association
        yield rdf_subject, self.subject
        yield rdf_predicate, self.predicate
        yield rdf_object, self.object
        yield rg.assertedBy, self.source
        yield biolink_knowledge_level, Literal(self.origin.knowledge_level)
        yield biolink_agent_type, Literal(self.origin.agent_type)
        yield from self.qualifiers
        yield from self.notes


def evidence(source: NamedNode, *selectors: Node) -> Node:
    """Return the place in a source release that the selectors describe, each in its way."""
    selected = tuple((oa_hasSelector, selector) for selector in selectors)
    return Node(((rdf_type, oa_SpecificResource), (oa_hasSource, source), *selected))


def quote(words: str) -> Node:
    """Return the selector of verbatim words, at most 25."""
    return Node(((rdf_type, oa_TextQuoteSelector), (oa_exact, Literal(words))))


def position(start: int, end: int) -> Node:
    """Return the selector of the characters from `start` up to, not including, `end`."""
    return Node(
        (
            (rdf_type, oa_TextPositionSelector),
            (oa_start, integer(start)),
            (oa_end, integer(end)),
        )
    )


def position_in_element(xpath: str, start: int, end: int) -> Node:
    """Return the selector of characters of the text of one XML element, counted in that text."""
    return Node(
        (
            (rdf_type, oa_XPathSelector),
            (rdf_value, Literal(xpath)),
            (oa_refinedBy, position(start, end)),
        )
    )


def part_iri(source: NamedNode, *place: str | int) -> NamedNode:
    """Return the IRI of a part of a source that is known by its place: "section", 3."""
    return NamedNode(NODE + _digest(source.value, *map(str, place)))


def integer(number: int) -> Literal:
    """Return the number as a canonical xsd:integer."""
    return Literal(str(number), datatype=xsd_integer)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
