"""Mondo's own release, mondo.json in OBO Graphs JSON: classes, names, hierarchy, genes, matches."""

from typing import Final

from pyoxigraph import NamedNode

from loaders.kind import Kind
from loaders.obo.graphs import OBO, header, recognises
from loaders.obo.ontology import Ontology

MONDO: Final = Ontology(
    prefix="MONDO",
    is_of_diseases=True,
    iri=NamedNode(OBO + "mondo.owl"),
    title="Mondo Disease Ontology",
)

KIND: Final = Kind(
    name="mondo-json",
    title="Mondo Disease Ontology",
    licence="https://creativecommons.org/licenses/by/4.0/",
    credit="Mondo Disease Ontology, Monarch Initiative, CC BY 4.0",
    home="https://mondo.monarchinitiative.org/",
    recognises=recognises("mondo"),
    header=header,
    quads=MONDO.quads,
)
