"""What XML of others is not trusted with: its document type, its encoding."""

import codecs
import re
from typing import BinaryIO, Final
from xml.etree.ElementTree import Element, ParseError
from xml.parsers.expat import ErrorString

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from loaders.loader import SourceError
from loaders.reading.source_file import SourceFile

_PROLOG_BYTES: Final = 256 << 10
_CHUNK: Final = 16 << 10
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"'>]+)["']""")


class _Root:
    """Keeps the first element that a parser begins."""

    def __init__(self) -> None:
        self.found: Element | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.found is None:
            self.found = Element(tag, attributes)

    def close(self) -> None: ...


def checked_root(file: SourceFile, stream: BinaryIO, encoding: str | None) -> Element:
    """Return the root, without content, if no document type is declared. Raises SourceError.

    Only before the root can XML declare a document type and with it entities (XML 1.0, 2.8), so
    the faster parser, which has no defence against them, may read the rest.
    """
    root = _Root()
    guard = DefusedXMLParser(target=root, encoding=encoding, forbid_dtd=True)
    try:
        for _ in range(_PROLOG_BYTES // _CHUNK):
            chunk = stream.read(_CHUNK)
            guard.feed(chunk)
            if root.found is not None:
                return root.found
            if not chunk:
                guard.close()
    except (ParseError, LookupError, ValueError) as error:
        raise as_source_error(file, error) from error
    raise SourceError(file.name, "beginning", f"no element in the first {_PROLOG_BYTES:,} bytes")


def as_source_error(file: SourceFile, error: Exception) -> SourceError:
    """Return what an XML parser raised as an error of the file, with its line and column."""
    if isinstance(error, DefusedXmlException):
        return SourceError(file.name, "beginning", "a document type is declared: expected none")
    if not isinstance(error, ParseError):
        return SourceError(file.name, "XML declaration", f"encoding that cannot be read: {error}")
    line, column = error.position
    what = ErrorString(error.code)
    return SourceError(file.name, f"line {line}, column {column}", f"broken XML: {what}")


def encoding_beside_declaration(file: SourceFile) -> str | None:
    """Return utf-8 for a file in it that declares ISO-8859-1, as Orphadata extracts do, else None.

    None leaves the choice to the XML declaration and the byte order mark.
    """
    declared = _DECLARED.match(file.head().removeprefix(codecs.BOM_UTF8))
    try:
        if declared is None or codecs.lookup(declared[1].decode("ascii")).name != "iso8859-1":
            return None
    except (LookupError, ValueError):
        return None
    decoder = codecs.getincrementaldecoder("utf-8")()
    has_more_than_ascii = False
    with file.opened() as stream:
        try:
            while chunk := stream.read(1 << 20):
                has_more_than_ascii |= not chunk.isascii()
                decoder.decode(chunk)
        except UnicodeDecodeError:
            return None
    return "utf-8" if has_more_than_ascii else None
