"""SPARQL 1.1 Graph Store HTTP Protocol, read side: /store, and each graph at its own address."""

from urllib.parse import quote

from flask import Blueprint, Response, request

from ontology.identifiers import query_prefixes
from server.execution.releases import Graph
from server.messages import GraphRequest
from server.problems import MemoryExceeded, ProtocolError, QueryTimeout, ResultTooLarge
from server.protocol.graph_request import (
    AskedGraph,
    graph_media_types,
    parse_graph_request,
)
from server.routes.answers import answered

PATH = "/store"
GRAPH_PATH = "/graph/"
_UNRESERVED = "/:@!$&'()*+,;=~"
_TOO_LARGE = "Take the files of the release, which have no limit: /dumps/ lists them."


def graph_store_blueprint(graph: Graph) -> Blueprint:
    """Return the routes of graphs, written out by `graph`. All other methods are a 405."""
    blueprint = Blueprint("graph_store", __name__)

    @blueprint.route(PATH)
    def indirectly_identified() -> Response:
        asked = parse_graph_request(_query_string(), request.url)
        return _answered(graph, _with_own_name(asked))

    @blueprint.route(f"{GRAPH_PATH}<path:name>")
    def directly_identified(name: str) -> Response:
        asked = parse_graph_request(_query_string(), request.url)
        if not asked.request.is_whole:
            raise ProtocolError(
                "The address names a graph, and a parameter another one.", expected="one of them"
            )
        return _answered(graph, asked._replace(request=_own_graph(quote(name, safe=_UNRESERVED))))

    return blueprint


def _answered(graph: Graph, asked: AskedGraph) -> Response:
    chosen = graph_media_types(asked, request.headers.get("Accept", ""))
    try:
        return answered(graph, asked.request, chosen)
    except (MemoryExceeded, QueryTimeout, ResultTooLarge) as problem:
        if graph.served.manifest is not None:
            problem.members["hint"] = _TOO_LARGE
        raise


def _with_own_name(asked: AskedGraph) -> AskedGraph:
    """Return the request with the IRI of the graph that an address of this server identifies."""
    here = request.host_url.rstrip("/") + GRAPH_PATH
    named = asked.request.graph or ""
    if not named.startswith(here):
        return asked
    return asked._replace(request=_own_graph(named.removeprefix(here)))


def _own_graph(local_name: str) -> GraphRequest:
    """Return the request for a graph of the release by what follows the namespace in its IRI."""
    return GraphRequest(query_prefixes()["graph"] + local_name)


def _query_string() -> str:
    try:
        return request.query_string.decode()
    except UnicodeDecodeError as error:
        raise ProtocolError(f"The address is not UTF-8: {error}.") from error
