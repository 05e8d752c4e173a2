"""Whether the terms of our vocabulary that a query names are there at all."""

from collections.abc import Mapping

from pyoxigraph import NamedNode, Store

from ontology.base import GRAPH
from ontology.terms import NAMESPACE
from server.query.vocabulary_terms import unknown_term, unlisted_terms

VOCABULARY = NamedNode(GRAPH + "vocabulary")


def forbid_unknown_terms(store: Store, query: str, known_prefixes: Mapping[str, str]) -> None:
    """Return nothing if the store or the vocabulary has every term of ours in the query.

    A store without our vocabulary may name its terms as it likes. Raises UnknownTerm.
    """
    for term in unlisted_terms(query, known_prefixes):
        if not store.contains_named_graph(VOCABULARY):
            return
        if not _stands_in(store, NamedNode(NAMESPACE + term.local_name)):
            raise unknown_term(query, term)


def _stands_in(store: Store, node: NamedNode) -> bool:
    found = (
        store.quads_for_pattern(node, None, None),
        store.quads_for_pattern(None, node, None),
        store.quads_for_pattern(None, None, node),
    )
    return any(next(quads, None) is not None for quads in found)
