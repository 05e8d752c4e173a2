"""What is wrong with the columns of a SELECT that keeps to the grammar, each check one rule."""

from collections.abc import Iterator, Sequence

from server.query.grammar import AGGREGATES
from server.query.selection import Selection, group_end, name, selections
from server.query.token_checks import Finding
from server.query.tokens import Token

Tokens = Sequence[Token]


def variable_without_value(query_tokens: Tokens) -> Finding | None:
    """Return a finding for the first column that has many values within its group."""
    for selection in selections(query_tokens):
        if selection.is_grouped and not selection.has_star:
            for token in _ungrouped(selection):
                keys = " ".join(f"?{key}" for key in [*selection.grouped_by, name(token)])
                return Finding(
                    token.start,
                    f"{token.text} has no single value: the query groups, and not by it",
                    "variables of GROUP BY, and aggregates",
                    f"Add GROUP BY {keys} after the '}}', or take one value: SAMPLE({token.text}).",
                )
    return None


def _ungrouped(selection: Selection) -> Iterator[Token]:
    allowed = set(selection.grouped_by)
    for column in selection.columns:
        used = _outside_aggregates(column.expression) if column.expression else [column.variable]
        yield from (token for token in used if name(token) not in allowed)
        allowed.add(name(column.variable))


def _outside_aggregates(expression: Tokens) -> Iterator[Token]:
    at = 0
    while at < len(expression):
        token = expression[at]
        if token.kind == "word" and token.text.upper() in AGGREGATES:
            at = group_end(expression, at + 1)
            continue
        if token.kind == "variable":
            yield token
        at += 1


def star_with_group(query_tokens: Tokens) -> Finding | None:
    """Return a finding for SELECT * with GROUP BY."""
    for selection in selections(query_tokens):
        if selection.has_star and selection.is_grouped:
            keys = " ".join(f"?{key}" for key in selection.grouped_by)
            hint = f"SELECT {keys} (COUNT(*) AS ?count)"
            return Finding(
                selection.start, "SELECT * together with GROUP BY", "the variables by name", hint
            )
    return None


def repeated_column(query_tokens: Tokens) -> Finding | None:
    """Return a finding for the first variable that a SELECT has twice, or makes anew."""
    for selection in selections(query_tokens):
        seen: set[str] = set()
        bound = {name(token) for token in selection.pattern if token.kind == "variable"}
        for column in selection.columns:
            variable = name(column.variable)
            start = column.variable.start
            if column.expression and variable in bound | seen:
                detail = f"AS gives ?{variable} a value, and it has one already"
                return Finding(start, detail, "a new variable after AS", f"AS ?{variable}2")
            if variable in seen:
                return Finding(start, f"This SELECT has ?{variable} twice", "each variable once")
            seen.add(variable)
    return None
