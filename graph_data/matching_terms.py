"""The terms of HPO in a release, and what phenotype matching may be asked for."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode, Store, Triple

from graph_data.matching import Hierarchy
from ontology.base import GRAPH
from ontology.identifiers import curie
from ontology.standard import (
    dcterms_isReplacedBy,
    oio_consider,
    owl_deprecated,
    rdfs_label,
    rdfs_subClassOf,
)

HPO: Final = "hp-json"

_ROOT: Final = "http://purl.obolibrary.org/obo/HP_0000118"


class MatchingError(ValueError):
    """Matching cannot be done as asked: what was found, what was expected."""


@dataclass(frozen=True)
class Hpo:
    """The terms of HPO in a release: names, hierarchy, and what obsolete ones lead to."""

    graph: str
    labels: Mapping[str, str]
    hierarchy: Hierarchy
    obsolete: frozenset[str]
    successors: Mapping[str, str]
    considered: Mapping[str, str]

    @classmethod
    def of(cls, store: Store) -> "Hpo":
        """Return those of a release. Raises MatchingError if it holds none."""
        graph = graph_of(store, HPO)
        if graph is None:
            raise MatchingError("the release holds no terms of HPO: build it with hp.json")
        return cls(
            graph.value,
            values(store, graph, rdfs_label),
            Hierarchy(_parents(store, graph)),
            frozenset(values(store, graph, owl_deprecated)),
            values(store, graph, dcterms_isReplacedBy),
            values(store, graph, oio_consider),
        )

    def current(self, term: str) -> str | None:
        """Return the term itself, or what follows it in the end; None for a dead end."""
        seen: set[str] = set()
        while term in self.obsolete:
            if term in seen or term not in self.successors:
                return None
            seen.add(term)
            term = self.successors[term]
        return term

    def finding(self, term: str) -> str:
        """Return the phenotypic abnormality that a term of a query stands for.

        Raises MatchingError for an unknown one, an obsolete one that nothing follows, and for
        terms of other kinds, such as modes of inheritance.
        """
        name = curie(NamedNode(term))
        if term not in self.labels and term not in self.obsolete:
            raise MatchingError(f"{name} is not in {self.graph}: expected a term of this HPO")
        followed = self.current(term)
        if followed is None:
            other = self.considered.get(term)
            hint = f"; HPO says to consider {curie(NamedNode(other))}" if other else ""
            raise MatchingError(f"{name} is obsolete in {self.graph} without successor{hint}")
        if _ROOT not in self.hierarchy.ancestors(followed):
            raise MatchingError(f"{name} is no phenotypic abnormality: expected one of HP:0000118")
        return followed


def values(store: Store, graph: NamedNode, predicate: NamedNode) -> dict[str, str]:
    """Return the value of a property by subject, both as text; of several the first."""
    return dict(sorted(pairs(store, graph, predicate), reverse=True))


def pairs(store: Store, graph: NamedNode, predicate: NamedNode) -> Iterator[tuple[str, str]]:
    """Yield the subjects and objects of a property, as texts."""
    for quad in store.quads_for_pattern(None, predicate, None, graph):
        subject, value = quad.subject, quad.object
        if not isinstance(subject, Triple) and not isinstance(value, Triple):
            yield subject.value, value.value


def graph_of(store: Store, kind: str) -> NamedNode | None:
    """Return the graph of a kind of file; of several versions the last."""
    beginning = f"{GRAPH}{kind}/"
    named = (one.value for one in store.named_graphs())
    last = max((iri for iri in named if iri.startswith(beginning)), default=None)
    return NamedNode(last) if last else None


def _parents(store: Store, graph: NamedNode) -> dict[str, list[str]]:
    parents: dict[str, list[str]] = defaultdict(list)
    for below, above in pairs(store, graph, rdfs_subClassOf):
        parents[below].append(above)
    return parents
