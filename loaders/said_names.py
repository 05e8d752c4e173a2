"""What quads say of names: who bears which, who is the same, which names and sources are known."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from loaders.name_search import folded
from ontology import terms as rg
from ontology.standard import (
    biolink_Disease,
    oio_hasBroadSynonym,
    oio_hasExactSynonym,
    oio_hasNarrowSynonym,
    oio_hasRelatedSynonym,
    rdf_object,
    rdf_predicate,
    rdf_type,
    rdfs_label,
    rdfs_subClassOf,
    skos_altLabel,
    skos_exactMatch,
    skos_prefLabel,
)

HP: Final = "http://purl.obolibrary.org/obo/HP_"
MODE_OF_INHERITANCE: Final = NamedNode(HP + "0000005")
PREFERRED: Final = frozenset({skos_prefLabel, rdfs_label})
OTHER_NAMES: Final = frozenset(
    {
        skos_altLabel,
        oio_hasExactSynonym,
        oio_hasRelatedSynonym,
        oio_hasBroadSynonym,
        oio_hasNarrowSynonym,
    }
)


class SaidNames:
    """What quads say that matters for names, in one pass over them."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.spoken: dict[NamedNode, list[tuple[NamedNode, str]]] = defaultdict(list)
        self.same: dict[NamedNode, set[NamedNode]] = defaultdict(set)
        self._typed: set[NamedNode] = set()
        self._parents: dict[NamedNode, set[NamedNode]] = defaultdict(set)
        self._modes: set[NamedNode] = {MODE_OF_INHERITANCE}
        self._claims: set[NamedNode] = set()
        self._objects: dict[NamedNode, NamedNode] = {}
        self._claimed_names: dict[NamedNode, str] = {}
        self._shared: set[NamedNode] = set()
        self.digests: dict[NamedNode, set[str]] = defaultdict(set)
        for quad in quads:
            if isinstance(quad.subject, NamedNode):
                self._take(quad.subject, quad.predicate, quad.object)

    def bearers(self) -> list[NamedNode]:
        """Return the named diseases, hormones and inheritance modes, by IRI."""
        self._modes |= {self._objects[c] for c in self._claims if c in self._objects}
        modes = {term for term in self.spoken if self._is_mode(term)}
        return sorted((self._typed & self.spoken.keys()) | modes, key=str)

    def names(self, bearer: NamedNode, kinds: frozenset[NamedNode]) -> set[str]:
        """Return the bearer's names of these kinds."""
        return {name for kind, name in self.spoken[bearer] if kind in kinds}

    def ambiguous(self) -> set[str]:
        """Return the names, folded, of which a claim says that they are others' names too."""
        claimed = self._claimed_names
        return {folded(claimed[claim]) for claim in self._shared if claim in claimed}

    def _take(self, subject: NamedNode, predicate: NamedNode, value: object) -> None:
        if isinstance(value, Literal):
            self._take_text(subject, predicate, value.value)
        elif isinstance(value, NamedNode):
            self._take_link(subject, predicate, value)

    def _take_text(self, subject: NamedNode, predicate: NamedNode, text: str) -> None:
        if predicate in PREFERRED or predicate in OTHER_NAMES:
            self.spoken[subject].append((predicate, text))
        elif predicate == rdf_object:
            self._claimed_names[subject] = text
        elif predicate == rg.sha256:
            self.digests[subject].add(text)

    def _take_link(self, subject: NamedNode, predicate: NamedNode, value: NamedNode) -> None:
        if predicate == rdf_type and value in (biolink_Disease, rg.Hormone):
            self._typed.add(subject)
        elif predicate == skos_exactMatch:
            self.same[subject].add(value)
            self.same[value].add(subject)
        elif predicate == rg.inheritance:
            self._modes.add(value)
        elif predicate == rdf_predicate and value == rg.inheritance:
            self._claims.add(subject)
        elif predicate == rdf_object:
            self._objects[subject] = value
        elif predicate == rdfs_subClassOf:
            self._parents[subject].add(value)
        elif predicate == rg.alsoNames:
            self._shared.add(subject)

    def _is_mode(self, term: NamedNode) -> bool:
        seen: set[NamedNode] = set()
        above = [term] if term.value.startswith(HP) else []
        while above:
            term = above.pop()
            if term in self._modes:
                return True
            if term not in seen:
                seen.add(term)
                above.extend(self._parents.get(term, ()))
        return False
