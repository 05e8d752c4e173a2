"""The transitive closures, derived at each build so that queries need no path."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad, Store

from ontology import terms as rg
from ontology.base import GRAPH
from ontology.standard import rdfs_subClassOf, skos_broader, skos_narrower

CLOSURE = NamedNode(GRAPH + "closure")

_HIERARCHIES: Final = {
    rdfs_subClassOf: rg.subClassOfTransitive,
    skos_broader: rg.broaderTransitive,
    skos_narrower: rg.broaderTransitive,
}

_Edges = dict[str, set[str]]


def closure(store: Store) -> Iterator[Quad]:
    """Yield rg:subClassOfTransitive and rg:broaderTransitive, in the closure graph.

    Each named graph is closed for itself, so that no chain leads from one source into another.
    skos:narrower counts as skos:broader read backwards (SKOS Reference, section 8.3). A term is
    not its own ancestor unless the hierarchy has a cycle. A pair of several graphs comes several
    times.
    """
    for (predicate, _), edges in _hierarchies(store).items():
        for below in edges:
            lower = NamedNode(below)
            for above in _reachable(edges, below):
                yield Quad(lower, predicate, NamedNode(above), CLOSURE)


def _hierarchies(store: Store) -> dict[tuple[NamedNode, str], _Edges]:
    """Return the edges upwards by the kind of hierarchy and the named graph."""
    found: dict[tuple[NamedNode, str], _Edges] = defaultdict(lambda: defaultdict(set))
    for said, derived in _HIERARCHIES.items():
        for quad in store.quads_for_pattern(None, said, None, None):
            below, above, graph = quad.subject, quad.object, quad.graph_name
            if (
                isinstance(below, NamedNode)
                and isinstance(above, NamedNode)
                and isinstance(graph, NamedNode)
            ):
                edge = (below.value, above.value)
                lower, upper = reversed(edge) if said == skos_narrower else edge
                found[derived, graph.value][lower].add(upper)
    return found


def _reachable(edges: _Edges, start: str) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        new = edges.get(waiting.pop(), set()) - seen
        seen |= new
        waiting.extend(new)
    return seen
