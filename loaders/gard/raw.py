"""The bytes of a file that should be a GARD page, to its text."""

import re
from typing import Final

from loaders.loader import SourceError

LIMIT_BYTES: Final = 1_000_000
EXPECTED: Final = "expected the text of a GARD page or its MedQuAD XML"
COMMENT: Final = re.compile(r"\s*<!--.*?-->", re.DOTALL)
HTML: Final = re.compile(r"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
# What XML 1.0 can hold in no way, so that no RDF/XML could hold a literal with it.
NOT_IN_XML: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LINE_END: Final = re.compile(r"\r\n|\r|\n")


def page_text(content: bytes, source: str) -> str:
    """Return the bytes as text, a byte order mark left out.

    Raises SourceError if they are more than 1 MB, none, binary, not UTF-8, or a web page, or if a
    control character other than tab and line end is among them.
    """
    if len(content) > LIMIT_BYTES:
        megabytes = LIMIT_BYTES // 1_000_000
        raise SourceError(source, "size", f"{EXPECTED}, found more than {megabytes} MB")
    if content.startswith(b"%PDF"):
        raise SourceError(source, "byte 1", f"{EXPECTED}, found a PDF: save its text first")
    if b"\0" in content:
        place = f"byte {content.index(0) + 1}"
        raise SourceError(source, place, f"{EXPECTED}, found a NUL: a binary file, or not UTF-8")
    text = _decoded(content, source)
    if not text.strip():
        raise SourceError(source, "whole file", f"{EXPECTED}, found nothing")
    if _is_html(text):
        raise SourceError(source, 1, f"{EXPECTED}, found a web page (HTML): save its text first")
    if control := NOT_IN_XML.search(text):
        line = 1 + len(LINE_END.findall(text, 0, control.start()))
        found = f"the control character U+{ord(control[0]):04X}"
        raise SourceError(source, line, f"{EXPECTED}, found {found}")
    return text


def _is_html(text: str) -> bool:
    """Return whether the first element is one of HTML; comments may stand before it."""
    place = 0
    while comment := COMMENT.match(text, place):
        place = comment.end()
    return HTML.match(text, place) is not None


def _decoded(content: bytes, source: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = f"byte {error.start + 1}"
        problem = f"expected UTF-8, found the byte 0x{content[error.start]:02X}"
        raise SourceError(source, place, problem) from error
