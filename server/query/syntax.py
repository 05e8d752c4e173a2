"""Why a query that the engine refuses is no SPARQL: the place, what was expected, and a hint.

The engine's own message often names the wrong place. What can be told from the tokens alone is
told from them; only what is left is told in the engine's words.
"""

from collections.abc import Mapping
from typing import NamedTuple

from server.problems import QueryRefused, SyntaxProblem, UpdateRefused
from server.query.engine_messages import from_engine
from server.query.token_checks import CHECKS, Finding
from server.query.tokens import Untokenisable, place, tokens

_UPDATES = frozenset(
    ["INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD"]
)


class _Opening(NamedTuple):
    detail: str
    expected: str


_UNREADABLE = {
    "'": _Opening("A string begins here and does not end", "the quote that ends the string"),
    '"': _Opening("A string begins here and does not end", "the quote that ends the string"),
    "\\": _Opening("An escape stands here outside strings and IRIs", "the character itself"),
}


def explain(query: str, engine_message: str, known: Mapping[str, str]) -> QueryRefused:
    """Return the problem of a query that the engine refused with a message.

    `known` are the prefixes that need no PREFIX line.
    """
    try:
        query_tokens = list(tokens(query))
    except Untokenisable as error:
        return _problem(query, _unreadable(query, error.start))
    words = (token.text.upper() for token in query_tokens if token.kind == "word")
    verb = next((word for word in words if word not in {"PREFIX", "BASE", "VERSION"}), "")
    if verb in _UPDATES:
        return UpdateRefused(f"The text is an update ({verb}); only queries are answered.")
    for check in CHECKS:
        if finding := check(query_tokens, known):
            return _problem(query, finding)
    return _problem(query, from_engine(query, engine_message, query_tokens))


def _unreadable(query: str, start: int) -> Finding:
    default = _Opening(f"{query[start]!r} cannot stand here", "a name, a keyword or an operator")
    opening = _UNREADABLE.get(query[start], default)
    return Finding(start, opening.detail, opening.expected)


def _problem(query: str, finding: Finding) -> SyntaxProblem:
    line, column = place(query, finding.start)
    return SyntaxProblem(
        f"Line {line}, column {column}: {finding.detail}.",
        line=line,
        column=column,
        expected=finding.expected,
        hint=finding.hint,
    )
