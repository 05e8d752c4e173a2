"""The Human Phenotype Ontology, hp.json in OBO Graphs JSON: terms, names, hierarchy."""

from typing import Final

from pyoxigraph import NamedNode

from loaders.kind import Kind
from loaders.obo.graphs import OBO, header, recognises
from loaders.obo.ontology import Ontology

HPO: Final = Ontology(
    prefix="HP",
    is_of_diseases=False,
    iri=NamedNode(OBO + "hp.owl"),
    title="Human Phenotype Ontology",
)

KIND: Final = Kind(
    name="hp-json",
    title="Human Phenotype Ontology",
    licence="https://hpo.jax.org/app/license",
    credit="This service/product uses the Human Phenotype Ontology.",
    home="https://hpo.jax.org/",
    recognises=recognises("hp"),
    header=header,
    quads=HPO.quads,
)
