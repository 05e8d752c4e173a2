"""The engine's own syntax messages, made readable."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from server.query.token_checks import Finding
from server.query.tokens import Token

_MESSAGE = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
_CHARACTER_CLASS = re.compile(r"\[[^\]]*\]")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)+)"')

# The engine names one keyword where any of its kind would do.
_MEANT = {
    "OPTIONAL": "a triple pattern, a keyword such as OPTIONAL or FILTER, or '}'",
    "CONSTRUCT": "SELECT, ASK, CONSTRUCT or DESCRIBE",
    "ENCODE_FOR_URI": "an expression",
    "NOT": "an operator, ',' or ')'",
    "WHERE": "a variable, '(' or WHERE",
    "BY": "BY",
    "NAMED": "the IRI of a graph, or NAMED",
    "DISTINCT": "a variable, or ( expression AS ?name )",
    "SERVICE": "a whole triple, or '}'",
    "VALUES": "a clause that may follow here, or the end of the query",
}


class _Rule(NamedTuple):
    keyword: str
    detail: str
    expected: str


_RULES = {
    "The SELECT contains a variable that is unbound": _Rule(
        "SELECT",
        "A variable of this SELECT has no single value: the query groups, and not by it",
        "variables of GROUP BY, and aggregates",
    ),
    "Duplicated variable name in SELECT": _Rule(
        "SELECT", "This SELECT has a variable twice", "each variable once"
    ),
    "The SELECT overrides an existing variable": _Rule(
        "SELECT", "AS gives a variable a value that it has already", "a new variable after AS"
    ),
    "SELECT * is not authorized with GROUP BY": _Rule(
        "SELECT", "SELECT * together with a group or an aggregate", "the variables by name"
    ),
}


def from_engine(query: str, message: str, query_tokens: Sequence[Token]) -> Finding:
    """Return what the engine's message tells, as far as it can be trusted.

    Its place is the farthest that its parser came to, which may lie behind the mistake.
    """
    for sentence, rule in _RULES.items():
        if sentence in message:
            return Finding(_first(rule.keyword, query_tokens), rule.detail, rule.expected)
    match = _MESSAGE.match(message)
    if match is None:
        return Finding(0, message, "a query of SPARQL 1.1")
    start = _offset(query, int(match[1]), int(match[2]))
    found = _word_at(query, start)
    if not found:
        detail = "The query reads to its end, but a part of it is not allowed where it stands"
        return Finding(
            start,
            detail,
            "for instance: BIND only to new variables, rows of VALUES"
            " as long as its head, closed triples",
        )
    return Finding(start, f"Not expected: {found}", _expected(match[3]))


def _expected(listed: str) -> str:
    plain = _CHARACTER_CLASS.sub("", listed)
    meant = [text for keyword, text in _MEANT.items() if re.search(rf"\b{keyword}\b", plain)]
    quoted = [f"'{one}'" for one in _QUOTED.findall(plain)]
    return " or ".join([*meant, *quoted]) or "something else, here or shortly before"


def _first(keyword: str, query_tokens: Sequence[Token]) -> int:
    return next((token.start for token in query_tokens if token.text.upper() == keyword), 0)


def _offset(query: str, line: int, column: int) -> int:
    """Return the offset of the first character at or after a place that is no space."""
    lines = query.split("\n")
    start = sum(len(one) + 1 for one in lines[: line - 1]) + column - 1
    return len(query) - len(query[start:].lstrip())


def _word_at(query: str, start: int) -> str:
    words = query[start:].split(maxsplit=1)
    return words[0][:40] if words else ""
