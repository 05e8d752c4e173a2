"""The catalogue of a release in DCAT 3: its datasets, their sources, how to get at them."""

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Triple

from graph_data.addresses import ENDPOINT, HOME
from graph_data.census import Census
from graph_data.distributions import distributions
from graph_data.own_graphs import LICENCE
from graph_data.source_graph import SourceGraph
from graph_data.void import TITLE, WHOLE
from ontology.base import DATASET, GRAPH
from ontology.standard import (
    dcat_accessService,
    dcat_accessURL,
    dcat_Catalog,
    dcat_DataService,
    dcat_Dataset,
    dcat_dataset,
    dcat_Distribution,
    dcat_distribution,
    dcat_endpointDescription,
    dcat_endpointURL,
    dcat_keyword,
    dcat_landingPage,
    dcat_servesDataset,
    dcat_service,
    dcat_version,
    dcterms_conformsTo,
    dcterms_creator,
    dcterms_description,
    dcterms_isPartOf,
    dcterms_license,
    dcterms_publisher,
    dcterms_title,
    foaf_Agent,
    foaf_name,
    prov_wasDerivedFrom,
    rdf_type,
)
from ontology.terms import assertedBy

DCAT_GRAPH: Final = NamedNode(GRAPH + "dcat")
CATALOGUE: Final = NamedNode(DATASET + "catalogue")
SERVICE: Final = NamedNode(DATASET + "sparql-endpoint")
DEVELOPERS: Final = NamedNode(DATASET + "developers")

_QUERIED: Final = NamedNode(DATASET + "sparql-access")
_PROTOCOL: Final = NamedNode("https://www.w3.org/TR/sparql11-protocol/")
_DESCRIPTION: Final = (
    "What sources say about rare diseases: every statement with its source, its release and the"
    " words that carry it; sources that disagree are shown disagreeing."
)


def catalogue(
    graphs: Iterable[SourceGraph], census: Census, version: str, dumps: Iterable[str]
) -> Iterator[Quad]:
    """Yield the DCAT quads of a release of these graphs, with its dumps by name.

    Each named graph is a dataset of its own, derived from the source releases that its claims
    and mappings are asserted by. DCAT 3, sections 6.3 to 6.8.
    """
    triples = [*_whole(version), *_service(), *_developers(), *distributions(dumps)]
    for graph in graphs:
        triples += _graph_dataset(graph)
        sources = census.values(assertedBy, graph.iri)
        triples += (Triple(graph.iri, prov_wasDerivedFrom, one) for one in sources)
    yield from (Quad(t.subject, t.predicate, t.object, DCAT_GRAPH) for t in triples)


def _whole(version: str) -> Iterator[Triple]:
    yield Triple(CATALOGUE, rdf_type, dcat_Catalog)
    yield Triple(CATALOGUE, dcterms_title, Literal("Catalogue of raregraph", language="en"))
    yield Triple(CATALOGUE, dcat_dataset, WHOLE)
    yield Triple(CATALOGUE, dcat_service, SERVICE)
    yield Triple(WHOLE, rdf_type, dcat_Dataset)
    yield Triple(WHOLE, dcterms_title, TITLE)
    yield Triple(WHOLE, dcterms_description, Literal(_DESCRIPTION, language="en"))
    yield Triple(WHOLE, dcat_version, Literal(version))
    yield Triple(WHOLE, dcat_landingPage, HOME)
    for keyword in ("rare diseases", "knowledge graph"):
        yield Triple(WHOLE, dcat_keyword, Literal(keyword, language="en"))
    for one in (CATALOGUE, WHOLE):
        yield Triple(one, dcterms_license, NamedNode(LICENCE))
        yield Triple(one, dcterms_publisher, DEVELOPERS)
        yield Triple(one, dcterms_creator, DEVELOPERS)


def _service() -> Iterator[Triple]:
    yield Triple(SERVICE, rdf_type, dcat_DataService)
    yield Triple(SERVICE, dcterms_title, Literal("SPARQL endpoint of raregraph", language="en"))
    yield Triple(SERVICE, dcat_endpointURL, ENDPOINT)
    yield Triple(SERVICE, dcat_endpointDescription, ENDPOINT)
    yield Triple(SERVICE, dcat_servesDataset, WHOLE)
    yield Triple(SERVICE, dcterms_conformsTo, _PROTOCOL)
    yield Triple(SERVICE, dcterms_publisher, DEVELOPERS)
    yield Triple(WHOLE, dcat_distribution, _QUERIED)
    yield Triple(_QUERIED, rdf_type, dcat_Distribution)
    yield Triple(_QUERIED, dcterms_title, Literal("Answers to queries", language="en"))
    yield Triple(_QUERIED, dcat_accessURL, ENDPOINT)
    yield Triple(_QUERIED, dcat_accessService, SERVICE)
    yield Triple(_QUERIED, dcterms_license, NamedNode(LICENCE))


def _developers() -> Iterator[Triple]:
    yield Triple(DEVELOPERS, rdf_type, foaf_Agent)
    yield Triple(DEVELOPERS, foaf_name, Literal("The raregraph developers"))


def _graph_dataset(graph: SourceGraph) -> Iterator[Triple]:
    yield Triple(CATALOGUE, dcat_dataset, graph.iri)
    yield Triple(graph.iri, rdf_type, dcat_Dataset)
    yield Triple(graph.iri, dcterms_title, Literal(graph.title, language="en"))
    yield Triple(graph.iri, dcat_version, Literal(graph.version))
    yield Triple(graph.iri, dcterms_isPartOf, WHOLE)
    if graph.licence:
        yield Triple(graph.iri, dcterms_license, NamedNode(graph.licence))
