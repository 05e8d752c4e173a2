"""The first token of a query that cannot stand where it stands, and what could.

A table-driven parser with one token of lookahead: the grammar needs no more. Its stack is a list,
so no nesting of a query is too deep for it.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from server.query.grammar import RULES

_PIECE = re.compile(r"'[^']+'|\w+|[()|?*+]")
_RULE = re.compile(r'^(\w+)(?: "([^"]*)")? =\s((?:.|\n )*)$', re.MULTILINE)
_END = ""


class Node(NamedTuple):
    """A part of the grammar: a token, a rule by its name, or a combination of other parts."""

    kind: str  # token, rule, sequence, choice, "?", "*"
    name: str = ""
    parts: "tuple[Node, ...]" = ()


class Misplaced(NamedTuple):
    """The index of the first token that does not fit, and the names of what would."""

    place: int
    expected: tuple[str, ...]


def misplaced(symbols: Sequence[str]) -> Misplaced | None:
    """Return where a sequence of symbols leaves the grammar, None if it is a query."""
    stack = [Node("rule", "Query")]
    expected: list[str] = []
    index = 0
    while stack:
        node = stack.pop()
        found = symbols[index] if index < len(symbols) else _END
        if node.kind == "token" and node.name == found:
            index, expected = index + 1, []
        elif found in first(node):
            stack += _expanded(node, found)
        else:
            expected += names(node)
            if not nullable(node):
                return Misplaced(index, tuple(dict.fromkeys(expected)))
    if index == len(symbols):
        return None
    return Misplaced(index, tuple(dict.fromkeys([*expected, "the end of the query"])))


def _expanded(node: Node, found: str) -> list[Node]:
    """Return what takes the place of a node on the stack, last part first, if `found` is next."""
    if node.kind == "rule":
        return [_grammar()[node.name][1]]
    if node.kind == "choice":
        return [next(part for part in node.parts if found in first(part))]
    if node.kind == "*":
        return [node, *node.parts]
    return list(reversed(node.parts))


@cache
def first(node: Node) -> frozenset[str]:
    """Return the symbols with which a part of the grammar may begin."""
    if node.kind == "token":
        return frozenset([node.name])
    if node.kind == "rule":
        return first(_grammar()[node.name][1])
    return frozenset().union(*(first(part) for part in _leading(node)))


@cache
def nullable(node: Node) -> bool:
    """Tell whether a part of the grammar may be nothing."""
    if node.kind == "rule":
        return nullable(_grammar()[node.name][1])
    if node.kind == "choice":
        return any(map(nullable, node.parts))
    return node.kind in "?*" or (node.kind == "sequence" and all(map(nullable, node.parts)))


@cache
def names(node: Node) -> tuple[str, ...]:
    """Return how an error names that with which a part of the grammar may begin."""
    if node.kind == "token":
        return (
            _TOKEN_NAMES.get(node.name, node.name if node.name.isalpha() else f"'{node.name}'"),
        )
    if node.kind == "rule":
        label, body = _grammar()[node.name]
        return names(body) if label is None else (label,) if label else ()
    return tuple(name for part in _leading(node) for name in names(part))


_TOKEN_NAMES = {
    "var": "a variable",
    "str": "a string",
    "num": "a number",
    "iri": "an IRI in angle brackets",
    "ns": "a prefix with its colon",
    "blank": "a blank node",
    "builtin": "a function",
    "aggregate": "an aggregate",
    "a": "'a'",
}


def _leading(node: Node) -> tuple[Node, ...]:
    if node.kind != "sequence":
        return node.parts
    required = (place for place, part in enumerate(node.parts) if not nullable(part))
    return node.parts[: next(required, len(node.parts)) + 1]


@cache
def _grammar() -> dict[str, tuple[str | None, Node]]:
    return {
        name: (label, _choice(_PIECE.findall(body)[::-1]))
        for name, label, body in (match.groups() for match in _RULE.finditer(RULES))
    }


def _choice(pieces: list[str]) -> Node:
    """Return the node of the pieces up to a closing bracket; they lie in reverse, and are taken."""
    options = [_sequence(pieces)]
    while pieces and pieces[-1] == "|":
        pieces.pop()
        options.append(_sequence(pieces))
    return options[0] if len(options) == 1 else Node("choice", parts=tuple(options))


def _sequence(pieces: list[str]) -> Node:
    parts: list[Node] = []
    while pieces and pieces[-1] not in {"|", ")"}:
        parts += _repeated(_single(pieces), pieces)
    return parts[0] if len(parts) == 1 else Node("sequence", parts=tuple(parts))


def _single(pieces: list[str]) -> Node:
    piece = pieces.pop()
    if piece == "(":
        inner = _choice(pieces)
        pieces.pop()
        return inner
    if piece.startswith("'"):
        return Node("token", piece[1:-1])
    return Node("rule" if piece[0].isupper() else "token", piece)


def _repeated(node: Node, pieces: list[str]) -> list[Node]:
    sign = pieces.pop() if pieces and pieces[-1] in {"?", "*", "+"} else ""
    if not sign:
        return [node]
    return [node, Node("*", parts=(node,))] if sign == "+" else [Node(sign, parts=(node,))]
