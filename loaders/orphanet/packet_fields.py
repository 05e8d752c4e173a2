"""Fields of ORPHApackets, whose shape depends on how much is in them."""

import re
from collections.abc import Iterator
from typing import Any, Final

# A field without a value.
_NOTHING: Final = (None, "", "no data")
# What JSON can write and RDF, XML or UTF-8 cannot.
_NO_TEXT: Final = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff]")


class BadShape(ValueError):
    """A field of a packet has a shape that none is known to have: what was expected and found."""


def entries(content: dict[str, Any], field: str, inner: str) -> Iterator[Any]:
    """Yield the values of a field: one is an object, several are an array, of them or in them."""
    value = content.get(field)
    for item in value if isinstance(value, list) else [value]:
        if item in _NOTHING:
            continue
        if not isinstance(item, dict):
            raise BadShape(f"{field}: expected objects, found {str(item)[:80]!r}")
        found = item.get(inner, item)
        yield from found if isinstance(found, list) else [found]


def text_of(entry: Any, key: str) -> str:
    """Return a text, or that of a key; "" if there is none."""
    value = entry.get(key) if isinstance(entry, dict) else entry
    if value in _NOTHING:
        return ""
    written = str(value) if isinstance(value, int) else value
    if not isinstance(written, str) or _NO_TEXT.search(written):
        raise BadShape(f"{key}: expected a text, found {str(value)[:80]!r}")
    return written.strip()
