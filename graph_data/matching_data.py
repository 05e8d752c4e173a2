"""What phenotype matching reads of a release: the annotations of one source, as it takes them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from graph_data.closure import CLOSURE
from graph_data.matching import Annotations
from graph_data.matching_terms import Hpo, MatchingError, graph_of
from ontology import terms as rg
from ontology.base import GRAPH
from ontology.standard import (
    biolink_negated,
    rdf_object,
    rdf_predicate,
    rdf_subject,
    xsd_decimal,
)

SOURCES: Final = ("phenotype-hpoa", "orphadata-product4")

# The engine joins and gathers: reading the claims quad by quad takes twice as long.
_GATHERED: Final = f"""
SELECT ?disease (GROUP_CONCAT(STR(?term); SEPARATOR=" ") AS ?terms) {{ GRAPH $graph {{
  ?claim {rdf_predicate} {rg.hasPhenotype} ; {rdf_subject} ?disease ; {rdf_object} ?term
  $denied {{ ?claim {biolink_negated} true }} }} }}
GROUP BY ?disease
"""


@dataclass(frozen=True)
class Annotated:
    """The annotations of one source as matching takes them, and what was done to obsolete terms.

    `followed` counts annotations by obsolete term that a successor stands for now, `left_out`
    those whose term has none.
    """

    source: str
    version: str
    annotations: Annotations
    followed: Mapping[str, int]
    left_out: Mapping[str, int]


def annotated(store: Store, hpo: Hpo, source: str | None = None) -> Annotated:
    """Return the annotations of a source; without a name those of the first that is there.

    Raises MatchingError if the release does not hold them.
    """
    wanted = SOURCES if source is None else (source,)
    graphs = ((name, graph_of(store, name)) for name in wanted)
    for name, graph in graphs:
        if graph is not None:
            return _annotated(store, hpo, name, graph)
    expected = " or ".join(wanted)
    raise MatchingError(f"the release holds no annotations with phenotypes: expected {expected}")


def information_content_quads(store: Store) -> Iterator[Quad]:
    """Yield rg:informationContent of each term that a disease has, in the graph of closures.

    It is that of graph_data.matching over the annotations that matching takes by default; a
    release without HPO or without annotations has none.
    """
    try:
        found = annotated(store, Hpo.of(store))
    except MatchingError:
        return
    for term, value in sorted(found.annotations.information.items()):
        number = Literal(f"{value:.6f}".rstrip("0").removesuffix(".") or "0", datatype=xsd_decimal)
        yield Quad(NamedNode(term), rg.informationContent, number, CLOSURE)


def _annotated(store: Store, hpo: Hpo, source: str, graph: NamedNode) -> Annotated:
    obsolete: Counter[str] = Counter()
    kinds = [
        {
            disease: frozenset(_current(hpo, terms, obsolete))
            for disease, terms in _gathered(store, graph, denied)
        }
        for denied in ("FILTER NOT EXISTS", "")
    ]
    return Annotated(
        source,
        graph.value.removeprefix(f"{GRAPH}{source}/"),
        Annotations(hpo.hierarchy, *kinds),
        {term: count for term, count in obsolete.items() if hpo.current(term)},
        {term: count for term, count in obsolete.items() if not hpo.current(term)},
    )


def _current(hpo: Hpo, terms: list[str], obsolete: Counter[str]) -> Iterator[str]:
    for term in terms:
        followed = hpo.current(term)
        if followed != term:
            obsolete[term] += 1
        if followed is not None:
            yield followed


def _gathered(store: Store, graph: NamedNode, denied: str) -> Iterator[tuple[str, list[str]]]:
    found = store.query(_GATHERED.replace("$graph", str(graph)).replace("$denied", denied))
    assert isinstance(found, QuerySolutions)
    for disease, terms in found:
        yield disease.value, terms.value.split()
