"""A kind of source file that users download, and one file of it while it is read."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from graph_data.tally import Skip, Tally
from loaders.claims import WITH_DIRECT_TRIPLE, Property, Value
from loaders.reading.source_file import SourceFile
from ontology import identifiers
from ontology import terms as rg
from ontology.base import CLAIM, GRAPH, SOURCE
from ontology.standard import (
    biolink_agent_type,
    biolink_knowledge_level,
    rdf_object,
    rdf_predicate,
    rdf_Statement,
    rdf_subject,
    rdf_type,
)

ASSERTION: Final = Literal("knowledge_assertion")
MANUAL: Final = Literal("manual_agent")

_PARTS: Final = (rdf_type, rdf_subject, rdf_predicate, rdf_object, rg.evidence)

# Every entity of a source is named many times.
entity = lru_cache(maxsize=1 << 17)(identifiers.iri)


@dataclass(frozen=True)
class Header:
    """What a file says of its release.

    `version` is the source's own name for it, "" where the file has none; `part` tells apart
    graphs of one kind and version, such as the classifications of Orphanet; `issued` is
    YYYY-MM-DD or "". `set_name` tells apart files that make one graph.
    """

    version: str
    issued: str = ""
    part: str = ""
    set_name: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of file: how it is recognised, what it may be used for, how it becomes quads.

    `recognises` is given the file and its first 8 KiB, unpacked. `quads` raises SourceError for
    a file that is not sound, and counts what it skips. With `many_files` all files of the newest
    version make one graph, else one file does.
    """

    name: str
    title: str
    licence: str
    credit: str
    home: str
    recognises: Callable[[SourceFile, bytes], bool]
    header: Callable[[SourceFile], Header]
    quads: Callable[["Reading"], Iterator[Quad]]
    many_files: bool = False
    rights: str = ""


@dataclass
class Reading:
    """One file while it is read: where its quads go, who asserts its claims, what is counted."""

    file: SourceFile
    kind: Kind
    header: Header
    tally: Tally = field(default_factory=Tally)
    graph: NamedNode = field(init=False)
    source: NamedNode = field(init=False)

    def __post_init__(self) -> None:
        version = self.header.version or self.file.sha256[:12]
        name = "-".join(filter(None, (self.kind.name, self.header.part)))
        self.graph = NamedNode(f"{GRAPH}{name}/{version}")
        named = "-".join(filter(None, (name, self.header.set_name, version)))
        self.source = NamedNode(SOURCE + named)
        self._claim = f"{CLAIM}{named}-"
        self._of_every_claim: tuple[Property, ...] = (
            (rdf_type, rdf_Statement),
            (rg.assertedBy, self.source),
            (biolink_knowledge_level, ASSERTION),
            (biolink_agent_type, MANUAL),
        )

    def skip(self, place: str, problem: str) -> None:
        """Count a record that is not taken."""
        self.tally.skips.append(Skip(self.file.name, place, problem))

    def place(self, fragment: str) -> NamedNode:
        """Return the IRI of a place in the file: its source's IRI and a fragment.

        Lines of text are "line=5" (RFC 5147, counted from 1), records of XML and JSON a path of
        names and numbers, "ORPHA:97253/Prevalence/3".
        """
        return NamedNode(f"{self.source.value}#{fragment}")

    def quad(self, subject: NamedNode, predicate: NamedNode, value: Value) -> Quad:
        """Return a quad of the file's graph."""
        return Quad(subject, predicate, value, self.graph)

    def claim_iri(
        self,
        subject: NamedNode,
        predicate: NamedNode,
        value: Value,
        qualifiers: Iterable[Property] = (),
    ) -> NamedNode:
        """Return the IRI of a claim, made of who says it and what is said."""
        said = f"{subject}\n{predicate}\n{value}"
        if qualifiers:
            said = "\n".join((said, *sorted([f"{name} {one}" for name, one in qualifiers])))
        return NamedNode(self._claim + hashlib.sha256(said.encode()).hexdigest()[:16])

    def claim(
        self,
        kind: NamedNode,
        subject: NamedNode,
        predicate: NamedNode,
        value: Value,
        fragment: str,
        *,
        association: NamedNode | None = None,
        qualifiers: tuple[Property, ...] = (),
        notes: tuple[Property, ...] = (),
    ) -> Iterator[Quad]:
        """Return a claim's quads, and its direct triple if its kind has one.

        `qualifiers` are part of what is claimed and so of the claim's IRI; `notes` are not.
        """
        claim = self.claim_iri(subject, predicate, value, qualifiers)
        parts = zip(_PARTS, (kind, subject, predicate, value, self.place(fragment)), strict=True)
        types = () if association is None else ((rdf_type, association),)
        said = (*self._of_every_claim, *types, *parts, *qualifiers, *notes)
        quads = [Quad(claim, name, one, self.graph) for name, one in said]
        if kind in WITH_DIRECT_TRIPLE:
            quads.append(Quad(subject, predicate, value, self.graph))
        self.tally.claims += 1
        return iter(quads)
