"""What is said of a conflict in words: its label, its description, its sides that are triples."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from pyoxigraph import NamedNode, Store

from graph_data.conflicts.groups import Group
from graph_data.conflicts.kinds import ConflictKind
from graph_data.conflicts.rules import Item, Term, Triple
from graph_data.naming import named, short
from ontology.base import GRAPH

_MOST_NAMED: Final = 5
_MOST_LISTED: Final = 50


def label(store: Store, kind: ConflictKind, group: Group, items: Iterable[Item]) -> str:
    """Return the label of a conflict, its kind's template filled in."""
    return kind.label.format(
        about=_worded(store, group.about),
        scope="" if group.scope is None else _worded(store, group.scope),
        differs=_listed(_values(store, items), _MOST_NAMED),
    )


def description(store: Store, kind: ConflictKind, items: Iterable[Item]) -> str:
    """Return the kind's description and, side by side, the values that disagree."""
    sides: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        sides[item.side].append(item)
    told = [
        f"{side}: {values}" if side else values
        for side, values in sorted(
            (_side(side), _listed(_values(store, said), _MOST_LISTED))
            for side, said in sides.items()
        )
    ]
    return f"{kind.description} Here {'; '.join(told)}."


def value(store: Store, triple: Triple) -> str:
    """Return a triple as one text, with the graphs that hold it, or that it is not said."""
    subject, property_, said = triple
    graphs = [quad.graph_name for quad in store.quads_for_pattern(subject, property_, said, None)]
    object_ = short(said) if isinstance(said, NamedNode) else said.value
    text = f"{short(subject)} {short(property_)} {object_}"
    if not graphs:
        return f"not said: {text}"
    names = sorted(g.value.removeprefix(GRAPH) for g in graphs if isinstance(g, NamedNode))
    return f"{text} ({', '.join(names)})" if names else text


def _side(side: str) -> str:
    return short(NamedNode(side)) if "://" in side else side


def _values(store: Store, items: Iterable[Item]) -> list[str]:
    return sorted({_worded(store, item.differs) for item in items})


def _worded(store: Store, term: Term) -> str:
    return named(store, term) if isinstance(term, NamedNode) else term.value


def _listed(values: list[str], most: int) -> str:
    if len(values) <= most:
        return ", ".join(values)
    return f"{', '.join(values[:most])} and {len(values) - most} more"
