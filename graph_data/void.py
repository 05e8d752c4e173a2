"""The description of a release in VoID: what each graph is and how much it holds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from graph_data.addresses import ENDPOINT, dump_address
from graph_data.dumps import DUMP_NAMES, FORMATS
from graph_data.format_iris import format_iri
from graph_data.partitions import Described, Statement, links, statistics
from graph_data.source_graph import SourceGraph
from ontology import terms as rg
from ontology.base import BASE, DATASET, GRAPH, ID
from ontology.prefix_table import declarations
from ontology.standard import (
    biolink_Disease,
    dcterms_license,
    dcterms_title,
    foaf_primaryTopic,
    pav_version,
    rdf_type,
    void_dataDump,
    void_Dataset,
    void_DatasetDescription,
    void_exampleResource,
    void_feature,
    void_sparqlEndpoint,
    void_subset,
    void_uriSpace,
    void_vocabulary,
)

VOID_GRAPH: Final = NamedNode(GRAPH + "void")
WHOLE: Final = NamedNode(DATASET + "raregraph")
TITLE: Final = Literal("raregraph", language="en")


def description(graphs: Iterable[SourceGraph], quads: Iterable[Quad], digest: str) -> list[Quad]:
    """Return the VoID quads of a release whose data are `quads`, in the void graph.

    The whole dataset counts each triple once; each named graph is a void:subset with its own
    title, licence, version, checksum, classes and properties. VoID, sections 3.2 and 4.6.
    What the descriptions themselves hold is not counted.
    """
    by_graph: dict[object, set[Statement]] = defaultdict(set)
    for quad in quads:
        by_graph[quad.graph_name].add((quad.subject, quad.predicate, quad.object))
    union = set().union(*by_graph.values())
    triples = [*_whole(union), (WHOLE, rg.canonicalHash, Literal(digest)), *links(WHOLE, union)]
    for source in graphs:
        triples += _metadata(source)
        triples += _dataset(source.iri, by_graph[source.iri])
        triples.append((WHOLE, void_subset, source.iri))
    return [Quad(s, p, o, VOID_GRAPH) for s, p, o in triples]


def _whole(triples: set[Statement]) -> Iterator[Described]:
    yield from _dataset(WHOLE, triples)
    yield WHOLE, dcterms_title, TITLE
    yield WHOLE, void_uriSpace, Literal(BASE)
    yield WHOLE, void_sparqlEndpoint, ENDPOINT
    for name in DUMP_NAMES:
        yield WHOLE, void_dataDump, dump_address(name)
    for form in FORMATS:
        if feature := format_iri(form.media_type):
            yield WHOLE, void_feature, feature
    yield VOID_GRAPH, rdf_type, void_DatasetDescription
    yield VOID_GRAPH, foaf_primaryTopic, WHOLE


def _metadata(source: SourceGraph) -> Iterator[Described]:
    yield source.iri, dcterms_title, Literal(source.title, language="en")
    yield source.iri, pav_version, Literal(source.version)
    yield source.iri, rg.sha256, Literal(source.sha256)
    if source.licence:
        yield source.iri, dcterms_license, NamedNode(source.licence)


def _dataset(dataset: NamedNode, triples: set[Statement]) -> Iterator[Described]:
    yield dataset, rdf_type, void_Dataset
    yield from statistics(dataset, triples)
    for namespace in _vocabularies(triples):
        yield dataset, void_vocabulary, NamedNode(namespace)
    if example := _example(triples):
        yield dataset, void_exampleResource, example


def _vocabularies(triples: set[Statement]) -> set[str]:
    """Return the namespaces of the prefix table whose classes or properties are used."""
    terms = {p.value for _, p, _ in triples}
    terms |= {o.value for _, p, o in triples if p == rdf_type and isinstance(o, NamedNode)}
    namespaces = [one.namespace for one in declarations()]
    fitting = (max((n for n in namespaces if t.startswith(n)), key=len, default="") for t in terms)
    return set(filter(None, fitting))


def _example(triples: set[Statement]) -> NamedNode | None:
    """Return the first condition of ours that the triples describe."""
    conditions = {s for s, p, o in triples if p == rdf_type and o == biolink_Disease}
    ours = [s for s in conditions if isinstance(s, NamedNode) and s.value.startswith(ID)]
    return min(ours, key=str, default=None)
