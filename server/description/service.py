"""The SPARQL 1.1 Service Description of the endpoint, from what runs."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from graph_data.dcat import SERVICE
from graph_data.format_iris import format_iri
from graph_data.void import WHOLE
from ontology import terms as rg
from ontology.base import DATASET
from ontology.files import prefixes
from ontology.standard import (
    SH,
    rdf_type,
    rdfs_comment,
    rdfs_label,
    rdfs_seeAlso,
    schema_name,
    schema_PropertyValue,
    schema_value,
    sd_BasicFederatedQuery,
    sd_Dataset,
    sd_defaultDataset,
    sd_defaultGraph,
    sd_endpoint,
    sd_extensionFunction,
    sd_feature,
    sd_Function,
    sd_Graph,
    sd_graph,
    sd_languageExtension,
    sd_name,
    sd_NamedGraph,
    sd_namedGraph,
    sd_propertyFeature,
    sd_resultFormat,
    sd_Service,
    sd_SPARQL11Query,
    sd_supportedLanguage,
    sd_UnionDefaultGraph,
    sh_prefixes,
    xsd_decimal,
    xsd_integer,
)
from server.description.functions import extension_functions
from server.protocol.formats import SOLUTIONS, TRIPLES
from server.settings import Settings, table

VOID_PATH: Final = ".well-known/void"
CATALOGUE_PATH: Final = "dataset"
EXAMPLES_PATH: Final = ".well-known/sparql-examples"
PREFIXES_PATH: Final = "prefixes"

# What the engine reads beyond SPARQL 1.1 Query; tests ask it.
EXTENSIONS: Final = (
    "https://www.w3.org/TR/sparql12-query/",
    "https://github.com/w3c/sparql-dev/blob/main/SEP/SEP-0006/sep-0006.md",
)
# The settings that bound what a client may ask for.
LIMITS: Final = (
    "query_seconds",
    "worker_memory_bytes",
    "result_bytes",
    "queue_length",
    "request_bytes",
    "url_bytes",
    "client_queries",
    "client_seconds_per_minute",
)

# The properties that a search block may hold.
SEARCH_TERMS: Final = (
    rg.query,
    rg.score,
    rg.matchedName,
    rg.matchedProperty,
    rg.inGraph,
    rg.limit,
)

_DECLARED: Final = frozenset(NamedNode(SH + name) for name in ("declare", "prefix", "namespace"))


def service_description(
    settings: Settings,
    graphs: Sequence[str],
    endpoint: str,
    *,
    is_release: bool = True,
    has_search: bool = True,
) -> list[Triple]:
    """Return the description of the endpoint at the address `endpoint`, as it is set now.

    `graphs` are the IRIs of its named graphs; `has_search` tells whether SERVICE rg:search
    has an index to look into. Where users' own data are served, not a release,
    the things described are named below the endpoint's address and no name of ours is used.
    SPARQL 1.1 Service Description, section 3.
    """
    names = DATASET if is_release else f"{endpoint}#"
    service = NamedNode(names + "sparql-endpoint")
    triples = [*_dataset(service, names, graphs), *_capabilities(service, endpoint)]
    triples += _limits(service, names, settings)
    if is_release:
        triples += _release(service, endpoint.removesuffix("sparql"))
    if has_search:
        triples += _search(service)
    if settings.service_allow:
        triples.append(Triple(service, sd_feature, sd_BasicFederatedQuery))
    return triples


def stored_description(graphs: Sequence[str], endpoint: str, graph: NamedNode) -> list[Quad]:
    """Return, in a named graph, what holds of the endpoint of a release whatever its settings."""
    triples = [*_dataset(SERVICE, DATASET, graphs), *_capabilities(SERVICE, endpoint)]
    triples.append(Triple(SERVICE, sd_feature, sd_UnionDefaultGraph))
    triples.append(Triple(SERVICE, sh_prefixes, NamedNode(rg.NAMESPACE)))
    triples += _search(SERVICE)
    return [Quad(t.subject, t.predicate, t.object, graph) for t in triples]


def prefix_declarations() -> list[Triple]:
    """Return the prefixes that need no PREFIX line, as sh:declare. SHACL, section 5.2.1."""
    quads = parse(prefixes().read_bytes(), RdfFormat.TURTLE)
    return [quad.triple for quad in quads if quad.predicate in _DECLARED]


def _capabilities(service: NamedNode, endpoint: str) -> Iterator[Triple]:
    yield Triple(service, rdf_type, sd_Service)
    yield Triple(service, rdfs_label, Literal("SPARQL endpoint", language="en"))
    yield Triple(service, sd_endpoint, NamedNode(endpoint))
    yield Triple(service, sd_supportedLanguage, sd_SPARQL11Query)
    for extension in EXTENSIONS:
        yield Triple(service, sd_languageExtension, NamedNode(extension))
    for media_type in dict.fromkeys(one.media_type for one in (*SOLUTIONS, *TRIPLES)):
        if form := format_iri(media_type):
            yield Triple(service, sd_resultFormat, form)
    for function in extension_functions():
        yield Triple(service, sd_extensionFunction, function)
        yield Triple(function, rdf_type, sd_Function)


def _dataset(service: NamedNode, names: str, graphs: Iterable[str]) -> Iterator[Triple]:
    dataset = NamedNode(names + "default-dataset")
    union = WHOLE if names == DATASET else NamedNode(names + "default-graph")
    yield Triple(service, sd_defaultDataset, dataset)
    yield Triple(dataset, rdf_type, sd_Dataset)
    yield Triple(dataset, sd_defaultGraph, union)
    yield Triple(union, rdf_type, sd_Graph)
    for iri in graphs:
        key = hashlib.sha256(iri.encode()).hexdigest()[:16]
        named, graph = NamedNode(f"{names}named-graph-{key}"), NamedNode(iri)
        yield Triple(dataset, sd_namedGraph, named)
        yield Triple(named, rdf_type, sd_NamedGraph)
        yield Triple(named, sd_name, graph)
        yield Triple(named, sd_graph, graph)
        yield Triple(graph, rdf_type, sd_Graph)


def _release(service: NamedNode, address: str) -> Iterator[Triple]:
    """Yield what holds where a release of ours is served: its default graph is the union."""
    yield Triple(service, sd_feature, sd_UnionDefaultGraph)
    for path in (VOID_PATH, CATALOGUE_PATH, EXAMPLES_PATH, PREFIXES_PATH):
        yield Triple(service, rdfs_seeAlso, NamedNode(address + path))
    yield Triple(service, sh_prefixes, NamedNode(rg.NAMESPACE))
    yield from prefix_declarations()


def _search(service: NamedNode) -> Iterator[Triple]:
    yield Triple(service, sd_feature, rg.search)
    for term in SEARCH_TERMS:
        yield Triple(service, sd_propertyFeature, term)


def _limits(service: NamedNode, names: str, settings: Settings) -> Iterator[Triple]:
    for setting in table():
        if setting.name in LIMITS:
            limit = NamedNode(f"{names}limit-{setting.name}")
            yield Triple(service, rg.serviceLimit, limit)
            yield Triple(limit, rdf_type, schema_PropertyValue)
            yield Triple(limit, schema_name, Literal(setting.name))
            yield Triple(limit, rdfs_comment, Literal(setting.help, language="en"))
            yield Triple(limit, schema_value, _number(settings, setting.name))


def _number(settings: Settings, name: str) -> Literal:
    value = getattr(settings, name)
    if isinstance(value, int):
        return Literal(str(value), datatype=xsd_integer)
    return Literal(f"{value:.6f}".rstrip("0").rstrip("."), datatype=xsd_decimal)
