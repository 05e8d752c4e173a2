"""When the rows about one thing disagree, and which of them take part."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from pyoxigraph import Literal, NamedNode, Store

from graph_data.names import words
from graph_data.naming import space
from ontology import terms as rg
from ontology.standard import skos_exactMatch

Term = NamedNode | Literal
Triple = tuple[NamedNode, NamedNode, Term]

# How Orphanet, Mondo and HPO begin the names of what they have withdrawn.
_PREFIXES: Final = ("OBSOLETE: ", "NON RARE IN EUROPE: ", "obsolete ")


@dataclass(frozen=True)
class Item:
    """One side of what may be a conflict, as a row of the query tells it."""

    side: str
    differs: Term
    entities: tuple[NamedNode, ...]
    statements: tuple[NamedNode, ...]
    triples: tuple[Triple, ...]


Rule = Callable[[Store, list[Item]], list[Item]]


def any_row(_: Store, items: list[Item]) -> list[Item]:
    """Return the items: the query alone decides."""
    return items


def several(_: Store, items: list[Item]) -> list[Item]:
    """Return the items if they have more than one value."""
    return items if len({_key(item.differs) for item in items}) > 1 else []


def beyond(side: str) -> Rule:
    """Return a rule: one side has values, and others have some that are not among them."""

    def rule(_: Store, items: list[Item]) -> list[Item]:
        known = {_key(item.differs) for item in items if item.side == side}
        more = [item for item in items if _key(item.differs) not in known]
        first = [item for item in items if item.side == side]
        return [*first, *more] if first and more else []

    return rule


def nothing_shared(store: Store, items: list[Item]) -> list[Item]:
    """Return the items if no value of one side is, or is a kind or part of, one of another's."""
    sides: dict[str, set[Term]] = defaultdict(set)
    for item in items:
        sides[item.side].add(item.differs)
    for one, other in combinations(sides.values(), 2):
        if not any(_overlap(store, here, there) for here in one for there in other):
            return items
    return []


def alone(_: Store, items: list[Item]) -> list[Item]:
    """Return the items if there are parents and children and none shares a value with it."""
    sides: dict[str, set[Term]] = defaultdict(set)
    for item in items:
        sides[item.side].add(item.differs)
    around = sides["parents"] | sides["children"]
    complete = sides["own"] and sides["parents"] and sides["children"]
    return items if complete and not sides["own"] & around else []


def unmatched(store: Store, items: list[Item]) -> list[Item]:
    """Return the items whose entities share a name and yet are different things.

    They are different if one identifier space has both; or if one is Mondo's and one Orphanet's,
    they are no exact match, and one of them has another one. Without the last, a mapping may
    only be missing.
    """
    entities = {item.differs for item in items if isinstance(item.differs, NamedNode)}
    by_space: dict[str, list[NamedNode]] = defaultdict(list)
    for entity in sorted(entities, key=str):
        by_space[space(entity)].append(entity)
    different = {one for group in by_space.values() if len(group) > 1 for one in group}
    for mondo in by_space["MONDO"]:
        for orpha in by_space["ORPHA"]:
            if _matched_otherwise(store, mondo, orpha):
                different |= {mondo, orpha}
    return [item for item in items if item.differs in different]


def _matched_otherwise(store: Store, mondo: NamedNode, orpha: NamedNode) -> bool:
    ours = set(_exact(store, mondo, "ORPHA"))
    theirs = set(_exact(store, orpha, "MONDO"))
    return orpha not in ours and mondo not in theirs and bool(ours or theirs)


def _exact(store: Store, entity: NamedNode, wanted: str) -> Iterable[NamedNode]:
    for quad in store.quads_for_pattern(entity, skos_exactMatch, None, None):
        if isinstance(quad.object, NamedNode) and space(quad.object) == wanted:
            yield quad.object
    for quad in store.quads_for_pattern(None, skos_exactMatch, entity, None):
        if isinstance(quad.subject, NamedNode) and space(quad.subject) == wanted:
            yield quad.subject


def _overlap(store: Store, one: Term, other: Term) -> bool:
    if one == other or not isinstance(one, NamedNode) or not isinstance(other, NamedNode):
        return one == other
    return _below(store, one, other) or _below(store, other, one)


def _below(store: Store, below: NamedNode, above: NamedNode) -> bool:
    found = store.quads_for_pattern(below, rg.subClassOfTransitive, above, None)
    return next(found, None) is not None


def _key(term: Term) -> str:
    """Return what is compared: an IRI, or the words of a text."""
    if isinstance(term, NamedNode):
        return term.value
    text = term.value
    for prefix in _PREFIXES:
        text = text.removeprefix(prefix)
    return " ".join(words(text)) or text
