"""The IRIs of cross references as sources write them, each spelling looked up once."""

from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode

from loaders.kind import Reading
from ontology.identifiers import BadIdentifier, UnknownPrefix, parse

# An unknown prefix is known as such after its first use: to look for its likes takes long.
_unknown: Final[dict[str, UnknownPrefix]] = {}
_UNKNOWN_AT_MOST: Final = 10_000


@lru_cache(maxsize=1 << 17)
def found(text: str) -> NamedNode | BadIdentifier | UnknownPrefix:
    """Return the IRI of an identifier in any spelling, else why it is none."""
    prefix = _prefix(text)
    if prefix in _unknown:
        return UnknownPrefix(text, _unknown[prefix].expected)
    try:
        return parse(text)
    except BadIdentifier as error:
        return error
    except UnknownPrefix as error:
        if prefix and len(_unknown) < _UNKNOWN_AT_MOST:
            _unknown[prefix] = error
        return error


def known(text: str) -> NamedNode | None:
    """Return the IRI of an identifier in any spelling, None if the prefix table has none."""
    iri = found(text)
    return iri if isinstance(iri, NamedNode) else None


def checked(reading: Reading, text: str, place: str) -> NamedNode | None:
    """Return the IRI of an identifier; what is none is counted as a skip, with its place."""
    iri = found(text)
    if isinstance(iri, NamedNode):
        return iri
    reading.skip(place, str(iri))
    return None


def cross_reference(reading: Reading, text: str, place: str) -> NamedNode | Literal | None:
    """Return the IRI of a cross reference, the text as written if its prefix is unknown.

    One with a known prefix and a wrong identifier is counted as a skip: None.
    """
    iri = found(text)
    if isinstance(iri, UnknownPrefix):
        return Literal(text)
    return checked(reading, text, place)


def _prefix(text: str) -> str:
    """Return what comes before the colon of a CURIE, "" for an IRI and what else has none."""
    prefix, colon, _ = text.partition(":")
    return "" if "://" in text or not colon else prefix.casefold()
