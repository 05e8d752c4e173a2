"""Mistakes that are certain from the tokens alone, each check one mistake."""

import difflib
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from server.query.prologue import prologue
from server.query.tokens import Token

_KEYWORD_TEXT = """
    SELECT CONSTRUCT DESCRIBE ASK BASE PREFIX VERSION DISTINCT REDUCED AS FROM NAMED WHERE
    GROUP BY HAVING ORDER ASC DESC LIMIT OFFSET VALUES UNDEF OPTIONAL GRAPH UNION FILTER MINUS
    SERVICE SILENT LATERAL BIND IN NOT EXISTS SEPARATOR A TRUE FALSE COUNT SUM MIN MAX AVG
    SAMPLE GROUP_CONCAT STR LANG LANGMATCHES LANGDIR HASLANG HASLANGDIR DATATYPE BOUND IRI URI
    BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE ENCODE_FOR_URI CONTAINS
    STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW
    UUID STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRLANGDIR STRDT SAMETERM
    SAMEVALUE ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC REGEX SUBSTR REPLACE TRIPLE SUBJECT
    PREDICATE OBJECT ISTRIPLE ADJUST
"""
_KEYWORDS = frozenset(_KEYWORD_TEXT.split())
_FORMS = frozenset({"SELECT", "CONSTRUCT", "DESCRIBE", "ASK"})
_PROLOGUE = frozenset({"PREFIX", "BASE", "VERSION"})

_ENDS = {"(": ")", "[": "]", "{": "}", "{|": "|}", "<<": ">>", "<<(": ")>>"}

# Prefixes in wide use that a release does not declare itself.
_COMMON_PREFIXES = {
    "bd": "http://www.bigdata.com/rdf#",
    "dbo": "http://dbpedia.org/ontology/",
    "dbr": "http://dbpedia.org/resource/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "obo": "http://purl.obolibrary.org/obo/",
    "p": "http://www.wikidata.org/prop/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "up": "http://purl.uniprot.org/core/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "wikibase": "http://wikiba.se/ontology#",
}


class Finding(NamedTuple):
    """A mistake: where it is, what it is, what was expected there, and what may help."""

    start: int
    detail: str
    expected: str
    hint: str | None = None


Check = Callable[[Sequence[Token], Mapping[str, str]], Finding | None]


def no_query(query_tokens: Sequence[Token], known: Mapping[str, str]) -> Finding | None:
    """Return a finding if the text has no token."""
    if query_tokens:
        return None
    return Finding(0, "The query is empty", "SELECT, ASK, CONSTRUCT or DESCRIBE")


def unknown_prefix(query_tokens: Sequence[Token], known: Mapping[str, str]) -> Finding | None:
    """Return a finding for the first name whose prefix is neither declared nor known."""
    declared = prologue(query_tokens).prefixes.keys() | known.keys()
    before = Token("", "", 0)
    for token in query_tokens:
        prefix = token.text.partition(":")[0]
        declaring = before.text.upper() == "PREFIX"
        if token.kind == "name" and not declaring and prefix not in declared:
            return Finding(
                token.start,
                f"The prefix '{prefix}:' is not declared",
                "a prefix that is declared, or one of those that need no PREFIX line",
                _prefix_hint(prefix, declared),
            )
        before = token
    return None


def wrong_bracket(query_tokens: Sequence[Token], known: Mapping[str, str]) -> Finding | None:
    """Return a finding for the first bracket that closes nothing, or that nothing closes."""
    open_brackets: list[Token] = []
    for token in query_tokens:
        if token.kind == "open":
            open_brackets.append(token)
        elif token.kind == "close":
            expected = _ENDS[open_brackets[-1].text] if open_brackets else "the end of the query"
            if expected != token.text:
                return Finding(token.start, f"'{token.text}' closes nothing here", expected)
            open_brackets.pop()
    if not open_brackets:
        return None
    last = open_brackets[-1]
    return Finding(last.start, f"'{last.text}' is never closed", _ENDS[last.text])


def unknown_word(query_tokens: Sequence[Token], known: Mapping[str, str]) -> Finding | None:
    """Return a finding for the first word that is neither a keyword nor a function."""
    for token in query_tokens:
        word = token.text.upper()
        if token.kind == "word" and word not in _KEYWORDS:
            near = difflib.get_close_matches(word, _KEYWORDS, 1, 0.7)
            meant = f"Did you mean {near[0]}? " if near else ""
            return Finding(
                token.start,
                f"'{token.text}' is no keyword and no function of SPARQL",
                "a keyword, a function, a name with a prefix, or a variable",
                meant + "A name needs its prefix (rg:inheritance), a variable its '?'.",
            )
    return None


def no_form(query_tokens: Sequence[Token], known: Mapping[str, str]) -> Finding | None:
    """Return a finding if the query does not begin with its form."""
    words = [token for token in query_tokens if token.kind == "word"]
    first = next((token for token in words if token.text.upper() not in _PROLOGUE), None)
    if first is not None and first.text.upper() in _FORMS:
        return None
    start = (first or query_tokens[0]).start
    return Finding(start, "The query has no form", "SELECT, ASK, CONSTRUCT or DESCRIBE")


def no_by(query_tokens: Sequence[Token], known: Mapping[str, str]) -> Finding | None:
    """Return a finding for the first ORDER or GROUP without its BY."""
    for word, follower in pairwise(query_tokens):
        needs_by = word.kind == "word" and word.text.upper() in {"ORDER", "GROUP"}
        if needs_by and follower.text.upper() != "BY":
            return Finding(follower.start, f"{word.text} stands without BY", "BY")
    return None


def relative_iri(query_tokens: Sequence[Token], known: Mapping[str, str]) -> Finding | None:
    """Return a finding for the first IRI without a scheme in a query without a BASE."""
    if prologue(query_tokens).base:
        return None
    for token in query_tokens:
        if token.kind == "iri" and ":" not in token.text:
            return Finding(token.start, f"{token.text} is a relative IRI", "an absolute IRI")
    return None


CHECKS: tuple[Check, ...] = (
    no_query,
    unknown_prefix,
    wrong_bracket,
    unknown_word,
    no_form,
    no_by,
    relative_iri,
)


def _prefix_hint(prefix: str, declared: set[str]) -> str:
    same = [one for one in declared if one.lower() == prefix.lower()]
    near = same or difflib.get_close_matches(prefix, declared, 3, 0.6)
    if prefix in _COMMON_PREFIXES and not same:
        return f"Add the line PREFIX {prefix}: <{_COMMON_PREFIXES[prefix]}>"
    if near:
        return "Did you mean " + " or ".join(f"{one}:" for one in near) + "?"
    return f"Add a line PREFIX {prefix}: <...> before the query."
