"""Literals in the form in which the store gives them back."""

import re
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Store

_NODE: Final = NamedNode("urn:node")
# A literal with a datatype at the end of a line. With a quote or a backslash in it, it is no
# number and no date, and the store keeps it as it is.
_TYPED: Final = re.compile(rb'(?<!\\)"([^"\\\n]*)"\^\^<([^<>\n]*)>(?=(?: <[^<>\n]*>)? \.$)', re.M)


def as_stored(lines: bytes) -> bytes:
    """Return lines of N-Quads with their literals as the store gives them back.

    The store keeps values, not lexical forms: "01"^^xsd:integer comes back as "1".
    """
    return _TYPED.sub(_stored, lines)


def _stored(found: re.Match[bytes]) -> bytes:
    return _form(found[0], found[1], found[2])


@lru_cache(maxsize=1 << 16)
def _form(written: bytes, value: bytes, datatype: bytes) -> bytes:
    literal = Literal(value.decode(), datatype=NamedNode(datatype.decode()))
    store = Store()
    store.add(Quad(_NODE, _NODE, literal))
    (quad,) = store
    return written if quad.object == literal else str(quad.object).encode()
