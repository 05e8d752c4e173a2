"""The elements of arrays in a large JSON file, one at a time, in bounded memory (RFC 8259).

The standard library's decoder is used on a buffer that holds the element in hand: as quick as a
streaming parser, and what one element may take is bounded.
"""

import codecs
import json
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from loaders.loader import SourceError
from loaders.reading.source_file import SourceFile

ELEMENT_CHARACTERS: Final = 8 << 20
_CHUNK: Final = 1 << 20
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_ESCAPED: Final = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is no number of JSON")


_DECODER: Final = json.JSONDecoder(parse_constant=_no_constant)


class JsonStream:
    """Reads the tokens and values of one file in its order; every error names its place."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self.name = name
        self._stream = stream
        self._decode = codecs.getincrementaldecoder("utf-8-sig")().decode
        self._text = ""
        self._at = self._before = self._bytes = 0
        self._ended = False

    def error(self, problem: str) -> SourceError:
        """Return the error at the place that is read now."""
        return SourceError(self.name, f"character {self._before + self._at + 1:,}", problem)

    def peek(self) -> str:
        """Return the next character that is no space, "" at the end."""
        while True:
            space = _SPACE.match(self._text, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def take(self, *expected: str) -> str:
        """Return the next character, which must be one of those. Raises SourceError."""
        found = self.peek()
        if found not in expected or not found:
            seen = repr(found) if found else "the end of the file"
            raise self.error(f"expected {' or '.join(map(repr, expected))}, found {seen}")
        self._at += 1
        return found

    def value(self) -> object:
        """Return the next value, whole. Raises SourceError."""
        self.peek()
        while True:
            try:
                found, end = _DECODER.raw_decode(self._text, self._at)
            except RecursionError as error:
                raise self.error("expected values nested less deeply") from error
            except json.JSONDecodeError as error:
                if self._grown():
                    continue
                raise self._broken(error) from error
            except ValueError as error:
                raise self.error(f"expected JSON, found: {error}") from error
            # A number that ends with the buffer may go on behind it.
            if end < len(self._text) or not self._grown():
                break
        if end - self._at > ELEMENT_CHARACTERS:
            raise self._too_long()
        if _ESCAPED.search(self._text, self._at, end):
            self._refuse_characters(found)
        self._at = end
        return found

    def members(self) -> Iterator[str]:
        """Yield the names of an object's members; the value of each is to be read between."""
        self.take("{")
        is_more = self.peek() != "}"
        while is_more:
            name = self.value() if self.peek() == '"' else self.take('"')
            self.take(":")
            yield str(name)
            is_more = self.take(",", "}") == ","
            if not is_more:
                return
        self.take("}")

    def elements(self) -> Iterator[int]:
        """Yield the numbers, from 1, of an array's elements, each to be read between."""
        self.take("[")
        number = 0
        is_more = self.peek() != "]"
        while is_more:
            number += 1
            yield number
            is_more = self.take(",", "]") == ","
            if not is_more:
                return
        self.take("]")

    def end(self) -> None:
        """Raise SourceError unless nothing but space is left."""
        if self.peek():
            raise self.error(f"expected the end of the file, found {self.peek()!r}")

    def _grown(self) -> bool:
        """Read as much again as the value in hand has so far; False if there is nothing more."""
        length = len(self._text) - self._at
        if length > ELEMENT_CHARACTERS:
            raise self._too_long()
        grown = self._more()
        while grown and len(self._text) - self._at < 2 * length and self._more():
            pass
        return grown

    def _too_long(self) -> SourceError:
        limit = f"{ELEMENT_CHARACTERS:,} characters"
        return self.error(f"expected values below {limit}, found a longer or broken one")

    def _more(self) -> bool:
        if self._ended:
            return False
        chunk = self._stream.read(_CHUNK)
        self._ended = not chunk
        try:
            text = self._decode(chunk, not chunk)
        except UnicodeDecodeError as error:
            place = f"byte {self._bytes + error.start + 1:,} or soon after"
            found = f"{error.object[error.start]:#04x}"
            raise SourceError(self.name, place, f"expected UTF-8, found {found}") from error
        self._bytes += len(chunk)
        self._before += self._at
        self._text = self._text[self._at :] + text
        self._at = 0
        return bool(chunk)

    def _broken(self, error: json.JSONDecodeError) -> SourceError:
        self._at = error.pos
        seen = self._text[error.pos : error.pos + 40]
        found = repr(seen) if seen else "the end of the file"
        return self.error(f"broken JSON: {error.msg}, found {found}")

    def _refuse_characters(self, value: object) -> None:
        """Refuse what no RDF text can hold: NUL, and halves of surrogate pairs."""
        for text in _texts(value):
            if "\0" in text:
                raise self.error(f"expected text, found NUL in {text[:80]!r}")
            if any("\ud800" <= one <= "\udfff" for one in text):
                raise self.error(f"expected characters, found half a surrogate in {text[:80]!r}")


def opened(file: SourceFile, stream: BinaryIO) -> JsonStream:
    """Return the reader of a file's content, which must be an object. Raises SourceError."""
    reader = JsonStream(stream, file.name)
    if reader.peek() != "{":
        found = repr(reader.peek()) if reader.peek() else "an empty file"
        raise reader.error(f"expected a JSON object, found {found}")
    return reader


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield name
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
