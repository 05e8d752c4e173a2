"""Entities of an XML document: a few lines of them can stand for more than any memory holds."""

import re
from typing import BinaryIO
from xml.parsers import expat

# OWL files abbreviate namespaces; what an attribute or a text needs more is no abbreviation.
MOST_CHARACTERS = 10_000
_CHUNK_BYTES = 1 << 16
_REFERENCE = re.compile(r"&([^#;&][^;&]*);")
_DECLARATION = b"<!ENTITY"


class ExpandingEntity(ValueError):
    """An entity stands for too long a text, or nobody can tell for how long a one."""


class _FirstElement(Exception):
    """The declarations are over."""


def forbid_expanding(file: BinaryIO) -> None:
    """Return if no entity that the document declares stands for more than MOST_CHARACTERS.

    Reads the document up to its first element. What is no XML is left to its parser, unless it
    declares entities. Raises ExpandingEntity.
    """
    lengths: dict[str, int] = {}

    def begin(*_: object) -> None:
        raise _FirstElement

    def declare(name: str, _: int, value: str | None, *__: object) -> None:
        if value is not None:  # an external one, which nobody reads
            lengths[name] = _length(name, value, lengths)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EntityDeclHandler = begin, declare
    seen = b""
    try:
        while chunk := file.read(_CHUNK_BYTES):
            seen = seen[-len(_DECLARATION) :] + chunk if _DECLARATION not in seen else seen
            parser.Parse(chunk)
    except _FirstElement:
        pass
    except expat.ExpatError as error:
        if _DECLARATION in seen:
            raise ExpandingEntity(f"entities in what is no XML: {error}") from error


def _length(name: str, value: str, lengths: dict[str, int]) -> int:
    """Return how many characters an entity stands for; those that it names come before it."""
    named = sum(lengths.get(one, 0) for one in _REFERENCE.findall(value))
    if named + len(value) > MOST_CHARACTERS:
        raise ExpandingEntity(f"an entity of more than {MOST_CHARACTERS:,} characters: {name}")
    return named + len(value)
