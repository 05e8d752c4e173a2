"""The transitive closures, derived at each build so that queries need no path."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from ontology import terms as rg
from ontology.base import GRAPH
from ontology.standard import rdfs_subClassOf, skos_broader, skos_narrower

CLOSURE = NamedNode(GRAPH + "closure")

Edges = dict[NamedNode, set[NamedNode]]


def closure(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield rg:subClassOfTransitive and rg:broaderTransitive, in the closure graph.

    Each named graph is closed for itself, so that no chain leads from one source into another.
    skos:narrower counts as skos:broader read backwards (SKOS Reference, section 8.3). A term is
    not its own ancestor unless the hierarchy has a cycle.
    """
    hierarchies: dict[tuple[NamedNode, object], Edges] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        below, above = quad.subject, quad.object
        if not isinstance(below, NamedNode) or not isinstance(above, NamedNode):
            continue
        if quad.predicate == rdfs_subClassOf:
            hierarchies[rg.subClassOfTransitive, quad.graph_name][below].add(above)
        elif quad.predicate == skos_broader:
            hierarchies[rg.broaderTransitive, quad.graph_name][below].add(above)
        elif quad.predicate == skos_narrower:
            hierarchies[rg.broaderTransitive, quad.graph_name][above].add(below)
    for (predicate, _), edges in hierarchies.items():
        yield from _pairs(edges, predicate)


def _pairs(edges: Edges, predicate: NamedNode) -> Iterator[Quad]:
    for below in edges:
        for above in _reachable(edges, below):
            yield Quad(below, predicate, above, CLOSURE)


def _reachable(edges: Edges, start: NamedNode) -> set[NamedNode]:
    seen: set[NamedNode] = set()
    waiting = [start]
    while waiting:
        new = edges.get(waiting.pop(), set()) - seen
        seen |= new
        waiting.extend(new)
    return seen
