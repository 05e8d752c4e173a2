"""The blocks of a GARD page in text: what each run of lines is, and where."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from loaders.gard.headings import (
    BULLET,
    FIELD,
    LAST_UPDATED,
    NUMBERED,
    is_heading,
)

LINE: Final = re.compile(r"[^\r\n]+|\r\n|\r|\n")


class Kind(Enum):
    """What the first line of a block makes it."""

    FIELD = auto()
    DATE = auto()
    BULLET = auto()
    NUMBERED = auto()
    HEADING = auto()
    TEXT = auto()


STARTS: Final = {
    Kind.FIELD: FIELD,
    Kind.DATE: LAST_UPDATED,
    Kind.BULLET: BULLET,
    Kind.NUMBERED: NUMBERED,
}
OF_ONE_LINE: Final = (Kind.DATE, Kind.HEADING)


@dataclass(frozen=True)
class Block:
    """A run of lines: what it is, its first line's number, where it stands and its text."""

    kind: Kind
    line: int
    start: int
    end: int
    text: str


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a page, in their order and without empty lines.

    An empty line ends a block; so does a line that begins a field, a date, a bullet or a numbered
    entry. A heading stands after an empty line and is a block of its own.
    """
    kind, number, start, end = Kind.TEXT, 0, 0, 0
    for line, line_start, line_end, after_empty in _lines(text):
        line_kind = _kind(text[line_start:line_end], after_empty)
        continues = line_kind is Kind.TEXT and not after_empty
        if not (number and continues and kind not in OF_ONE_LINE):
            if number:
                yield Block(kind, number, start, end, text[start:end])
            kind, number, start = line_kind, line, line_start
        end = line_end
    if number:
        yield Block(kind, number, start, end, text[start:end])


def _lines(text: str) -> Iterator[tuple[int, int, int, bool]]:
    """Yield number, start and end of each line with content, and whether an empty one is before."""
    number, after_empty, at_start = 1, True, True
    for found in LINE.finditer(text):
        if found[0] in ("\r\n", "\r", "\n"):
            after_empty, at_start = after_empty or at_start, True
            number += 1
        elif found[0].strip():
            yield number, found.start(), found.end(), after_empty
            after_empty, at_start = False, False


def _kind(line: str, after_empty: bool) -> Kind:
    for kind, start in STARTS.items():
        if start.match(line):
            return kind
    return Kind.HEADING if after_empty and is_heading(line) else Kind.TEXT
