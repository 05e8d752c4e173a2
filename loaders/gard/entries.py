"""Which numbered entries of a GARD page in text are its reference list."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from loaders.gard.blocks import Block, Kind
from loaders.gard.headings import NUMBERED
from loaders.gard.records import Reference
from loaders.gard.references import URL, reference
from loaders.gard.sentences import footnotes, one_spaced
from loaders.loader import SourceError

# What a reference has and a piece of advice has not.
CITED_WORK: Final = re.compile(rf"{URL.pattern}|\bAccessed\b|\b(?:19|20)[0-9]{{2}}\b")
ABOVE_THE_LIST: Final = (Kind.BULLET, Kind.FIELD)


def split_references(
    body: Sequence[Block], source: str
) -> tuple[list[Block], tuple[Reference, ...]]:
    """Return the rest of a page and its reference list.

    That is the last list of numbered entries most of which look like references; if none is, the
    last one most of whose entries do or have a footnote that points to them. Bullets and fields
    stand above it; text, headings and dates may stand below. Any other numbered list is text.
    """
    lists = list(_numbered_lists(body))
    cited = {number for block in body for number in footnotes(block.text)}
    for numbers in (set(), cited):
        for listed in reversed(lists):
            if 2 * sum(_is_reference(entry, numbers) for entry in listed) > len(listed):
                places = {entry.start for entry in listed}
                rest = [block for block in body if block.start not in places]
                return rest, _references(listed, source)
    return list(body), ()


def _numbered_lists(body: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield the lists below the last bullet, in their order.

    Text between two entries does not part them if the numbers go on below it.
    """
    first = max((n for n, block in enumerate(body, 1) if block.kind in ABOVE_THE_LIST), default=0)
    listed: list[Block] = []
    between: set[Kind] = set()
    for block in body[first:]:
        if block.kind is not Kind.NUMBERED:
            between.add(block.kind)
            continue
        if listed and between and not (between == {Kind.TEXT} and _goes_on(listed, block)):
            yield listed
            listed = []
        listed.append(block)
        between = set()
    if listed:
        yield listed


def _goes_on(listed: list[Block], entry: Block) -> bool:
    return _split(entry)[0] > _split(listed[-1])[0]


def _is_reference(entry: Block, cited: set[int]) -> bool:
    number, text = _split(entry)
    return number in cited or CITED_WORK.search(text) is not None


def _references(listed: list[Block], source: str) -> tuple[Reference, ...]:
    entries = [_split(block) for block in listed]
    numbers = [number for number, _ in entries]
    if numbers != sorted(set(numbers)):
        problem = f"expected ascending numbers in the reference list, found {numbers[:20]}"
        raise SourceError(source, listed[0].line, problem)
    return tuple(reference(number, one_spaced(text)) for number, text in entries)


def _split(entry: Block) -> tuple[int, str]:
    """Return the number and the text of an entry."""
    found = NUMBERED.match(entry.text)
    assert found
    return int(found[1]), entry.text[found.end() :]
