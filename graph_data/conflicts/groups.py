"""The rows of a conflict kind's query, grouped by what they are about."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from graph_data.conflicts.kinds import ConflictKind
from graph_data.conflicts.rules import Item, Term, Triple
from graph_data.naming import space
from ontology.identifiers import query_prefixes

_ENDINGS: Final = ("", "2", "3")

# What a group is about, its scope, and the space of its values where only one's disagree.
Key = tuple[str, str, str]
Row = tuple[object, ...]


@dataclass(frozen=True)
class Group:
    """All rows about one thing."""

    about: Term
    scope: Term | None
    items: list[Item]


def groups(store: Store, kind: ConflictKind) -> Iterator[Group]:
    """Yield the groups of a kind's rows, by what they are about."""
    found: dict[Key, Group] = {}
    rows = store.query(kind.text, prefixes=query_prefixes())
    if not isinstance(rows, QuerySolutions):
        raise TypeError(f"{kind.name}: expected a SELECT query")
    read = _Reader([variable.value for variable in rows.variables])
    for row in rows:
        about, scope, item = read(tuple(row))
        key = (_compared(about), str(scope), _space(item) if kind.same_space else "")
        found.setdefault(key, Group(about, scope, [])).items.append(item)
    for key in sorted(found):
        yield found[key]


class _Reader:
    """What turns a row with these variables into an item, by places: there are many rows."""

    def __init__(self, variables: list[str]) -> None:
        places = {name: place for place, name in enumerate(variables)}
        self._about, self._differs = places["about"], places["differs"]
        self._scope, self._side = places.get("scope"), places.get("side")
        self._entities = [places[f"entity{n}"] for n in _ENDINGS if f"entity{n}" in places]
        self._statements = [places[f"statement{n}"] for n in _ENDINGS if f"statement{n}" in places]
        self._triples = [
            (places[f"subject{n}"], places[f"property{n}"], places[f"object{n}"])
            for n in _ENDINGS
            if f"subject{n}" in places
        ]

    def __call__(self, row: Row) -> tuple[Term, Term | None, Item]:
        side = None if self._side is None else row[self._side]
        item = Item(
            side=side.value if isinstance(side, NamedNode | Literal) else "",
            differs=_term(row[self._differs]),
            entities=tuple(_nodes(row, self._entities)),
            statements=tuple(_nodes(row, self._statements)),
            triples=tuple(self._said(row)),
        )
        scope = None if self._scope is None else _term(row[self._scope])
        return _term(row[self._about]), scope, item

    def _said(self, row: Row) -> Iterator[Triple]:
        for subject, property_, said in self._triples:
            one, two, three = row[subject], row[property_], row[said]
            if (
                isinstance(one, NamedNode)
                and isinstance(two, NamedNode)
                and isinstance(three, NamedNode | Literal)
            ):
                yield one, two, three


def _term(found: object) -> Term:
    if not isinstance(found, NamedNode | Literal):
        raise TypeError(f"expected ?about, ?scope and ?differs in each row, found {found}")
    return found


def _nodes(row: Row, places: list[int]) -> Iterator[NamedNode]:
    for place in places:
        if isinstance(found := row[place], NamedNode):
            yield found


def _compared(about: Term) -> str:
    return about.value.casefold() if isinstance(about, Literal) else about.value


def _space(item: Item) -> str:
    return space(item.differs) if isinstance(item.differs, NamedNode) else ""
