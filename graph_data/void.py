"""The description of a release in VoID: what each graph is and how much it holds."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from graph_data.source_graph import SourceGraph
from ontology import terms as rg
from ontology.base import BASE, DATASET, GRAPH
from ontology.standard import (
    VOID,
    dcterms_license,
    dcterms_title,
    pav_version,
    rdf_type,
    void_Dataset,
    xsd_integer,
)

VOID_GRAPH: Final = NamedNode(GRAPH + "void")
WHOLE: Final = NamedNode(DATASET + "raregraph")

Statement = tuple[object, NamedNode, object]
Described = tuple[NamedNode, NamedNode, NamedNode | Literal]


def description(graphs: Iterable[SourceGraph], quads: Iterable[Quad], digest: str) -> list[Quad]:
    """Return the VoID quads of a release whose data are `quads`, in the void graph.

    The whole dataset counts each triple once; each named graph is a void:subset with its own
    title, licence, version, checksum, classes and properties. VoID, sections 3.2 and 4.6.
    """
    by_graph: dict[object, set[Statement]] = defaultdict(set)
    for quad in quads:
        by_graph[quad.graph_name].add((quad.subject, quad.predicate, quad.object))
    union = set().union(*by_graph.values())
    triples = [*_dataset(WHOLE, union)]
    triples.append((WHOLE, rg.canonicalHash, Literal(digest)))
    triples.append((WHOLE, dcterms_title, Literal("raregraph", language="en")))
    triples.append((WHOLE, NamedNode(VOID + "uriSpace"), Literal(BASE)))
    for source in graphs:
        triples += _metadata(source)
        triples += _dataset(source.iri, by_graph[source.iri])
        triples.append((WHOLE, NamedNode(VOID + "subset"), source.iri))
    return [Quad(s, p, o, VOID_GRAPH) for s, p, o in triples]


def _metadata(source: SourceGraph) -> Iterator[Described]:
    yield source.iri, dcterms_title, Literal(source.title, language="en")
    yield source.iri, pav_version, Literal(source.version)
    yield source.iri, rg.sha256, Literal(source.sha256)
    if source.licence:
        yield source.iri, dcterms_license, NamedNode(source.licence)


def _dataset(dataset: NamedNode, triples: set[Statement]) -> Iterator[Described]:
    classes = Counter(o for _, p, o in triples if p == rdf_type and isinstance(o, NamedNode))
    properties = Counter(p for _, p, _ in triples)
    yield dataset, rdf_type, void_Dataset
    yield dataset, NamedNode(VOID + "triples"), _number(len(triples))
    yield dataset, NamedNode(VOID + "distinctSubjects"), _number(len({s for s, _, _ in triples}))
    yield dataset, NamedNode(VOID + "distinctObjects"), _number(len({o for _, _, o in triples}))
    yield dataset, NamedNode(VOID + "classes"), _number(len(classes))
    yield dataset, NamedNode(VOID + "properties"), _number(len(properties))
    yield from _partitions(dataset, "class", classes, "entities")
    yield from _partitions(dataset, "property", properties, "triples")


def _partitions(
    dataset: NamedNode, kind: str, counts: Counter[NamedNode], counted: str
) -> Iterator[Described]:
    for term, count in counts.items():
        key = hashlib.sha256(f"{dataset} {kind} {term}".encode()).hexdigest()[:16]
        partition = NamedNode(f"{DATASET}{kind}-{key}")
        yield dataset, NamedNode(f"{VOID}{kind}Partition"), partition
        yield partition, NamedNode(VOID + kind), term
        yield partition, NamedNode(VOID + counted), _number(count)


def _number(count: int) -> Literal:
    return Literal(str(count), datatype=xsd_integer)
