"""The names that the graph already knows: of diseases, hormones and inheritance modes."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from loaders.name_search import Match, NameIndex, folded, longest_first, words
from ontology import terms as rg
from ontology.base import ID
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
GARD_RECORD: Final = re.compile(re.escape(ID) + r"gard-[0-9]{7}")
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


@dataclass
class KnownNames:
    """Who bears which name, as far as the quads that it was made of say."""

    _preferred: dict[NamedNode, set[str]] = field(default_factory=dict)
    _others: dict[NamedNode, set[str]] = field(default_factory=dict)
    _same: dict[NamedNode, set[NamedNode]] = field(default_factory=dict)
    _index: NameIndex = field(default_factory=NameIndex)

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> "KnownNames":
        """Return the names of all diseases, hormones and inheritance modes in the quads."""
        said = _Said(quads)
        bearers = said.bearers()
        known = cls(
            _preferred={b: said.names(b, PREFERRED) for b in bearers},
            _others={b: said.names(b, OTHER_NAMES) for b in bearers},
            _same={b: said.same[b] for b in bearers if b in said.same},
        )
        known._fill_index()
        return known

    def gard_record(self, title: str) -> NamedNode | None:
        """Return the one GARD record with this name; letter case does not count.

        If conditions of ours bear it as their preferred name, only those are considered. None if
        no record is among them, or several.
        """
        for names in (self._preferred, self._others):
            bearers = (b for b in names if folded(title) in set(map(folded, names[b])))
            if ours := _ours(bearers):
                records = [b for b in ours if GARD_RECORD.fullmatch(b.value)]
                return records[0] if len(records) == 1 else None
        return None

    def titles_of(self, entity: NamedNode) -> set[str]:
        """Return the preferred names of the entity."""
        return self._preferred.get(entity, set())

    def names_of(self, entity: NamedNode) -> set[str]:
        """Return all names of the entity."""
        return self._preferred.get(entity, set()) | self._others.get(entity, set())

    def others_named(self, name: str, entity: NamedNode) -> list[NamedNode]:
        """Return who else bears the name, the entity's exact matches left out, by IRI."""
        others = self._index.bearers(name) - self._identical(entity)
        return sorted(others, key=str)

    def find(self, text: str, entity: NamedNode, own: NameIndex) -> Iterator[Match]:
        """Yield the names of others in the text, in its order, each with its bearers.

        What is a name of the entity, by the index `own` or by an exact match, is passed over. If
        conditions of ours bear the name, they alone are its bearers: mappings lead to the others.
        """
        itself = self._identical(entity)
        for match in longest_first([*own.matches(text), *self._index.matches(text)]):
            if not match.bearers & itself:
                yield match._replace(bearers=_ours(match.bearers) or match.bearers)

    def _identical(self, entity: NamedNode) -> set[NamedNode]:
        return {entity} | self._same.get(entity, set())

    def _fill_index(self) -> None:
        for names, preferred in ((self._preferred, True), (self._others, False)):
            for bearer in sorted(names, key=str):
                for name in sorted(names[bearer]):
                    if preferred or not _is_adjective_of_mode(name, bearer):
                        self._index.add(name, bearer, preferred)


class _Said:
    """What quads say that matters for names, in one pass over them."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.spoken: dict[NamedNode, list[tuple[NamedNode, str]]] = defaultdict(list)
        self.same: dict[NamedNode, set[NamedNode]] = defaultdict(set)
        self._typed: set[NamedNode] = set()
        self._parents: dict[NamedNode, set[NamedNode]] = defaultdict(set)
        self._modes: set[NamedNode] = {MODE_OF_INHERITANCE}
        self._claims: set[NamedNode] = set()
        self._objects: dict[NamedNode, NamedNode] = {}
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

    def _take(self, subject: NamedNode, predicate: NamedNode, value: object) -> None:
        if isinstance(value, Literal):
            if predicate in PREFERRED or predicate in OTHER_NAMES:
                self.spoken[subject].append((predicate, value.value))
        elif isinstance(value, NamedNode):
            self._take_link(subject, predicate, value)

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


def _ours(bearers: Iterable[NamedNode]) -> frozenset[NamedNode]:
    return frozenset(bearer for bearer in bearers if bearer.value.startswith(ID))


def _is_adjective_of_mode(name: str, bearer: NamedNode) -> bool:
    """Tell whether a synonym such as "Mitochondrial" is a mode's, yet says little by itself."""
    return bearer.value.startswith(HP) and sum(1 for _ in words(name)) == 1
