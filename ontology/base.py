"""The namespaces of our own IRIs, all below one base."""

from typing import Final

from ontology.terms import NAMESPACE

BASE: Final = NAMESPACE.removesuffix("vocab/")
ID: Final = BASE + "id/"
CLAIM: Final = BASE + "claim/"
SOURCE: Final = BASE + "source/"
MAPPING: Final = BASE + "mapping/"
NODE: Final = BASE + "node/"
GRAPH: Final = BASE + "graph/"
DATASET: Final = BASE + "dataset/"
