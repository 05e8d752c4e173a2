"""What a GARD page is made of, whichever layout it came in."""

import hashlib
from dataclasses import dataclass
from datetime import date

from pyoxigraph import NamedNode


@dataclass(frozen=True)
class Span:
    """Characters from `start` up to, not including, `end`.

    They are counted in the decoded text of the page, or, where there is an `xpath`, in the text
    of that element. Line ends count as they stand.
    """

    start: int
    end: int
    xpath: str | None = None

    def part(self, start: int, end: int) -> "Span":
        """Return the span of characters `start` to `end` of this one."""
        return Span(self.start + start, self.start + end, self.xpath)


@dataclass(frozen=True)
class Name:
    """One of the other names that a page lists; `words` are verbatim, `text` is single-spaced."""

    text: str
    words: str
    span: Span


@dataclass(frozen=True)
class Sentence:
    """One sentence, with the footnotes it ends or holds and the words that point nowhere."""

    text: str
    span: Span
    footnotes: tuple[int, ...] = ()
    pointers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Resource:
    """One bullet of a section that points readers elsewhere."""

    name: str
    text: str
    span: Span
    url: str | None


@dataclass(frozen=True)
class Section:
    """What stands under one heading; `position` counts the page's sections with content from 1.

    `role` is set where the heading is one for resources, `category` where the layout has one.
    """

    heading: str
    position: int
    span: Span
    sentences: tuple[Sentence, ...] = ()
    resources: tuple[Resource, ...] = ()
    role: NamedNode | None = None
    category: str | None = None


@dataclass(frozen=True)
class Reference:
    """One entry of the reference list.

    `issued` is as precise as the page: "2018-03-22", "2014-11" or "2014". `unread_dates` are the
    words that stand in the place of a date and are none.
    """

    number: int
    title: str
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    accessed: date | None = None
    issued: str | None = None
    unread_dates: tuple[str, ...] = ()


@dataclass(frozen=True)
class GardPage:
    """A page about one condition. Sections without content are not in it."""

    title: str
    sha256: str
    names: tuple[Name, ...]
    sections: tuple[Section, ...]
    references: tuple[Reference, ...] = ()
    gard_number: str | None = None
    url: str | None = None
    licence: str = ""
    updated: date | None = None
    unread_dates: tuple[str, ...] = ()


def distinct_names(names: list[Name], title: str) -> tuple[Name, ...]:
    """Return the names in their order, without repetitions and without the title itself."""
    seen = {title.casefold()}
    kept = []
    for name in names:
        if name.text and name.text.casefold() not in seen:
            seen.add(name.text.casefold())
            kept.append(name)
    return tuple(kept)


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 of the bytes, in 64 lower-case hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
