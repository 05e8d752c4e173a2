"""The PREFIX and BASE lines of a query, and the IRIs that its tokens stand for."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode, QuerySolutions, Store

from ontology.base import ENDPOINT
from server.query.tokens import Token, unescape

# How each declaration goes on after its keyword.
_DECLARATIONS = {"PREFIX": ("name", "iri"), "BASE": ("iri",), "VERSION": ("string",)}


class Prologue(NamedTuple):
    """What the beginning of a query declares."""

    prefixes: dict[str, str]
    base: str


def prologue(query_tokens: Iterable[Token]) -> Prologue:
    """Return the declarations of a query; each prefix as it was declared last."""
    prefixes: dict[str, str] = {}
    base = ""
    before = keyword = Token("", "", 0)
    for token in query_tokens:
        if token.kind == "iri" and before.text.upper() == "BASE":
            base = unescape(token.text[1:-1])
        if token.kind == "iri" and before.kind == "name" and keyword.text.upper() == "PREFIX":
            prefixes[before.text.partition(":")[0]] = unescape(token.text[1:-1])
        keyword, before = before, token
    return Prologue(prefixes, base)


def prologue_length(query_tokens: Sequence[Token]) -> int:
    """Return how many tokens at the beginning are declarations.

    >>> from server.query.tokens import tokens
    >>> prologue_length(list(tokens("PREFIX e: <http://e/> BASE <http://f/> ASK {}")))
    5
    """
    length = 0
    while length < len(query_tokens):
        kinds = _DECLARATIONS.get(query_tokens[length].text.upper())
        following = query_tokens[length + 1 : length + 1 + len(kinds or ())]
        if kinds is None or tuple(token.kind for token in following) != kinds:
            break
        length += 1 + len(kinds)
    return length


def resolved_iri(
    query: str, query_tokens: Sequence[Token], token: Token, known: Mapping[str, str]
) -> str | None:
    """Return the IRI for which an `iri` or `name` token of a query stands, None if for none.

    The engine itself resolves it, under the declarations of the query as they are written, so no
    relative IRI, escape or prefix is read in another way than in the evaluation.
    """
    length = prologue_length(query_tokens)
    declarations = query[: query_tokens[length].start] if length < len(query_tokens) else query
    prefix = token.text.partition(":")[0]
    used = {prefix: known[prefix]} if token.kind == "name" and prefix in known else {}
    try:
        query = f"{declarations}\nSELECT ({token.text} AS ?iri) {{}}"
        rows = Store().query(query, base_iri=ENDPOINT, prefixes=used)
    except (SyntaxError, ValueError):
        return None
    iris = [row["iri"] for row in rows] if isinstance(rows, QuerySolutions) else []
    return iris[0].value if iris and isinstance(iris[0], NamedNode) else None
