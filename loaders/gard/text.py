"""GARD pages as plain text: title, labelled fields, paragraphs, headings, bullets, references."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from pyoxigraph import NamedNode

from loaders.gard.blocks import Block, Kind, blocks
from loaders.gard.dates import read_day
from loaders.gard.entries import split_references
from loaders.gard.headings import (
    BANNER,
    BULLET,
    FIELD,
    LAST_UPDATED,
    OTHER_NAMES,
    is_standing,
    role_of,
)
from loaders.gard.records import (
    GardPage,
    Name,
    Section,
    Sentence,
    Span,
    distinct_names,
)
from loaders.gard.resources import resource
from loaders.gard.sentences import one_spaced, sentences
from loaders.loader import SourceError

NAME: Final = re.compile(r"[^;\r\n]+")
SEE_MORE: Final = "See More"


@dataclass
class _Draft:
    """A section that is being read; closed, it takes no more blocks."""

    heading: str
    text: list[Span] = field(default_factory=list)
    bullets: list[Block] = field(default_factory=list)
    is_open: bool = True

    @property
    def role(self) -> NamedNode | None:
        return role_of(self.heading)

    def take(self, block: Block) -> None:
        """Add a block that is neither heading nor field."""
        if block.kind is Kind.DATE or is_standing(block.text):
            self.is_open = False
        elif self.is_open and self.role and block.kind is Kind.BULLET:
            if BULLET.sub("", block.text, count=1).strip():
                self.bullets.append(block)
        elif self.is_open and not self.role:
            self.text.append(Span(block.start, block.end))


def page(text: str, sha256: str, source: str) -> GardPage:
    """Return the page of a text in GARD's layout.

    Its date is the latest of its "Last updated:" lines. Raises SourceError if the text lacks such
    a line, "Other Names:", or a title above that, or holds two pages.
    """
    listed = list(blocks(text))
    title, body = _split_title(listed, text, source)
    body, references = split_references(body, source)
    dates = list(_dates(body, source))
    return GardPage(
        title=title,
        sha256=sha256,
        names=distinct_names(list(_names(listed)), title),
        sections=tuple(_sections(body, title, text)),
        references=references,
        updated=max((day for day in map(read_day, dates) if day), default=None),
        unread_dates=tuple(words for words in dates if words and not read_day(words)),
    )


def _split_title(listed: Sequence[Block], text: str, source: str) -> tuple[str, list[Block]]:
    names = [block for block in listed if _label(block) == OTHER_NAMES]
    if not names:
        first = " ".join(text.split()[:6])
        problem = f'expected a GARD page with a line "{OTHER_NAMES}:", found none in "{first} ..."'
        raise SourceError(source, "whole text", problem)
    if len(names) > 1:
        problem = f'expected one page a file, found a second line "{OTHER_NAMES}:"'
        raise SourceError(source, names[1].line, problem)
    place = next(n for n, block in enumerate(listed) if block.kind is Kind.FIELD)
    above = one_spaced(listed[place - 1].text.splitlines()[-1]) if place else ""
    if not above or BANNER in above:
        found = "GARD's banner only" if above else "nothing"
        problem = f'expected the condition\'s name above "{_label(listed[place])}:", found {found}'
        raise SourceError(source, listed[place].line, problem)
    return above, list(listed[place:])


def _dates(body: Sequence[Block], source: str) -> Iterator[str]:
    """Yield what the "Last updated:" lines say; one may say nothing."""
    found = [LAST_UPDATED.match(block.text) for block in body if block.kind is Kind.DATE]
    if not found:
        raise SourceError(source, "end", 'expected a line "Last updated: <date>", found none')
    yield from (line[1].strip() for line in found if line)


def _names(listed: Sequence[Block]) -> Iterator[Name]:
    for block in (block for block in listed if _label(block) == OTHER_NAMES):
        first, last = _value(block)
        for found in NAME.finditer(block.text, first, last):
            words = found[0].strip().removesuffix(SEE_MORE).rstrip()
            start = block.start + block.text.index(words, found.start())
            yield Name(one_spaced(words), words, Span(start, start + len(words)))


def _sections(body: Sequence[Block], title: str, text: str) -> Iterator[Section]:
    drafts = [draft for draft in _drafts(body, title) if draft.text or draft.bullets]
    sections = sorted((_section(draft, text) for draft in drafts), key=lambda s: s.span.start)
    for position, section in enumerate(sections, 1):
        yield replace(section, position=position)


def _drafts(body: Sequence[Block], title: str) -> list[_Draft]:
    """Return the page's sections; the text above the first heading stands under the title."""
    current = _Draft(title)
    drafts = [current]
    for block in body:
        if block.kind is Kind.HEADING:
            current = _Draft(one_spaced(block.text))
            drafts.append(current)
        elif label := _label(block):
            if label != OTHER_NAMES and block.text[_value(block)[0] :].strip():
                value = _value(block)
                drafts.append(_Draft(label, [Span(block.start + value[0], block.end)]))
        else:
            current.take(block)
    return drafts


def _section(draft: _Draft, text: str) -> Section:
    said: list[Sentence] = []
    for place in draft.text:
        said += sentences(text[place.start : place.end], place)
    resources = tuple(resource(block.text, block.start) for block in draft.bullets)
    spans = [sentence.span for sentence in said] + [found.span for found in resources]
    return Section(
        heading=draft.heading,
        position=0,
        span=Span(min(s.start for s in spans), max(s.end for s in spans)),
        sentences=tuple(said),
        resources=resources,
        role=draft.role,
    )


def _label(block: Block) -> str | None:
    found = FIELD.match(block.text) if block.kind is Kind.FIELD else None
    return found[1] if found else None


def _value(block: Block) -> tuple[int, int]:
    return block.text.index(":") + 1, len(block.text)
