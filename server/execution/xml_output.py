"""What XML cannot write: the engine writes it all the same, so it is refused here."""

import io
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, cast

from pyoxigraph import Triple

from server.problems import NotAcceptable

_NAME_END = re.compile(r"[^\W\d][\w.\-\u00b7]*\Z")
_NO_CHARACTER = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_OTHER_FORMATS = "Ask for another format, such as JSON or N-Triples."


class XmlWriter(io.RawIOBase):
    """A writer of XML that passes on what it gets, in the form in which it can be read back.

    A carriage return is written as a reference, since a reader of XML takes it for a line feed.
    Raises NotAcceptable for a character that XML 1.0 does not have.
    """

    def __init__(self, target: BinaryIO) -> None:
        super().__init__()
        self._target = target

    @property
    def writer(self) -> BinaryIO:
        """Return itself, under the type that serialisers ask for."""
        return cast(BinaryIO, self)

    def write(self, chunk: bytes, /) -> int:  # type: ignore[override]
        """Append and return the length of the chunk."""
        if match := _NO_CHARACTER.search(chunk):
            raise NotAcceptable(
                f"XML has no character U+{ord(match.group().decode()):04X}, and the answer has it.",
                hint=_OTHER_FORMATS,
            )
        self._target.write(chunk.replace(b"\r", b"&#13;"))
        return len(chunk)


def writable(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Yield the triples. Raises NotAcceptable at a predicate that ends in no name of XML."""
    for triple in triples:
        if not has_element_name(triple.predicate.value):
            raise NotAcceptable(
                f"RDF/XML cannot write the predicate <{triple.predicate.value}>.",
                hint=_OTHER_FORMATS,
            )
        yield triple


def has_element_name(predicate: str) -> bool:
    """Tell whether the IRI ends in a local name after some namespace.

    >>> has_element_name("http://xmlns.com/foaf/0.1/name"), has_element_name("http://e/1/")
    (True, False)
    """
    match = _NAME_END.search(predicate)
    return match is not None and match.start() > 0
