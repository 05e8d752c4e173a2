"""What the endpoint says of itself: service description, VoID, DCAT, examples, prefixes."""

import json
from collections.abc import Iterable, Sequence

from flask import Blueprint, Response, current_app, render_template, request
from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize

from graph_data.addresses import relocated
from graph_data.dcat import DCAT_GRAPH
from graph_data.distributions import measured
from graph_data.search_index import SEARCH
from graph_data.void import VOID_GRAPH
from ontology.base import GRAPH
from ontology.identifiers import output_prefixes, query_prefixes
from ontology.standard import schema_target
from server.description.service import (
    CATALOGUE_PATH,
    EXAMPLES_PATH,
    PREFIXES_PATH,
    VOID_PATH,
    prefix_declarations,
    service_description,
)
from server.execution.releases import Graph
from server.messages import MediaTypes, SparqlRequest
from server.problems import NotFound, ProtocolError
from server.protocol.content_coding import choose_coding
from server.protocol.formats import GRAPHS, HTML, TRIPLES, Format, not_acceptable
from server.protocol.header_text import header_text
from server.protocol.negotiation import choose, named
from server.routes.contents import content_response, whole
from server.routes.result_pages import query_form_page
from server.settings import Settings

EXAMPLES_GRAPH = NamedNode(GRAPH + "examples")
SERVICE_GRAPH = NamedNode(GRAPH + "service")

_TITLES = {
    VOID_PATH: "What the graphs hold (VoID)",
    CATALOGUE_PATH: "Datasets, sources, licences and files (DCAT)",
    EXAMPLES_PATH: "The example queries (SHACL)",
    PREFIXES_PATH: "The prefixes that need no PREFIX line",
}
_CACHED = "public, no-cache"  # asked anew each time; 304 while nothing has changed
_MOST_GRAPHS = 1_000
_GRAPHS = f"SELECT ?graph {{ GRAPH ?graph {{}} }} ORDER BY ?graph LIMIT {_MOST_GRAPHS}"


def descriptions_blueprint(graph: Graph) -> Blueprint:
    """Return the routes of the descriptions of what `graph` serves, by Accept or `format=`."""
    blueprint = Blueprint("descriptions", __name__)

    @blueprint.route(f"/{VOID_PATH}")
    def void() -> Response:
        release, stored = _stored(graph, VOID_GRAPH)
        return _triples_response(release, relocated(stored, address()))

    @blueprint.route(f"/{CATALOGUE_PATH}")
    def catalogue() -> Response:
        manifest = graph.served.manifest
        release, stored = _stored(graph, DCAT_GRAPH)
        is_measured = manifest is not None and manifest.release == release
        added = measured(manifest.release, manifest.files) if manifest and is_measured else ()
        return _triples_response(release, [*relocated(stored, address()), *added])

    @blueprint.route(f"/{EXAMPLES_PATH}")
    @blueprint.route(f"/{EXAMPLES_PATH}/")
    def examples() -> Response:
        _, service = _stored(graph, SERVICE_GRAPH)
        targets = [one for one in service if one.predicate == schema_target]
        release, queries = _stored(graph, EXAMPLES_GRAPH)
        found = [*queries, *relocated(targets, address()), *prefix_declarations()]
        return _triples_response(release, found)

    @blueprint.route(f"/{PREFIXES_PATH}")
    def prefixes() -> Response:
        return _triples_response(graph.served.name, prefix_declarations())

    @blueprint.route(f"/{PREFIXES_PATH}/context.jsonld")
    def context() -> Response:
        # Without @prefix, one that ends in a letter or "_" is no prefix: JSON-LD 1.1, section 4.4.
        terms = {name: {"@id": space, "@prefix": True} for name, space in query_prefixes().items()}
        text = json.dumps({"@context": terms}, indent=2)
        return _conditional(text.encode(), "application/ld+json", graph.served.name)

    return blueprint


def is_about_endpoint() -> bool:
    """Tell whether the request asks for the endpoint itself and not for an answer of it.

    SPARQL 1.1 Service Description, section 2: a GET without any query parameters, but `format`
    may choose among the forms of the description.
    """
    return request.method in {"GET", "HEAD"} and set(request.args) <= {"format"}


def endpoint_response(graph: Graph) -> Response:
    """Return what the endpoint is: its service description, or a page for a browser.

    Raises NotAcceptable.
    """
    if _media_type(TRIPLES) == HTML:
        response = Response(query_form_page(_settings(), graph.served))
        response.vary.add("Accept")
        return response
    served = graph.served
    is_release = served.manifest is not None
    graphs = [one.iri for one in served.manifest.graphs] if served.manifest else _names(graph)
    endpoint = address() + "sparql"
    described = service_description(
        _settings(),
        graphs,
        endpoint,
        is_release=is_release,
        has_search=(served.folder / SEARCH).is_file(),
    )
    return _triples_response(served.name, described)


def address() -> str:
    """Return the address of this server, as the settings or else the request names it.

    It ends in a slash. Raises ProtocolError for a Host header that is none.
    """
    if set_address := _settings().public_url:
        return set_address
    if not request.host:
        raise ProtocolError("The header Host names no host.", expected="HOST or HOST:PORT")
    return request.host_url


def _stored(graph: Graph, named_graph: NamedNode) -> tuple[str, list[Triple]]:
    """Return the name of the release and its triples in a named graph.

    Raises NotFound if it has none.
    """
    query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {named_graph} {{ ?s ?p ?o }} }}"
    answer = graph.execute(SparqlRequest(query), MediaTypes(None, "application/n-triples"))
    found = [one.triple for one in parse(whole(answer.content), RdfFormat.N_TRIPLES)]
    if not found:
        raise NotFound(f"{graph.served.name} has no description {named_graph}.", 404)
    return answer.release, found


def _names(graph: Graph) -> list[str]:
    asked = MediaTypes("application/sparql-results+json", None)
    answer = graph.execute(SparqlRequest(_GRAPHS), asked)
    rows = json.loads(whole(answer.content))["results"]["bindings"]
    return [row["graph"]["value"] for row in rows if row["graph"]["type"] == "uri"]


def _triples_response(release: str, triples: Iterable[Triple]) -> Response:
    media_type = _media_type(TRIPLES)
    if media_type == HTML:
        turtle = _serialised(triples, RdfFormat.TURTLE).decode()
        title = _TITLES[request.path.strip("/")]
        page = render_template("description.html", title=title, turtle=turtle, formats=GRAPHS)
        return _conditional(page.encode(), HTML, release)
    rdf_format = RdfFormat.from_media_type(media_type)
    assert rdf_format is not None
    return _conditional(_serialised(triples, rdf_format), media_type, release)


def _serialised(triples: Iterable[Triple], rdf_format: RdfFormat) -> bytes:
    listed = sorted(set(triples), key=str)
    text = "\n".join(map(str, listed))
    used = {prefix: space for prefix, space in output_prefixes().items() if f"<{space}" in text}
    return serialize(listed, format=rdf_format, prefixes=used) or b""


def _conditional(content: bytes, media_type: str, release: str) -> Response:
    """Return the content with a validator, or 304 if the client has it."""
    coding = choose_coding(request.headers.get("Accept-Encoding", ""))
    response = content_response(content, media_type, coding)
    response.headers["Cache-Control"] = _CACHED
    response.headers["Raregraph-Release"] = header_text(release)
    response.vary.update(("Accept", "Accept-Encoding"))
    response.add_etag()
    response.make_conditional(request.environ)
    return response


def _media_type(offered: Sequence[Format]) -> str:
    name, accept = request.args.get("format"), request.headers.get("Accept", "")
    chosen = choose(accept, offered) if name is None else named(name, offered)
    if chosen is None:
        raise not_acceptable(f"Accept: {accept}" if name is None else f"format={name}", offered)
    return chosen


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings
