"""The IRIs by which the W3C names formats (https://www.w3.org/ns/formats/)."""

from typing import Final

from pyoxigraph import NamedNode

FORMATS: Final = "http://www.w3.org/ns/formats/"

_NAMES: Final = {
    "application/ld+json": "JSON-LD",
    "application/n-quads": "N-Quads",
    "application/n-triples": "N-Triples",
    "application/rdf+xml": "RDF_XML",
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "application/trig": "TriG",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
}


def format_iri(media_type: str) -> NamedNode | None:
    """Return the IRI of the format that a media type means in SPARQL; None for others, as HTML."""
    name = _NAMES.get(media_type)
    return NamedNode(FORMATS + name) if name else None


def media_type_iri(media_type: str) -> NamedNode:
    """Return the IRI of a media type at IANA, as DCAT 3 (section 6.8.17) wants it."""
    return NamedNode(f"https://www.iana.org/assignments/media-types/{media_type}")
