"""The addresses in the descriptions of a release: below the base, until a server sets its own."""

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import NamedNode, Triple

from ontology.base import BASE
from ontology.base import ENDPOINT as ENDPOINT_IRI
from ontology.standard import (
    dcat_accessURL,
    dcat_downloadURL,
    dcat_endpointDescription,
    dcat_endpointURL,
    dcat_landingPage,
    schema_target,
    sd_endpoint,
    void_dataDump,
    void_sparqlEndpoint,
)

HOME: Final = NamedNode(BASE)
ENDPOINT: Final = NamedNode(ENDPOINT_IRI)

# The properties whose values below the base are places to go to, not names of things.
ADDRESSING: Final = frozenset(
    {
        dcat_accessURL,
        dcat_downloadURL,
        dcat_endpointDescription,
        dcat_endpointURL,
        dcat_landingPage,
        schema_target,
        sd_endpoint,
        void_dataDump,
        void_sparqlEndpoint,
    }
)


def dump_address(name: str) -> NamedNode:
    """Return where the dump of this name is served."""
    return NamedNode(f"{BASE}dumps/{name}")


def relocated(triples: Iterable[Triple], address: str) -> Iterator[Triple]:
    """Yield the triples with their addresses below `address` instead of the base.

    Only the values of ADDRESSING change: the names of things stay. `address` ends in a slash.
    """
    for triple in triples:
        value = triple.object
        if (
            triple.predicate in ADDRESSING
            and isinstance(value, NamedNode)
            and value.value.startswith(BASE)
        ):
            moved = NamedNode(address + value.value.removeprefix(BASE))
            yield Triple(triple.subject, triple.predicate, moved)
        else:
            yield triple
