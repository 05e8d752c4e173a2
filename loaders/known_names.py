"""The names that the graph already knows: of diseases, hormones and inheritance modes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import NamedNode, Quad

from loaders.name_search import Match, NameIndex, folded, longest_first, words
from loaders.said_names import HP, OTHER_NAMES, PREFERRED, SaidNames
from ontology.base import ID

GARD_RECORD: Final = re.compile(re.escape(ID) + r"gard-[0-9]{7}")


@dataclass
class KnownNames:
    """Who bears which name, as far as the quads that it was made of say."""

    _preferred: dict[NamedNode, set[str]] = field(default_factory=dict)
    _others: dict[NamedNode, set[str]] = field(default_factory=dict)
    _same: dict[NamedNode, set[NamedNode]] = field(default_factory=dict)
    _index: NameIndex = field(default_factory=NameIndex)
    _ambiguous: set[str] = field(default_factory=set)
    _digests: dict[NamedNode, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> "KnownNames":
        """Return the names of all diseases, hormones and inheritance modes in the quads."""
        said = SaidNames(quads)
        bearers = said.bearers()
        known = cls(
            _preferred={b: said.names(b, PREFERRED) for b in bearers},
            _others={b: said.names(b, OTHER_NAMES) for b in bearers},
            _same={b: said.same[b] for b in bearers if b in said.same},
            _ambiguous=said.ambiguous(),
            _digests=said.digests,
        )
        known._fill_index()
        return known

    def gard_record(self, title: str) -> NamedNode | None:
        """Return the one GARD record with this name; letter case does not count.

        If conditions of ours bear it as their preferred name, only those are considered. As another
        name it counts only if it is nobody else's: not by a name that is known here, nor by
        rg:alsoNames on a claim of it. None if no record is left, or several.
        """
        preferred = _ours(_bearers(self._preferred, title))
        named = preferred or _ours(_bearers(self._others, title))
        records = [bearer for bearer in named if GARD_RECORD.fullmatch(bearer.value)]
        if len(records) != 1 or (not preferred and self._means_others(title, records[0])):
            return None
        return records[0]

    def has_other_digest(self, source: NamedNode, sha256: str) -> bool:
        """Return whether the source is known, with other bytes than those of this SHA-256."""
        return bool(self._digests.get(source, set()) - {sha256})

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

    def _means_others(self, name: str, entity: NamedNode) -> bool:
        bearers = _bearers(self._preferred, name) | _bearers(self._others, name)
        return folded(name) in self._ambiguous or bool(bearers - self._identical(entity))

    def _identical(self, entity: NamedNode) -> set[NamedNode]:
        return {entity} | self._same.get(entity, set())

    def _fill_index(self) -> None:
        for names, preferred in ((self._preferred, True), (self._others, False)):
            for bearer in sorted(names, key=str):
                for name in sorted(names[bearer]):
                    if preferred or not _is_adjective_of_mode(name, bearer):
                        self._index.add(name, bearer, preferred)


def _ours(bearers: Iterable[NamedNode]) -> frozenset[NamedNode]:
    return frozenset(bearer for bearer in bearers if bearer.value.startswith(ID))


def _bearers(names: dict[NamedNode, set[str]], name: str) -> set[NamedNode]:
    return {bearer for bearer in names if folded(name) in map(folded, names[bearer])}


def _is_adjective_of_mode(name: str, bearer: NamedNode) -> bool:
    """Tell whether a synonym such as "Mitochondrial" is a mode's, yet says little by itself."""
    return bearer.value.startswith(HP) and sum(1 for _ in words(name)) == 1
