"""Sentences of a text, their footnotes and pointers, and short quotes out of them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from loaders.gard.records import Sentence, Span

QUOTE_WORDS: Final = 25
LONGEST_RANGE: Final = 20
OPENING: Final = "[\"'(\\[\u2018\u201c]*"
CLOSING: Final = "[\"')\\]\u2019\u201d]*"
# [1], [1,2] or [1-3]; longer numbers are no footnotes.
FOOTNOTE: Final = r"\[([0-9]{1,3}(?:\s?[,\u2013-]\s?[0-9]{1,3})*)\]"
END: Final = re.compile(
    rf"(?<![.?!])[.?!]+{CLOSING}(?:\s?{FOOTNOTE})*(?=\s+{OPENING}[A-Z0-9]|\s*$)"
)
POINTER: Final = re.compile(r"\((see (?:this|these) terms?)\)", re.IGNORECASE)
NOT_AN_END: Final = re.compile(
    r"\b(?:Drs?|Mrs?|Ms|Prof|St|vs|approx|Fig|al|e\.g|i\.e|[A-Z]\. ?[A-Z]|Dr\. [A-Z])\.$"
)
NUMBERED: Final = re.compile(r"\b(?:No|Nos)\.$")
NEXT: Final = re.compile(r"\S")


def sentences(text: str, place: Span) -> Iterator[Sentence]:
    """Yield the sentences of a text that stands at `place`, in their order.

    A footnote such as [1][2] belongs to the sentence before it. "Dr.", "e.g." and the like end
    no sentence, nor does a point inside a number.
    """
    for start, end in _bounds(text):
        said = text[start:end]
        yield Sentence(
            text=said,
            span=place.part(start, end),
            footnotes=tuple(dict.fromkeys(footnotes(said))),
            pointers=tuple(POINTER.findall(said)),
        )


def footnotes(text: str) -> Iterator[int]:
    """Yield the numbers of the footnotes in a text; [1-3] is three, [1-300] its two ends.

    >>> list(footnotes("Rare.[4][1,2] Mild.[6-8]"))
    [4, 1, 2, 6, 7, 8]
    """
    for listed in re.findall(FOOTNOTE, text):
        for part in listed.split(","):
            ends = [int(number) for number in re.split(r"[\u2013-]", part)]
            between = range(ends[0], ends[-1] + 1)
            yield from between if 0 < len(between) <= LONGEST_RANGE else ends


def first_words(text: str) -> str:
    """Return the first 25 words of a text, verbatim."""
    return quote_around(text, 0, 0)[0]


def quote_around(text: str, start: int, end: int) -> tuple[str, int]:
    """Return at most 25 words of the text around characters `start` to `end`, and where they begin.

    They are the first words of the text where those reach far enough.

    >>> quote_around("It may run in families.", 7, 10)
    ('It may run in families.', 0)
    """
    starts, ends = _word_bounds(text)
    first = bisect_right(ends, start)
    last = max(first, bisect_left(starts, end) - 1)
    spare = max(0, QUOTE_WORDS - (last - first + 1))
    first = 0 if last < QUOTE_WORDS else min(first - spare // 2, len(ends) - QUOTE_WORDS)
    quote_end = ends[min(first + QUOTE_WORDS, len(ends)) - 1]
    return text[starts[first] : quote_end], starts[first]


def one_spaced(text: str) -> str:
    """Return the text with single plain spaces: pages have no-break spaces in names."""
    return " ".join(text.split())


@lru_cache(maxsize=1)
def _word_bounds(text: str) -> tuple[list[int], list[int]]:
    """Return where the words begin and where they end; a sentence is asked for repeatedly."""
    spans = [found.span() for found in re.finditer(r"\S+", text)]
    return [start for start, _ in spans], [end for _, end in spans]


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in (found.end() for found in END.finditer(text) if _ends(text, found)):
        yield _trimmed(text, start, end)
        start = end
    if text[start:].strip():
        yield _trimmed(text, start, len(text))


def _ends(text: str, mark: re.Match[str]) -> bool:
    before = text[max(0, mark.start() - 12) : mark.start() + 1]
    after = NEXT.search(text, mark.end())
    if NUMBERED.search(before) and after and after[0].isdigit():
        return False
    return mark[0] != "." or not after or not NOT_AN_END.search(before)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    said = text[start:end]
    return start + len(said) - len(said.lstrip()), start + len(said.rstrip())
