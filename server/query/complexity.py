"""Queries that are too deep or too long for the engine, told from their tokens before it reads.

The engine calls itself for each level of nesting and for each step of a chain, while it parses,
plans, evaluates and forgets a query. Where its stack ends, its process ends.
"""

import re
from collections.abc import Iterable
from itertools import islice

from server.problems import QueryTooComplex
from server.query.tokens import Token, Untokenisable, place, tokens

MOST_LEVELS = 1_000
MOST_STEPS = 10_000

_OPENING = re.compile(r"[({\[!]|<<")
_CERTAIN_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")
_MAYBE_CODE = re.compile(r"['#(\[!]")
_OPERATORS = frozenset(["&&", "||", "=", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "|", "^"])
_NO_STEPS = frozenset(["A", "TRUE", "FALSE", "PREFIX", "BASE", "FROM", "NAMED"])
_HINT = "Split the query, or give long lists of values as VALUES, which has no such limit."


def forbid_complexity(query: str) -> None:
    """Return nothing for a query that the engine's stack can hold, in linear time.

    Raises QueryTooComplex for more than MOST_LEVELS of nesting (brackets of any kind, negations)
    or more than MOST_STEPS steps (operators, keywords, groups), with the place where it is too
    much. The rows of VALUES are no steps. A text that cannot be read is left to the parser.
    """
    if len(query) <= MOST_LEVELS:
        return
    if len(_OPENING.findall(query)) > MOST_LEVELS:
        _forbid_depth(query)
    if len(query) > MOST_STEPS:
        _forbid_length(query)


def _forbid_depth(query: str) -> None:
    levels = negations = 0
    for token in _readable(query):
        negations = negations + 1 if token.text == "!" else 0
        if token.kind == "open":
            levels += 1
        elif token.kind == "close":
            levels = max(0, levels - 1)
        elif token.kind == "iri" and _may_be_code(token.text):
            raise _too_complex(query, token.start, "which of its brackets nest cannot be told")
        if levels + negations > MOST_LEVELS:
            detail = f"more than {MOST_LEVELS} levels of nesting"
            raise _too_complex(query, token.start, detail, levels=MOST_LEVELS)


def _may_be_code(iri: str) -> bool:
    """Tell whether `<...>` may as well be 'less than', with brackets or quotes after it.

    As an operator it is followed by an expression, and none begins with `scheme://`.
    """
    return not _CERTAIN_IRI.match(iri) and bool(_MAYBE_CODE.search(iri))


def _forbid_length(query: str) -> None:
    if step := next(islice(_steps(_readable(query)), MOST_STEPS, None), None):
        detail = f"more than {MOST_STEPS} steps (operators, keywords, groups)"
        raise _too_complex(query, step.start, detail, steps=MOST_STEPS)


def _steps(query_tokens: Iterable[Token]) -> Iterable[Token]:
    """Yield the tokens that make the engine call itself once more, those of VALUES left out."""
    before = Token("", "", 0)
    in_values = False
    for token in query_tokens:
        if token.text.upper() == "VALUES":
            in_values = True
        elif token.text == "}":
            in_values = False
        if token.text == "{" or (not in_values and _is_step(token, before)):
            yield token
        before = token


def _is_step(token: Token, before: Token) -> bool:
    if token.kind == "word":
        return token.text.upper() not in _NO_STEPS
    is_sign = token.text in {"+", "-"} and before.kind in {"open", "mark", "word"}
    return token.kind == "mark" and token.text in _OPERATORS and not is_sign


def _readable(query: str) -> Iterable[Token]:
    try:
        yield from tokens(query)
    except Untokenisable:
        return


def _too_complex(query: str, start: int, detail: str, **limit: int) -> QueryTooComplex:
    line, column = place(query, start)
    return QueryTooComplex(
        f"Line {line}, column {column}: the query is too complex: {detail}.",
        line=line,
        column=column,
        limit=limit or {"levels": MOST_LEVELS},
        hint=_HINT if limit else "Write each IRI in full, and a space after '<' as 'less than'.",
    )
