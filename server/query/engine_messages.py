"""The engine's own syntax messages, made readable: for what neither grammar nor checks explain."""

import re
from collections.abc import Sequence

from server.query.token_checks import Finding
from server.query.tokens import Token, offset

_MESSAGE = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
_EXPECTED = "something else, here or shortly before"


def from_engine(query: str, message: str, query_tokens: Sequence[Token]) -> Finding:
    """Return what the engine's message tells, as far as it can be trusted.

    Its place is the farthest that its parser came to, which may lie behind the mistake.
    """
    match = _MESSAGE.match(message)
    if match is None:
        return Finding(0, message, "a query of SPARQL 1.1")
    start = offset(query, int(match[1]), int(match[2]))
    before = [token for token in query_tokens if token.start <= start]
    if not before:
        return Finding(start, "The query cannot be read from here on", "a query of SPARQL 1.1")
    detail = f"A rule of SPARQL is broken at {before[-1].text[:40]} or before"
    return Finding(before[-1].start, detail, _EXPECTED)
