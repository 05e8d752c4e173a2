"""What an entity is called in words and tables: its CURIE, its identifier space, its label."""

import re
from collections.abc import Iterator
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Store

from ontology import identifiers
from ontology.standard import rdfs_label, schema_name, skos_prefLabel

# A label that we chose, then that of the entity's own authority, then what others call it.
LABELS = (skos_prefLabel, rdfs_label, schema_name)
# What all identifiers of a space share, and sometimes more; its space is looked up once.
_BEGINNING = re.compile(".*[/#_:-]")
_spaces: dict[str, str] = {}


@lru_cache(maxsize=1 << 16)
def short(iri: NamedNode) -> str:
    """Return the CURIE of an IRI, or the IRI where it has none: that of a page stays as it is."""
    try:
        written = identifiers.curie(iri)
        return written if identifiers.parse(written) == iri else iri.value
    except identifiers.IdentifierError:
        return iri.value


def space(iri: NamedNode) -> str:
    """Return the prefix of the identifier space that an IRI belongs to, "" if none is known."""
    beginning = _BEGINNING.match(iri.value)
    if beginning is None:
        return ""
    known = _spaces.get(beginning.group())
    if known is None:
        written = short(iri)
        known = "" if written == iri.value else written.partition(":")[0]
        _spaces[beginning.group()] = known
    return known


def label(store: Store, entity: NamedNode) -> str:
    """Return the best English or plain label of an entity, "" if it has none.

    Of several equally good ones it is the first by name, so that it is always the same.
    """
    for property_ in LABELS:
        if found := sorted(_texts(store, entity, property_)):
            return found[0]
    return ""


def named(store: Store, entity: NamedNode) -> str:
    """Return an entity's label with its CURIE, or the CURIE alone."""
    found = label(store, entity)
    return f"{found} ({short(entity)})" if found else short(entity)


def _texts(store: Store, entity: NamedNode, property_: NamedNode) -> Iterator[str]:
    for quad in store.quads_for_pattern(entity, property_, None, None):
        if isinstance(quad.object, Literal) and (quad.object.language or "en").startswith("en"):
            yield quad.object.value
