"""The SELECT clauses of a query, read from its tokens."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from server.query.grammar import AGGREGATES
from server.query.tokens import Token

_CLAUSE_END = frozenset({"WHERE", "FROM", "{"})


class Selected(NamedTuple):
    """One column: its variable, and the expression that makes it (none for a plain variable)."""

    variable: Token
    expression: tuple[Token, ...]


class Selection(NamedTuple):
    """A SELECT: its columns, whether it is SELECT *, what it matches, what it groups by."""

    start: int
    columns: tuple[Selected, ...]
    has_star: bool
    pattern: tuple[Token, ...]
    modifiers: tuple[Token, ...]

    @property
    def grouped_by(self) -> list[str]:
        """Return the names of the variables of GROUP BY."""
        words = [token.text.upper() for token in self.modifiers]
        if "GROUP" not in words:
            return []
        keys = self.modifiers[words.index("GROUP") :]
        end = next((at for at, token in enumerate(keys) if token.text.upper() in _KEY_ENDS), None)
        return [name(token) for token in keys[:end] if token.kind == "variable"]

    @property
    def is_grouped(self) -> bool:
        """Tell whether the rows are grouped, by GROUP BY or by an aggregate."""
        has_group = any(token.text.upper() == "GROUP" for token in self.modifiers)
        return has_group or any(map(has_aggregate, (one.expression for one in self.columns)))


_KEY_ENDS = frozenset({"HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"})


def name(variable: Token) -> str:
    """Return the name of a variable without its sign."""
    return variable.text[1:]


def has_aggregate(expression: Sequence[Token]) -> bool:
    """Tell whether an expression calls an aggregate."""
    return any(token.kind == "word" and token.text.upper() in AGGREGATES for token in expression)


def selections(query_tokens: Sequence[Token]) -> Iterator[Selection]:
    """Yield every SELECT of a query that keeps to the grammar, in the order of their starts."""
    for index, token in enumerate(query_tokens):
        if token.kind == "word" and token.text.upper() == "SELECT":
            yield _selection(query_tokens, index)


def group_end(query_tokens: Sequence[Token], start: int) -> int:
    """Return the index behind the bracket that closes the one at `start`."""
    depth = 0
    for index in range(start, len(query_tokens)):
        depth += {"open": 1, "close": -1}.get(query_tokens[index].kind, 0)
        if depth == 0:
            return index + 1
    return len(query_tokens)


def _selection(query_tokens: Sequence[Token], index: int) -> Selection:
    columns: list[Selected] = []
    at = index + 1
    while at < len(query_tokens) and query_tokens[at].text.upper() not in _CLAUSE_END:
        end = group_end(query_tokens, at) if query_tokens[at].kind == "open" else at + 1
        column = query_tokens[at:end]
        if len(column) > 1 and column[-2].kind == "variable":
            columns.append(Selected(column[-2], tuple(column[1:-3])))
        elif column[0].kind == "variable":
            columns.append(Selected(column[0], ()))
        at = end
    has_star = any(token.text == "*" for token in query_tokens[index + 1 : index + 3])
    brace = next((i for i in range(at, len(query_tokens)) if query_tokens[i].text == "{"), at)
    end = group_end(query_tokens, brace)
    pattern, modifiers = query_tokens[brace:end], _modifiers(query_tokens, end)
    start = query_tokens[index].start
    return Selection(start, tuple(columns), has_star, tuple(pattern), tuple(modifiers))


def _modifiers(query_tokens: Sequence[Token], start: int) -> Sequence[Token]:
    end = start
    while end < len(query_tokens) and query_tokens[end].kind != "close":
        is_open = query_tokens[end].kind == "open"
        end = group_end(query_tokens, end) if is_open else end + 1
    return query_tokens[start:end]
