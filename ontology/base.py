"""The namespaces of our own IRIs, all below one base, and the IRI of the endpoint."""

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
# Relative IRIs of a query without BASE are resolved against it: RFC 3986, section 5.1.
ENDPOINT: Final = BASE + "sparql"
