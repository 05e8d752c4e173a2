"""Stores of a few triples in the shape of the bulk loaders, with what a release derives."""

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from graph_data.closure import closure
from graph_data.conflicts import KINDS, conflict_quads
from graph_data.conflicts.listing import Found, Wanted, listed
from ontology.base import GRAPH
from ontology.identifiers import query_prefixes

PREFIXES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in query_prefixes().items())


def mapping(subject: str, target: str, *, predicate: str = "skos:exactMatch", by: str = "") -> str:
    """Return the Turtle of a mapping record and its direct triple."""
    name = f"{subject}-{target}".replace(":", "-").lower()
    source = by or f"source:{subject.partition(':')[0].lower()}-1"
    return (
        f"mapping:{name} a owl:Axiom ; owl:annotatedSource {subject} ;"
        f" owl:annotatedProperty {predicate} ; owl:annotatedTarget {target} ;"
        f" sssom:mapping_justification semapv:UnspecifiedMatching ; rg:assertedBy {source} .\n"
        f"{subject} {predicate} {target} .\n"
    )


def claim(name: str, subject: str, predicate: str, target: str, more: str = "") -> str:
    """Return the Turtle of a claim without its direct triple."""
    source = f"source:{subject.partition(':')[0].lower()}-1"
    return (
        f"claim:{name} a rdf:Statement ; rdf:subject {subject} ; rdf:predicate {predicate} ;"
        f" rdf:object {target} ; rg:assertedBy {source} {more} .\n"
    )


def diseases(*names: str) -> str:
    """Return the Turtle that describes entities as diseases."""
    return "".join(f"{name} a biolink:Disease, skos:Concept .\n" for name in names)


def store_of(**graphs: str) -> Store:
    """Return a store with a graph of each name, the closure, and the union of all."""
    store = Store()
    for name, turtle in graphs.items():
        graph = NamedNode(f"{GRAPH}{name.replace('__', '/')}")
        for quad in parse(PREFIXES + turtle, RdfFormat.TURTLE):
            store.add(Quad(quad.subject, quad.predicate, quad.object, graph))
    store.extend(list(closure(store)))
    store.extend([Quad(q.subject, q.predicate, q.object) for q in list(store)])
    return store


def found(store: Store, kind: str) -> list[Found]:
    """Return the conflicts of one kind that are detected in a store."""
    (wanted,) = (one for one in KINDS if one.name == kind)
    quads = list(conflict_quads(store, [wanted]))
    store.extend(quads)
    store.extend([Quad(q.subject, q.predicate, q.object) for q in quads])
    return list(listed(store, Wanted()))
