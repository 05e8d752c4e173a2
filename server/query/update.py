"""Whether a text is an update: as the engine parses it, never by a word."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pyoxigraph import Store

from ontology.base import ENDPOINT
from server.query.prologue import prologue_length
from server.query.tokens import Token, Untokenisable, tokens

OPERATIONS = frozenset(
    ["INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD"]
)

# An update is parsed whole before any of it is done. This operation fails on a store without
# graphs, so what follows it is parsed and never done.
_NEVER_DONE = "DROP GRAPH <urn:raregraph:no-graph> ;"


class _Operation(NamedTuple):
    declarations: str  # all PREFIX and BASE lines so far
    text: str


def is_update(text: str, known_prefixes: Mapping[str, str]) -> bool:
    """Tell whether a text is one or more SPARQL 1.1 Update operations; none of them is done."""
    try:
        text_tokens = list(tokens(text))
    except Untokenisable:
        return False
    if not any(token.text.upper() in OPERATIONS for token in text_tokens if token.kind == "word"):
        return False
    operations = list(_operations(text, text_tokens))
    return bool(operations) and all(_is_operation(one, known_prefixes) for one in operations)


def _operations(text: str, text_tokens: Sequence[Token]) -> Iterator[_Operation]:
    """Yield the operations between semicolons: the engine wants all declarations before them."""
    declarations = ""
    for start, end in pairwise([-1, *_semicolons(text_tokens), len(text_tokens)]):
        part = text_tokens[start + 1 : end]
        if not part:
            continue
        length = prologue_length(part)
        stop = text_tokens[end].start if end < len(text_tokens) else len(text)
        begin = part[length].start if length < len(part) else stop
        declarations += text[part[0].start : begin] + "\n"
        if length < len(part):
            yield _Operation(declarations, text[begin:stop])


def _semicolons(text_tokens: Sequence[Token]) -> Iterator[int]:
    depth = 0
    for index, token in enumerate(text_tokens):
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if token.text == ";" and depth == 0:
            yield index


def _is_operation(operation: _Operation, known_prefixes: Mapping[str, str]) -> bool:
    prefixes = {name: iri for name, iri in known_prefixes.items() if f"{name}:" in operation.text}
    text = f"{operation.declarations}{_NEVER_DONE} {operation.text}"
    try:
        Store().update(text, base_iri=ENDPOINT, prefixes=prefixes)
    except (SyntaxError, ValueError):
        return False
    except (RuntimeError, OSError):
        return True
    return True
