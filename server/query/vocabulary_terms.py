"""The terms of our vocabulary that a query names, and what a misspelt one may mean."""

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pyoxigraph import NamedNode

from ontology import terms as vocabulary
from ontology.terms import NAMESPACE
from server.problems import UnknownTerm
from server.query.excerpt import excerpt
from server.query.prologue import prologue
from server.query.tokens import Token, Untokenisable, place, tokens, unescape

_TERMS = frozenset(name for name, term in vars(vocabulary).items() if isinstance(term, NamedNode))
_OURS = re.compile(re.escape(NAMESPACE) + r"([\w.\-]+)")
_ALL_TERMS = "All terms: SELECT ?term { ?term rdfs:isDefinedBy rg: }"


class NamedTerm(NamedTuple):
    """A name of our namespace in a query: where it stands, as it is written, and its local name."""

    start: int
    text: str
    local_name: str


def unlisted_terms(query: str, known: Mapping[str, str]) -> Iterator[NamedTerm]:
    """Yield the IRIs of our namespace in a query that are none of the vocabulary's terms.

    A text that cannot be read has none: the engine will refuse it.
    """
    prefixes = [prefix for prefix, namespace in known.items() if namespace == NAMESPACE]
    if NAMESPACE not in query and not any(f"{prefix}:" in query for prefix in prefixes):
        return
    try:
        query_tokens = list(tokens(query))
    except Untokenisable:
        return
    namespaces = {**known, **prologue(query_tokens).prefixes}
    before = Token("", "", 0)
    for token in query_tokens:
        declares = before.kind == "name" or before.text.upper() in {"PREFIX", "BASE"}
        iri = "" if declares and token.kind == "iri" else _iri(token, namespaces)
        match = _OURS.fullmatch(iri)
        if match and match[1] not in _TERMS:
            yield NamedTerm(token.start, token.text, match[1])
        before = token


def unknown_term(query: str, term: NamedTerm) -> UnknownTerm:
    """Return the problem of a term that nothing knows."""
    line, column = place(query, term.start)
    names = {name.lower(): name for name in sorted(_TERMS)}
    near = difflib.get_close_matches(term.local_name.lower(), names, 2, 0.75)
    meant = " or ".join(f"rg:{names[one]}" for one in near)
    return UnknownTerm(
        f"Line {line}, column {column}: the vocabulary has no term {term.text}.",
        line=line,
        column=column,
        excerpt=excerpt(query, term.start),
        expected=f"a term of <{NAMESPACE}>",
        hint=f"Did you mean {meant}?" if near else _ALL_TERMS,
    )


def _iri(token: Token, namespaces: Mapping[str, str]) -> str:
    if token.kind == "iri":
        return unescape(token.text[1:-1])
    prefix, colon, local_name = token.text.partition(":")
    return namespaces.get(prefix, "") + local_name if token.kind == "name" and colon else ""
