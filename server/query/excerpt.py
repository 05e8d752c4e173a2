"""The line of a query with a caret below the place in question."""

import unicodedata

from server.query.tokens import place

_WIDTH = 72
_BEFORE = 48
_MORE = "..."
_BIDI_CONTROLS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def excerpt(query: str, start: int) -> str:
    r"""Return two lines: the one of the query that holds the position, and a caret below it.

    A long line is cut around the place. Characters without a width get none, wide ones two;
    controls, which could act on a terminal, are shown as U+FFFD.

    >>> print(excerpt("ASK {\n\t?s ?p }", 10))
        ?s ?p }
               ^
    """
    _, column = place(query, start)
    begin = start - (column - 1)
    end = query.find("\n", start)
    line = query[begin : len(query) if end < 0 else end].removesuffix("\r")
    at = min(column - 1, len(line))
    left = max(0, at - _BEFORE) if len(line) > _WIDTH else 0
    right = left + _WIDTH if len(line) > left + _WIDTH else len(line)
    head = _MORE if left else ""
    shown = head + "".join(map(_shown, line[left:right])) + (_MORE if right < len(line) else "")
    return f"{shown}\n{' ' * len(head)}{''.join(map(_blank, line[left:at]))}^"


def _shown(character: str) -> str:
    if character == "\t":
        return character
    is_control = unicodedata.category(character) == "Cc" or character in _BIDI_CONTROLS
    return "\N{REPLACEMENT CHARACTER}" if is_control else character


def _blank(character: str) -> str:
    if character == "\t":
        return character
    if _shown(character) == character and unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return ""
    return "  " if unicodedata.east_asian_width(character) in {"W", "F"} else " "
