"""Texts that a source writes with HTML in them, as plain text."""

import html
import re

# Only what marks text up: "<1 / 1 000 000" is no tag, nor is what "a<b and b>a" holds.
_REST = r"""(?:\s+[\w-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*\s*/?>"""
_TAG = re.compile(r"</?(?:a|b|em|i|span|strong|sub|sup|u)" + _REST, re.IGNORECASE)
_BREAK = re.compile(r"</?(?:br|li|ol|p|ul)" + _REST, re.IGNORECASE)


def plain(text: str) -> str:
    r"""Return a text without HTML's entities and tags, on one line, with single spaces.

    >>> plain("<i>genu valgum</i> &gt; 5&nbsp;%\n")
    'genu valgum > 5 %'
    """
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub(" ", text))
    return " ".join(text.split())
