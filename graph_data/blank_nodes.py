"""Blank nodes to derived IRIs, so that everything in a release can be cited."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import BlankNode, NamedNode, Quad

from ontology.base import NODE


class BlankNodeCycle(ValueError):
    """Blank nodes that describe each other have no content to derive an IRI from."""


def named(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the quads with every blank node replaced by an IRI derived from its content.

    The IRI is NODE and the first 16 hex digits of the SHA-256 of the node's triples, so two
    nodes of equal content become one. A Merkle tree; RDF 1.1 Concepts, section 3.5, allows it.
    Raises BlankNodeCycle if blank nodes form a cycle.
    """
    listed = list(quads)
    names = _Names(listed)
    for quad in listed:
        yield Quad(names.of(quad.subject), quad.predicate, names.of(quad.object), quad.graph_name)


@dataclass
class _Names:
    quads: list[Quad]
    triples: dict[BlankNode, list[Quad]] = field(init=False)
    found: dict[BlankNode, NamedNode] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.triples = defaultdict(list)
        for quad in self.quads:
            if isinstance(quad.subject, BlankNode):
                self.triples[quad.subject].append(quad)

    def of(self, term: Any) -> Any:
        if not isinstance(term, BlankNode):
            return term
        if term not in self.found:
            self._name(term)
        return self.found[term]

    def _name(self, root: BlankNode) -> None:
        """Name a node after all that it consists of; a stack, as chains can be long."""
        path = {root: self._parts(root)}
        while path:
            node, parts = next(reversed(path.items()))
            part = next((part for part in parts if part not in self.found), None)
            if part is None:
                self.found[node] = NamedNode(NODE + self._digest(node))
                del path[node]
            elif part in path:
                raise BlankNodeCycle("blank nodes that refer to each other in a circle")
            else:
                path[part] = self._parts(part)

    def _parts(self, node: BlankNode) -> Iterator[BlankNode]:
        return (q.object for q in self.triples[node] if isinstance(q.object, BlankNode))

    def _digest(self, node: BlankNode) -> str:
        lines = sorted(f"{q.predicate} {self.of(q.object)}" for q in self.triples[node])
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
