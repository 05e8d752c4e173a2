"""The bytes of a file that should be a GARD page, to its text."""

import re
from typing import Final

from loaders.loader import SourceError

LIMIT_BYTES: Final = 10_000_000
EXPECTED: Final = "expected the text of a GARD page or its MedQuAD XML"
HTML: Final = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)


def page_text(content: bytes, source: str) -> str:
    """Return the bytes as text, a byte order mark left out.

    Raises SourceError if they are too many, none, binary, not UTF-8, or a web page.
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
    if HTML.match(text):
        raise SourceError(source, 1, f"{EXPECTED}, found a web page (HTML): save its text first")
    return text


def _decoded(content: bytes, source: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = f"byte {error.start + 1}"
        problem = f"expected UTF-8, found the byte 0x{content[error.start]:02X}"
        raise SourceError(source, place, problem) from error
