"""Stanzas of OBO files, one at a time.

https://owlcollab.github.io/oboformat/doc/GO.format.obo-1_4.html
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from loaders.loader import SourceError
from loaders.reading.source_file import SourceFile

LINE_BYTES: Final = 1 << 20
STANZA_LINES: Final = 100_000
_KIND = re.compile(r"\[(\w+)\]\s*$")
_TAG = re.compile(r"([^:\s]+):\s*(.*)$", re.DOTALL)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_ESCAPED = re.compile(r"\\(.)")
# What a value is made of: an escape, a quoted text, what may end it, anything else.
_PIECE = re.compile(r'\\.|"(?:[^"\\]|\\.)*"|(?<=\s)[{!]|[^\\"{!]+|.', re.DOTALL)
_QUALIFIER = re.compile(r'([^\s=,{]{1,200})="((?:[^"\\]|\\.)*)"')
_ESCAPES: Final = {"n": "\n", "W": " ", "t": "\t"}


class Tag(NamedTuple):
    """One line of a stanza: its number from 1, its tag and all that follows."""

    line: int
    name: str
    text: str

    @property
    def value(self) -> str:
        """What follows the tag, without qualifiers and comment, as it is written."""
        return self.text[: _end_of_value(self.text)].strip()

    @property
    def qualifiers(self) -> list[tuple[str, str]]:
        """The qualifiers in braces at the line's end, as name and value, in order."""
        rest = self.text[_end_of_value(self.text) :]
        if not rest.startswith("{"):
            return []
        return [(one[1], unescaped(one[2])) for one in _QUALIFIER.finditer(rest)]


@dataclass
class Stanza:
    """A frame of an OBO file: its kind, "" for the header, and its lines."""

    kind: str
    line: int
    tags: list[Tag] = field(default_factory=list)

    def first(self, name: str) -> str:
        """Return the value of the first tag of a name, "" if there is none."""
        return next((tag.value for tag in self.tags if tag.name == name), "")

    def all(self, name: str) -> list[Tag]:
        """Return the tags of a name, in order."""
        return [tag for tag in self.tags if tag.name == name]


def stanzas(file: SourceFile) -> Iterator[Stanza]:
    """Yield the header and the stanzas of a file, in its order.

    Raises SourceError for a line that is no UTF-8, no tag and value, or not bounded.
    """
    stanza = Stanza("", 1)
    for number, line in _lines(file):
        if kind := _KIND.match(line):
            yield stanza
            stanza = Stanza(kind[1], number)
            continue
        content = line.strip()
        if not content or content.startswith("!"):
            continue
        tag = _TAG.match(content)
        if tag is None:
            raise SourceError(file.name, number, f"expected TAG: VALUE, found {content[:80]!r}")
        stanza.tags.append(Tag(number, tag[1], tag[2]))
        if len(stanza.tags) > STANZA_LINES:
            problem = f"expected at most {STANZA_LINES:,} lines in a stanza, found more"
            raise SourceError(file.name, number, problem)
    yield stanza


def unescaped(written: str) -> str:
    r"""Return a text without OBO's escapes.

    >>> unescaped(r"a\, \"b\"")
    'a, "b"'
    """
    return _ESCAPED.sub(lambda found: _ESCAPES.get(found[1], found[1]), written)


def _end_of_value(text: str) -> int:
    """Return where qualifiers or a comment begin that are neither quoted nor escaped."""
    if "{" in text or "!" in text:
        for piece in _PIECE.finditer(text):
            if piece[0] in ("{", "!") and piece.start() and text[piece.start() - 1].isspace():
                return piece.start()
    return len(text)


def _lines(file: SourceFile) -> Iterator[tuple[int, str]]:
    with file.opened() as stream:
        number = 0
        while written := stream.readline(LINE_BYTES + 1):
            number += 1
            if len(written) > LINE_BYTES:
                problem = f"expected lines of at most {LINE_BYTES:,} bytes, found a longer one"
                raise SourceError(file.name, number, problem)
            try:
                line = written.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                raise SourceError(file.name, number, f"expected UTF-8: {error.reason}") from error
            if _CONTROL.search(line):
                raise SourceError(file.name, number, "expected text, found a control character")
            yield number, line
