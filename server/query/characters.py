"""Characters that look like others, or like none, and that SPARQL does not know."""

import re
import unicodedata
from collections.abc import Sequence

from server.query.token_checks import Finding
from server.query.tokens import Token

_MEANT = {
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02", '"'),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\uff07\u00b4", "'"),
    **dict.fromkeys("\u2013\u2014\u2212\u2010\u2011", "-"),
    "\u2260": "!=", "\u2264": "<=", "\u2265": ">=", "\u2026": "the rest of the query",
    "\u00d7": "*", "\u00f7": "/", "\u2227": "&&", "\u2228": "||", "\u00ac": "!",
    "\uff1f": "?", "\uff08": "(", "\uff09": ")", "\uff5b": "{", "\uff5d": "}", "\uff0c": ",",
    "\uff1a": ":", "\uff1b": ";", "\uff0e": ".", "\u3002": ".", "\uff1c": "<", "\uff1e": ">",
    "\uff1d": "=", "\uff0a": "*",
}  # fmt: skip
_JOINERS = "\u200c\u200d"
_CODE = frozenset({"word", "name", "variable", "blank"})
_ESCAPED = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#39;": "'", "&apos;": "'"}
_ESCAPED |= {"&nbsp;": "a space", "&#34;": '"'}
_REFERENCE = re.compile(r"&(?:[a-z]+|#[0-9]+);")
_BAD_ESCAPE = re.compile(r"\\(?![tbnrf\\\"'uU])")


def odd_character(query_tokens: Sequence[Token]) -> Finding | None:
    """Return a finding for the first character outside strings that only looks right."""
    for token in query_tokens:
        if token.kind not in _CODE or token.text.isascii():
            continue
        for offset, character in enumerate(token.text):
            if meant := _meant(character):
                return Finding(
                    token.start + offset,
                    f"{_name(character)} is no character of SPARQL here",
                    meant,
                    f"Write {meant}; word processors and web pages replace it.",
                )
    return None


def _meant(character: str) -> str:
    if character in _MEANT:
        return _MEANT[character]
    unseen = unicodedata.category(character) in {"Zs", "Cf", "Zl", "Zp"}
    return "a plain space, or nothing" if unseen and character not in _JOINERS else ""


def _name(character: str) -> str:
    return f"U+{ord(character):04X} ({unicodedata.name(character, 'unnamed').lower()})"


def unreadable(query: str, start: int) -> Finding:
    """Return the finding for a place at which no token begins."""
    character = query[start]
    if character in "'\"":
        return _unclosed(query, start)
    if character == "&":
        return _ampersand(query, start)
    if character == "%":
        hint = "The query seems to be percent-encoded twice: encode it once."
        return Finding(start, "'%' cannot stand here", "a name, a keyword or an operator", hint)
    if character == "@":
        return Finding(start, "A language is missing here", "a language tag such as @en")
    if character == "\\":
        return Finding(
            start, "An escape stands here outside strings and IRIs", "the character itself"
        )
    return Finding(start, f"{character!r} cannot stand here", "a name, a keyword or an operator")


def _unclosed(query: str, start: int) -> Finding:
    quote = query[start]
    line_end = query.find("\n", start)
    line = query[start : len(query) if line_end < 0 else line_end]
    escape = _BAD_ESCAPE.search(line)
    if escape and line.find(quote, 1) >= 0:
        written = line[escape.start() : escape.start() + 2]
        return Finding(
            start + escape.start(),
            f"{written} is no escape in a string",
            r"\t, \n, \r, \b, \f, \", \', \\ or \uXXXX",
            f"A backslash is written twice: \\{written}",
        )
    several = quote in query[start + len(line) :]
    return Finding(
        start,
        "A string begins here and does not end" + (" on its line" if several else ""),
        f"the quote that ends the string: {quote}",
        f"A string over several lines has three quotes: {quote * 3}" if several else None,
    )


def _ampersand(query: str, start: int) -> Finding:
    if match := _REFERENCE.match(query, start):
        meant = _ESCAPED.get(match.group(), "the character itself")
        return Finding(
            start,
            f"{match.group()} is HTML, not SPARQL",
            meant,
            "The query was copied from the source of a web page: replace every such reference.",
        )
    return Finding(start, "'&' cannot stand alone", "&&", "'And' is && .")
