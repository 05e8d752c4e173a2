"""What a function that the engine does not have may mean."""

import difflib
import re
from collections.abc import Mapping

from server.problems import UnknownFunction
from server.query.excerpt import excerpt
from server.query.grammar import ARITIES
from server.query.prologue import prologue
from server.query.tokens import Untokenisable, place, tokens

_XSD = "http://www.w3.org/2001/XMLSchema#"
_CAST_NAMES = (
    "boolean double float decimal integer string dateTime date time duration yearMonthDuration"
    " dayTimeDuration gYear gMonth gDay gYearMonth gMonthDay"
)
_IRI = re.compile(r"custom (?:aggregate )?function <([^>]*)> is not supported")


def unknown_function(
    query: str, engine_message: str, known: Mapping[str, str]
) -> UnknownFunction | None:
    """Return the problem of a function that the engine's message names, None if it names none."""
    match = _IRI.search(engine_message)
    if match is None:
        return None
    start, written = _written(query, match[1], known)
    line, column = place(query, start)
    return UnknownFunction(
        f"Line {line}, column {column}: there is no function {written}.",
        line=line,
        column=column,
        excerpt=excerpt(query, start),
        expected="a function of SPARQL, or a cast such as xsd:integer",
        hint=_hint(match[1]),
    )


def _written(query: str, iri: str, known: Mapping[str, str]) -> tuple[int, str]:
    try:
        query_tokens = list(tokens(query))
    except Untokenisable:
        return 0, f"<{iri}>"
    namespaces = {**known, **prologue(query_tokens).prefixes}
    for token in query_tokens:
        prefix, _, local_name = token.text.partition(":")
        named = token.kind == "name" and namespaces.get(prefix, "") + local_name == iri
        if named or token.text == f"<{iri}>":
            return token.start, token.text
    return 0, f"<{iri}>"


def _hint(iri: str) -> str | None:
    local_name = re.split("[/#:]", iri)[-1]
    if iri.startswith(_XSD):
        near = difflib.get_close_matches(local_name, _CAST_NAMES.split(), 1, 0.4)
        return f"Did you mean xsd:{near[0]}?" if near else None
    near = difflib.get_close_matches(local_name.upper().replace("-", ""), sorted(ARITIES), 1, 0.7)
    return f"Did you mean {near[0]}, without a prefix?" if near else None
