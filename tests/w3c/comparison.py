"""Whether two results are the same: blank nodes by bijection, rows as a multiset or in order."""

from collections import Counter
from collections.abc import Callable, Iterable

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    NamedNode,
    Quad,
    Store,
    Triple,
)

from tests.w3c.solutions import Result, Row, Solutions, Table, Term

Names = dict[BlankNode, BlankNode]


def same(
    found: Result,
    expected: Result,
    is_lax: bool = False,
    value: Callable[[Term], Term] = lambda term: term,
) -> bool:
    """Tell whether two results mean the same.

    `is_lax` leaves the number of equal rows open; `value` maps each term before it is compared.
    """
    if isinstance(found, Dataset) and isinstance(expected, Dataset):
        return _canonical(found) == _canonical(expected)
    if isinstance(found, Table) and isinstance(expected, Table):
        return _same_tables(found, expected)
    if isinstance(found, Solutions) and isinstance(expected, Solutions):
        return _same_solutions(_mapped(found, value), _mapped(expected, value), is_lax)
    return type(found) is type(expected) and found == expected


def _canonical(graph: Dataset) -> set[object]:
    copy = Dataset(graph)
    copy.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return set(copy)


def _same_tables(found: Table, expected: Table) -> bool:
    """Compare cells by columns: SELECT * leaves their order open; blank nodes have any label."""
    return _cells(found) == _cells(expected)


def _cells(table: Table) -> Counter[frozenset[tuple[str, str]]]:
    rows = (["_:" if cell.startswith("_:") else cell for cell in row] for row in table.rows)
    return Counter(frozenset(zip(table.header, row, strict=True)) for row in rows)


def _mapped(solutions: Solutions, value: Callable[[Term], Term]) -> Solutions:
    rows = [{name: value(term) for name, term in row.items()} for row in solutions.rows]
    return solutions._replace(rows=rows)


def _same_solutions(found: Solutions, expected: Solutions, is_lax: bool) -> bool:
    if set(found.variables or ()) != set(expected.variables or ()):
        return False
    if is_lax:
        found, expected = (one._replace(rows=_distinct(one.rows)) for one in (found, expected))
    if len(found.rows) != len(expected.rows):
        return False
    if expected.is_ordered:
        names = _matched_in_order(found.rows, expected.rows)
        return names is not None
    if Counter(map(_signature, found.rows)) != Counter(map(_signature, expected.rows)):
        return False
    with_blanks = [row for row in found.rows if any(map(_has_blank, row.values()))]
    others = [row for row in expected.rows if any(map(_has_blank, row.values()))]
    return _can_match(with_blanks, others, {})


def _distinct(rows: Iterable[Row]) -> list[Row]:
    return list({frozenset(row.items()): row for row in rows}.values())


def _matched_in_order(found: list[Row], expected: list[Row]) -> Names | None:
    names: Names | None = {}
    for row, other in zip(found, expected, strict=True):
        names = None if names is None else _named(row, other, names)
    return names


def _can_match(found: list[Row], expected: list[Row], names: Names) -> bool:
    """Tell whether the rows can be paired so that blank nodes correspond one to one."""
    if not found:
        return True
    first, *rest = found
    for position, other in enumerate(expected):
        extended = _named(first, other, names)
        remaining = expected[:position] + expected[position + 1 :]
        if extended is not None and _can_match(rest, remaining, extended):
            return True
    return False


def _named(row: Row, other: Row, names: Names) -> Names | None:
    """Return the correspondence extended so that the rows are equal, None if it cannot be."""
    if row.keys() != other.keys():
        return None
    extended = dict(names)
    if all(_corresponds(row[name], other[name], extended) for name in row):
        return extended
    return None


def _corresponds(term: Term, other: Term, names: Names) -> bool:
    if isinstance(term, BlankNode) and isinstance(other, BlankNode):
        if term not in names and other in names.values():
            return False
        return names.setdefault(term, other) == other
    if isinstance(term, Triple) and isinstance(other, Triple):
        return all(_corresponds(a, b, names) for a, b in zip(term, other, strict=True))
    return term == other


def _signature(row: Row) -> frozenset[tuple[str, str]]:
    return frozenset((name, _without_labels(term)) for name, term in row.items())


def _without_labels(term: Term) -> str:
    if isinstance(term, Triple):
        return " ".join(_without_labels(part) for part in term)
    return "_:" if isinstance(term, BlankNode) else str(term)


def _has_blank(term: Term) -> bool:
    if isinstance(term, Triple):
        return any(_has_blank(part) for part in term)
    return isinstance(term, BlankNode)


def as_stored(term: Term) -> Term:
    """Return the term as the engine's store gives it back: one spelling for equal values."""
    store = Store()
    store.add(Quad(BlankNode(), NamedNode("x:p"), term))
    stored: Term = next(iter(store)).object
    return stored
