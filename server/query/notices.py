"""What looks like a mistake in a query that is valid all the same, and so was answered."""

import difflib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from ontology.base import BASE
from server.query.grammar import ARITIES
from server.query.prologue import prologue
from server.query.tokens import Token, Untokenisable, tokens

_MOST_NOTICES = 5
_MOST_CHARACTERS = 20_000  # a longer query was made by a program
_TESTING = frozenset({"FILTER", "HAVING", "BIND"}) | frozenset(ARITIES)
_CLAUSE_ENDS = frozenset({"WHERE", "FROM", "LIMIT", "OFFSET", "VALUES", "HAVING", "{", "}"})
_NEAR = 0.9

Check = Callable[[Sequence[Token], Mapping[str, str]], Iterator[str]]


def notices(query: str, known: Mapping[str, str]) -> list[str]:
    """Return what the person who asked may not have meant.

    `known` are the prefixes that need no PREFIX line.
    """
    if len(query) > _MOST_CHARACTERS:
        return []
    try:
        query_tokens = list(tokens(query))
    except Untokenisable:  # the engine reads a little more than the grammar has
        return []
    found: dict[str, None] = {}
    for notice in (notice for check in _CHECKS for notice in check(query_tokens, known)):
        found[notice] = None
        if len(found) == _MOST_NOTICES:
            break
    return list(found)


def never_bound(query_tokens: Sequence[Token], known: Mapping[str, str]) -> Iterator[str]:
    """Yield a notice for each variable that is asked for and that nothing gives a value."""
    bound: dict[str, None] = {}
    asked: dict[str, None] = {}
    for name, binds in _variables(query_tokens):
        (bound if binds else asked)[name] = None
    for name in asked:
        if name not in bound:
            near = difflib.get_close_matches(name, bound, 1, 0.6)
            meant = f" Did you mean ?{near[0]}?" if near else ""
            yield f"Nothing in the query gives ?{name} a value.{meant}"


def _variables(query_tokens: Sequence[Token]) -> Iterator[tuple[str, bool]]:
    """Yield each variable with whether it may get a value where it stands.

    It does in a pattern, in VALUES and after AS; not as a column, in a condition or as a key.
    """
    contexts = [False]  # whether what the open brackets hold is asked for only
    is_clause = False  # whether this is SELECT, ORDER BY or GROUP BY, outside brackets
    before = Token("", "", 0)
    for token in query_tokens:
        word = token.text.upper() if token.kind in {"word", "open", "close"} else ""
        is_clause = (is_clause or word in {"SELECT", "BY"}) and word not in _CLAUSE_ENDS
        if token.kind == "open":
            called = before.kind == "word" and before.text.upper() in _TESTING
            contexts.append(token.text != "{" and (contexts[-1] or called or is_clause))
        elif token.kind == "close" and len(contexts) > 1:
            contexts.pop()
        elif token.kind == "variable":
            yield token.text[1:], before.text.upper() == "AS" or not (contexts[-1] or is_clause)
        before = token


def date_without_quotes(query_tokens: Sequence[Token], known: Mapping[str, str]) -> Iterator[str]:
    """Yield a notice for each subtraction that is written like a date."""
    for start in range(len(query_tokens) - 4):
        text = "".join(token.text for token in query_tokens[start : start + 5])
        end = query_tokens[start + 4]
        adjacent = end.start + len(end.text) - query_tokens[start].start == len(text)
        if adjacent and re.fullmatch(r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]", text):
            yield f'{text} is a subtraction. A date is written "{text}"^^xsd:date.'


def name_in_brackets(query_tokens: Sequence[Token], known: Mapping[str, str]) -> Iterator[str]:
    """Yield a notice for each IRI whose scheme is a known prefix, as in <rg:inheritance>."""
    declared = known.keys() | prologue(query_tokens).prefixes.keys()
    prefixes = declared - {"", "http", "https", "urn"}
    for token in query_tokens:
        scheme, _, rest = token.text[1:-1].partition(":")
        if token.kind == "iri" and scheme in prefixes and not rest.startswith("//"):
            yield f"{token.text} is an IRI of its own scheme; a prefixed name has no brackets."


def relative_iri(query_tokens: Sequence[Token], known: Mapping[str, str]) -> Iterator[str]:
    """Yield a notice for each relative IRI in a query without BASE."""
    if prologue(query_tokens).base:
        return
    for token in query_tokens:
        if token.kind == "iri" and ":" not in token.text:
            yield f"{token.text} is relative, and without BASE it is below <{BASE}>."


def prefix_almost_known(query_tokens: Sequence[Token], known: Mapping[str, str]) -> Iterator[str]:
    """Yield a notice for each prefix that is declared almost, but not quite, as it is known."""
    for prefix, namespace in prologue(query_tokens).prefixes.items():
        usual = known.get(prefix, namespace)
        if usual != namespace and difflib.SequenceMatcher(None, usual, namespace).ratio() > _NEAR:
            yield f"PREFIX {prefix}: <{namespace}> differs from the usual <{usual}>."


def offset_without_order(query_tokens: Sequence[Token], known: Mapping[str, str]) -> Iterator[str]:
    """Yield a notice if OFFSET pages through rows that have no order."""
    words = {token.text.upper() for token in query_tokens if token.kind == "word"}
    skips = any(
        word.text.upper() == "OFFSET" and number.text not in {"0", "00"}
        for word, number in pairwise(query_tokens)
    )
    if skips and "ORDER" not in words:
        yield "OFFSET without ORDER BY: the rows have no order, so pages may overlap."


_CHECKS: tuple[Check, ...] = (
    never_bound,
    date_without_quotes,
    name_in_brackets,
    relative_iri,
    prefix_almost_known,
    offset_without_order,
)
