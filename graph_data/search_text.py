"""What is asked of the names: the small language of search texts."""

import re
from typing import Final, NamedTuple

from graph_data.names import words

TEXT_LENGTH: Final = 500
MOST_WORDS: Final = 20

_PART = re.compile(r'"([^"]*)"(\*?)|([^\s"]+)')


class BadSearch(ValueError):
    """A text cannot be searched for: why, and what can."""


class Term(NamedTuple):
    """Words that stand side by side in a name; of a prefix, the last one may go on."""

    words: tuple[str, ...]
    is_prefix: bool


class SearchText(NamedTuple):
    """What a name must hold: every one of these terms."""

    terms: tuple[Term, ...]

    @property
    def words(self) -> list[str]:
        """Return the words of all terms in their order."""
        return [word for term in self.terms for word in term.words]

    @property
    def match(self) -> str:
        """Return the text in the language of FTS5.

        Only letters and digits stand between its quotes, so nothing in them is an operator.
        """
        return " AND ".join(
            f'"{" ".join(term.words)}"{" *" if term.is_prefix else ""}' for term in self.terms
        )


def read_search(text: str) -> SearchText:
    """Return what a text asks for: words, prefixes that end with *, and "phrases".

    A word of several parts, such as 21-hydroxylase, is a phrase. Raises BadSearch.

    >>> read_search('insulin* "islet cell" 21-OH').match
    '"insulin" * AND "islet cell" AND "21 oh"'
    """
    if len(text) > TEXT_LENGTH:
        raise BadSearch(f"expected at most {TEXT_LENGTH} characters, found {len(text)}")
    if text.count('"') % 2:
        raise BadSearch('a phrase begins with " and does not end')
    terms = [term for part in _PART.finditer(text) if (term := _term(part)).words]
    if not terms:
        raise BadSearch(f"expected a word with a letter or a digit, found {text!r}")
    found = SearchText(tuple(dict.fromkeys(terms)))
    if len(found.words) > MOST_WORDS:
        raise BadSearch(f"expected at most {MOST_WORDS} words, found {len(found.words)}")
    return found


def _term(part: re.Match[str]) -> Term:
    phrase, star, word = part.groups()
    body = phrase if phrase is not None else word.removesuffix("*")
    is_prefix = bool(star) or (phrase is None and word.endswith("*"))
    if "*" in body:
        raise BadSearch(f"a * stands only at the end of a word or a phrase, not in {part[0]!r}")
    term = Term(tuple(words(body)), is_prefix)
    if is_prefix and not term.words:
        raise BadSearch("a * needs a letter or a digit before it")
    return term
