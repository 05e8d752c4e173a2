"""Sentences of a text, their footnotes and pointers, and short quotes out of them."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.gard.records import Sentence, Span

QUOTE_WORDS: Final = 25
OPENING: Final = "[\"'(\\[\u2018\u201c]*"
CLOSING: Final = "[\"')\\]\u2019\u201d]*"
END: Final = re.compile(rf"(?<![.?!])[.?!]+{CLOSING}(?:\s?\[\d+\])*(?=\s+{OPENING}[A-Z0-9]|\s*$)")
FOOTNOTE: Final = re.compile(r"\[(\d+)\]")
POINTER: Final = re.compile(r"\((see (?:this|these) terms?)\)", re.IGNORECASE)
NOT_AN_END: Final = re.compile(
    r"\b(?:Drs?|Mrs?|Ms|Prof|St|vs|approx|Fig|al|e\.g|i\.e|[A-Z]\. ?[A-Z]|Dr\. [A-Z])\.$"
)
NUMBERED: Final = re.compile(r"\b(?:No|Nos)\.$")


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
            footnotes=tuple(dict.fromkeys(int(n) for n in FOOTNOTE.findall(said))),
            pointers=tuple(POINTER.findall(said)),
        )


def first_words(text: str) -> str:
    """Return the first 25 words of a text, verbatim."""
    return quote_around(text, 0, 0)[0]


def quote_around(text: str, start: int, end: int) -> tuple[str, int]:
    """Return at most 25 words of the text around characters `start` to `end`, and where they begin.

    They are the first words of the text where those reach far enough.

    >>> quote_around("It may run in families.", 7, 10)
    ('It may run in families.', 0)
    """
    spans = [found.span() for found in re.finditer(r"\S+", text)]
    first = sum(1 for _, word_end in spans if word_end <= start)
    last = max(first, sum(1 for word_start, _ in spans if word_start < end) - 1)
    spare = max(0, QUOTE_WORDS - (last - first + 1))
    first = 0 if last < QUOTE_WORDS else min(first - spare // 2, len(spans) - QUOTE_WORDS)
    kept = spans[first : first + QUOTE_WORDS]
    return text[kept[0][0] : kept[-1][1]], kept[0][0]


def one_spaced(text: str) -> str:
    """Return the text with single plain spaces: pages have no-break spaces in names."""
    return " ".join(text.split())


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in (found.end() for found in END.finditer(text) if _ends(text, found)):
        yield _trimmed(text, start, end)
        start = end
    if text[start:].strip():
        yield _trimmed(text, start, len(text))


def _ends(text: str, mark: re.Match[str]) -> bool:
    before = text[max(0, mark.start() - 12) : mark.start() + 1]
    after = text[mark.end() :].lstrip()
    if NUMBERED.search(before) and after[:1].isdigit():
        return False
    return mark[0] != "." or not after or not NOT_AN_END.search(before)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    said = text[start:end]
    return start + len(said) - len(said.lstrip()), start + len(said.rstrip())
