"""A graph, or the whole dataset, to the bytes of an answer."""

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, Triple, serialize

from server.execution.known_graphs import graph_hint
from server.execution.spool import Spool
from server.execution.xml_output import XmlWriter, writable
from server.messages import GraphRequest, MediaTypes
from server.problems import GraphNotFound
from server.protocol.formats import GRAPHS, QUADS, not_acceptable


def write_graph(
    store: Store,
    request: GraphRequest,
    wanted: MediaTypes,
    prefixes: dict[str, str],
    spool: Spool,
) -> str:
    """Write what was asked for in the wanted format of triples and return its media type.

    A whole dataset holds the default graph and every named graph, as queries see them.
    Raises GraphNotFound, NotAcceptable for a format that cannot hold it, or the OSError by which
    the engine tells of a term that a format does not have.
    """
    graph = _graph(store, request)
    if wanted.triples is None:
        raise not_acceptable("this resource", QUADS if request.is_whole else GRAPHS)
    rdf_format = RdfFormat.from_media_type(wanted.triples)
    if rdf_format is None or (graph is None and not rdf_format.supports_datasets):
        raise not_acceptable(wanted.triples, QUADS)
    if rdf_format == RdfFormat.RDF_XML:
        _write_xml(store, graph, spool)
    else:
        store.dump(spool.writer, rdf_format, from_graph=graph, prefixes=prefixes)
    return wanted.triples


def _graph(store: Store, request: GraphRequest) -> NamedNode | DefaultGraph | None:
    """Return the graph that was asked for; None for the whole dataset."""
    if request.is_whole:
        return None
    if request.graph is None:
        return DefaultGraph()
    graph = NamedNode(request.graph)
    if not store.contains_named_graph(graph):
        raise GraphNotFound(
            f"There is no graph <{request.graph}>.", hint=graph_hint(store, request.graph)
        )
    return graph


def _write_xml(store: Store, graph: NamedNode | DefaultGraph | None, spool: Spool) -> None:
    quads = store.quads_for_pattern(None, None, None, graph)
    triples = (Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
    serialize(writable(triples), XmlWriter(spool.writer).writer, RdfFormat.RDF_XML)
