"""Text in the value of a header."""

from urllib.parse import quote

_PRINTABLE = "".join(map(chr, range(0x20, 0x7F))).replace("%", "")


def header_text(text: str) -> str:
    r"""Return the text in printable ASCII; what else it has is percent-encoded UTF-8.

    >>> header_text("né\nX: y")
    'n%C3%A9%0AX: y'
    """
    return quote(text, safe=_PRINTABLE, errors="replace")
