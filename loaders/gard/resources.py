"""A bullet of a resources section: what it points to."""

import re
from typing import Final

from loaders.gard.headings import BULLET
from loaders.gard.records import Resource, Span
from loaders.gard.references import URL
from loaders.gard.sentences import first_words, one_spaced, sentences

VERB: Final = re.compile(
    r"\s(?:has|have|is|are|was|were|provides?|offers?|lists?|contains?|includes?|supports?)\s"
)
LONGEST_NAME: Final = 12


def resource(text: str, start: int) -> Resource:
    """Return what a bullet that begins at `start` points to.

    Its name is what stands before the first verb, without "The"; a bullet that does not begin
    with a name is called by its own first words, at most 25.
    """
    mark = BULLET.match(text)
    offset = mark.end() if mark else 0
    said = text[offset:].rstrip()
    place = Span(start + offset, start + offset + len(said))
    url = URL.search(said)
    return Resource(
        name=_name(said),
        text=said,
        span=place,
        url=url[0].rstrip(".,;)") if url else None,
    )


def _name(said: str) -> str:
    first = one_spaced(next(sentences(said, Span(0, len(said)))).text)
    named, *predicate = VERB.split(first, maxsplit=1)
    named = named.removeprefix("The ")
    if predicate and named[:1].isupper() and len(named.split()) <= LONGEST_NAME:
        return named
    return first_words(first)
