"""Which answers hold terms that only RDF 1.2 and SPARQL 1.2 know, told by `version=1.2`.

Such terms are triple terms and texts with a base direction. A reader of RDF 1.1 can read every
other answer, so only these are labelled. RDF 1.2 Turtle, section "Internet Media Type"; SPARQL 1.2
Query Results JSON Format, the same section.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from pyoxigraph import Literal, Quad, RdfFormat, Triple, parse

from server.execution.spool import Spool

VERSION = "version=1.2"
_BLOCK_BYTES = 1_000_000
_OVERLAP_BYTES = 4_000  # so long may a tag be that begins at the end of a block


class _Sign(NamedTuple):
    """What an answer that holds such a term has; `is_sure` if nothing else has it."""

    texts: tuple[bytes, ...]
    pattern: re.Pattern[bytes]
    is_sure: bool = True


_IN_TEXT = _Sign(
    (b"<<(", b"--ltr", b"--rtl"), re.compile(rb'<<\(|"@[A-Za-z0-9-]+--(?:ltr|rtl)'), is_sure=False
)
# In JSON a quotation mark of a value is escaped, and in XML a bracket.
_SIGNS = {
    "application/sparql-results+json": _Sign(
        (b'"triple"', b'"its:dir"'), re.compile(rb'"type":"triple"|"its:dir":')
    ),
    "application/sparql-results+xml": _Sign(
        (b"<triple>", b"its:dir="), re.compile(rb"<triple>|<literal [^<>]*its:dir=")
    ),
    "application/rdf+xml": _Sign((b"rdf:version=",), re.compile(rb"<[^<>]* rdf:version=")),
    "text/turtle": _IN_TEXT,
    "application/n-triples": _IN_TEXT,
    "application/n-quads": _IN_TEXT,
    "application/trig": _IN_TEXT,
}


def told_version(media_type: str, spool: Spool) -> str:
    """Return the media type of an answer that is written, with its version where that is 1.2.

    CSV and TSV have no such parameter.
    """
    sign = _SIGNS.get(media_type)
    if sign is None or not any(_has(sign, block) for block in _blocks(spool)):
        return media_type
    is_new = sign.is_sure or _holds_new_term(media_type, spool)
    _rewind(spool)
    return f"{media_type}; {VERSION}" if is_new else media_type


def _has(sign: _Sign, block: bytes) -> bool:
    # A plain search is many times as fast as that for a pattern.
    return any(text in block for text in sign.texts) and sign.pattern.search(block) is not None


def _blocks(spool: Spool) -> Iterator[bytes]:
    """Yield the content, each block with the end of the one before."""
    if spool.file is None:
        yield spool.short()
        return
    before = b""
    _rewind(spool)
    while block := spool.file.read(_BLOCK_BYTES):
        yield before + block
        before = block[-_OVERLAP_BYTES:]


def _holds_new_term(media_type: str, spool: Spool) -> bool:
    """Tell whether the answer, read again, has such a term: its sign may stand in a text, too."""
    _rewind(spool)
    content: BinaryIO | bytes = spool.file or spool.short()
    return any(map(_is_new, parse(content, RdfFormat.from_media_type(media_type))))


def _rewind(spool: Spool) -> None:
    if spool.file is not None:
        spool.file.seek(0)


def _is_new(quad: Quad) -> bool:
    term = quad.object
    return isinstance(term, Triple) or (isinstance(term, Literal) and term.direction is not None)
