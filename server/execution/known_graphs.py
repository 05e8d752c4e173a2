"""The graphs of a store by name: which there are, and which may be meant."""

import difflib
from collections.abc import Iterable
from itertools import islice

from pyoxigraph import NamedNode, Store

from server.problems import UnknownGraph

_MOST_COMPARED = 1_000
_MOST_NAMED = 3
_MOST_LETTERS = 100


def forbid_unknown(store: Store, graphs: Iterable[str]) -> None:
    """Return nothing if the store has all these graphs, empty ones that it declares included.

    Raises UnknownGraph for the first that it has not, with the names that come near.
    """
    for graph in graphs:
        if not store.contains_named_graph(NamedNode(graph)):
            raise UnknownGraph(
                f"There is no graph <{graph}>.", graph=graph, hint=graph_hint(store, graph)
            )


def graph_hint(store: Store, graph: str) -> str:
    """Return which graphs of the store a name may mean, or how to find them."""
    graphs = islice(store.named_graphs(), _MOST_COMPARED)
    names = [one.value for one in graphs if isinstance(one, NamedNode)]
    by_end = {_end(name): name for name in names}
    ends = difflib.get_close_matches(_end(graph), by_end, _MOST_NAMED, 0.7)
    near = [by_end[end] for end in ends]
    near = near or difflib.get_close_matches(graph[-_MOST_LETTERS:], names, _MOST_NAMED, 0.8)
    if near:
        return "Did you mean " + " or ".join(f"<{name}>" for name in near) + "?"
    return "The graphs there are: SELECT DISTINCT ?g { GRAPH ?g {} }"


def _end(name: str) -> str:
    """Return what tells the graphs of one namespace apart."""
    return name.rstrip("/#")[-_MOST_LETTERS:].replace("#", "/").rpartition("/")[2].lower()
