"""The description of a release in VoID: what each graph is and how much it holds."""

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from graph_data.addresses import ENDPOINT, dump_address
from graph_data.census import Census, Counts, node
from graph_data.dumps import media_type
from graph_data.format_iris import format_iri
from graph_data.links import Links
from graph_data.partitions import Described, linked, statistics
from graph_data.source_graph import SourceGraph
from ontology import terms as rg
from ontology.base import BASE, DATASET, GRAPH
from ontology.prefix_table import declarations
from ontology.standard import (
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


def description(
    graphs: Iterable[SourceGraph],
    census: Census,
    digest: str,
    dumps: Iterable[str],
) -> Iterator[Quad]:
    """Yield the VoID quads of a release, in the void graph: its counts, its dumps by name.

    The whole dataset counts each triple once; each named graph is a void:subset with its own
    title, licence, version, checksum, classes and properties. VoID, sections 3.2 and 4.6.
    What the descriptions themselves hold is not counted.
    """
    triples = [*_whole(census.whole(), dumps), (WHOLE, rg.canonicalHash, Literal(digest))]
    for source in graphs:
        triples += _metadata(source)
        triples += _dataset(source.iri, census.graph(source.iri))
        triples.append((WHOLE, void_subset, source.iri))
    yield from (Quad(s, p, o, VOID_GRAPH) for s, p, o in triples)


def links_description(links: Links) -> Iterator[Quad]:
    """Yield the VoID quads that tell which properties the instances of each class have."""
    yield from (Quad(s, p, o, VOID_GRAPH) for s, p, o in linked(WHOLE, links))


def _whole(counts: Counts, dumps: Iterable[str]) -> Iterator[Described]:
    yield from _dataset(WHOLE, counts)
    yield WHOLE, dcterms_title, TITLE
    yield WHOLE, void_uriSpace, Literal(BASE)
    yield WHOLE, void_sparqlEndpoint, ENDPOINT
    for name in dumps:
        yield WHOLE, void_dataDump, dump_address(name)
        if feature := format_iri(media_type(name)):
            yield WHOLE, void_feature, feature
    yield VOID_GRAPH, rdf_type, void_DatasetDescription
    yield VOID_GRAPH, foaf_primaryTopic, WHOLE


def _metadata(source: SourceGraph) -> Iterator[Described]:
    yield source.iri, dcterms_title, Literal(source.title, language="en")
    yield source.iri, pav_version, Literal(source.version)
    yield source.iri, rg.sha256, Literal(source.sha256)
    if source.licence:
        yield source.iri, dcterms_license, NamedNode(source.licence)


def _dataset(dataset: NamedNode, counts: Counts) -> Iterator[Described]:
    yield dataset, rdf_type, void_Dataset
    yield from statistics(dataset, counts)
    for namespace in _vocabularies(counts):
        yield dataset, void_vocabulary, NamedNode(namespace)
    if counts.example:
        yield dataset, void_exampleResource, node(counts.example)


def _vocabularies(counts: Counts) -> set[str]:
    """Return the namespaces of the prefix table whose classes or properties are used."""
    terms = [node(term).value for term in (*counts.properties, *counts.classes)]
    namespaces = [one.namespace for one in declarations()]
    fitting = (max((n for n in namespaces if t.startswith(n)), key=len, default="") for t in terms)
    return set(filter(None, fitting))
