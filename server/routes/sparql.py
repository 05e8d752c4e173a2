"""The SPARQL endpoint: /sparql."""

from flask import Blueprint, Response, current_app, g, request
from werkzeug.exceptions import RequestEntityTooLarge

from server.execution.releases import Graph
from server.problems import ProtocolError
from server.protocol.negotiation import media_types
from server.protocol.request import parse_request
from server.routes.answers import answered
from server.routes.callers import callers
from server.routes.descriptions import endpoint_response, is_about_endpoint

PATH = "/sparql"
_WITH_BODY = frozenset({"POST", "QUERY"})


def sparql_blueprint(graph: Graph) -> Blueprint:
    """Return the routes of the endpoint, answered by `graph`."""
    blueprint = Blueprint("sparql", __name__)

    @blueprint.route(PATH, methods=["GET", "POST", "QUERY"])
    def answer_query() -> Response:
        if is_about_endpoint():
            return endpoint_response(graph)
        content_type = request.content_type or ""
        query = parse_request(request.method, _query_string(), content_type, _body())
        g.sparql_request = query  # the page of an error offers it to be mended
        chosen = media_types(query.format, request.headers.get("Accept", ""))
        return answered(graph, query, chosen)

    return blueprint


def _query_string() -> str:
    """Return the part of the address that holds the parameters. Raises ProtocolError."""
    most = current_app.config["SETTINGS"].url_bytes
    if len(request.query_string) + len(request.path) > most:
        raise ProtocolError(
            f"The address is longer than {most} bytes.",
            status=414,
            expected="a query so long in the body of POST or QUERY",
        )
    try:
        return request.query_string.decode()
    except UnicodeDecodeError as error:
        raise ProtocolError(f"The address is not UTF-8: {error}.") from error


def _body() -> bytes:
    """Return the whole body. Raises Problem, or RequestEntityTooLarge."""
    if request.method not in _WITH_BODY:
        return b""
    coding = request.headers.get("Content-Encoding", "identity")
    if coding.strip().lower() != "identity":
        raise ProtocolError(
            f"The body is coded: {coding}.", status=415, expected="a body without a coding"
        )
    with callers().sending(request.environ):
        body = request.get_data()
    length = request.content_length
    if length is None and len(body) >= current_app.config["SETTINGS"].request_bytes:
        raise RequestEntityTooLarge  # werkzeug cuts a chunked body at the limit
    if length is not None and len(body) < length:
        raise ProtocolError(f"The body ends after {len(body)} of {length} bytes.")
    return body
