"""Values of OBO Graphs JSON and of other tables as terms of RDF."""

from pyoxigraph import Literal, NamedNode

from loaders.claims import Property
from loaders.obo.graphs import OBO
from loaders.xrefs import known
from ontology import terms as rg
from ontology.standard import dcterms_references


def reference(text: str) -> Property:
    """Return what a text refers to: dcterms:references if it is an identifier, else as written."""
    iri = known(text)
    return (dcterms_references, iri) if iri else (rg.asWritten, Literal(text))


def address(text: str) -> NamedNode | None:
    """Return the IRI of an address of the web, None if the text is none."""
    if not text.startswith(("http://", "https://")):
        return None
    try:
        return NamedNode(text)
    except ValueError:
        return None


def english(text: object) -> Literal:
    """Return an English text."""
    return Literal(str(text), language="en")


def target_of(written: str) -> NamedNode | None:
    """Return the IRI of what an edge leads to; any class of the OBO library is one."""
    iri = known(written)
    if iri is None and written.startswith(OBO):
        try:
            return NamedNode(written)
        except ValueError:
            return None
    return iri
