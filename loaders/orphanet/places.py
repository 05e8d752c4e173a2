"""The places of epidemiological figures."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from pyoxigraph import NamedNode, Quad

from loaders.kind import Reading
from loaders.orphanet.entities import english
from ontology.base import ID
from ontology.standard import rdf_type, schema_name, schema_Place, skos_Concept

WORLDWIDE: Final = "Worldwide"
SPECIFIC: Final = "Specific population"
_WITH_ARTICLE: Final = frozenset(
    {
        "Czech Republic",
        "Dominican Republic",
        "Faroe Islands",
        "Netherlands",
        "Philippines",
        "Russian Federation",
        "United Arab Emirates",
        "United Kingdom",
        "United States",
    }
)


class Place(NamedTuple):
    """A place, and how it is said after "people"."""

    iri: NamedNode
    name: str
    phrase: str


@lru_cache(maxsize=1024)
def place_named(name: str) -> Place:
    """Return the place that a source names. Raises ValueError for a name without a letter."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_name.lower()).strip("-")
    if not re.search("[a-z]", slug):
        raise ValueError(f"expected the name of a place, found {name!r}")
    return Place(NamedNode(ID + slug), name, _phrase(name))


def describe_place(reading: Reading, place: Place) -> Iterator[Quad]:
    """Yield a place's types and name; a specific population is no place."""
    if place.name != SPECIFIC:
        yield reading.quad(place.iri, rdf_type, schema_Place)
    yield reading.quad(place.iri, rdf_type, skos_Concept)
    yield reading.quad(place.iri, schema_name, english(place.name))


def _phrase(name: str) -> str:
    if name == WORLDWIDE:
        return "worldwide"
    if name == SPECIFIC:
        return "of a specific population"
    return f"in the {name}" if name in _WITH_ARTICLE else f"in {name}"
