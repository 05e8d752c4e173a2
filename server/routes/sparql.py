"""The SPARQL endpoint: /sparql."""

from typing import BinaryIO

from flask import Blueprint, Response, request
from werkzeug.wsgi import wrap_file

from server.execution.releases import Graph
from server.execution.worker_process import Answer
from server.problems import ProtocolError
from server.protocol.negotiation import media_types
from server.protocol.request import parse_request

PATH = "/sparql"


def sparql_blueprint(graph: Graph) -> Blueprint:
    """Return the routes of the endpoint, answered by `graph`."""
    blueprint = Blueprint("sparql", __name__)

    @blueprint.route(PATH, methods=["GET", "POST"])
    def answer_query() -> Response:
        query = parse_request(
            request.method, _query_string(), request.content_type or "", request.get_data()
        )
        chosen = media_types(query.format, request.headers.get("Accept", ""))
        return _response(graph.execute(query, chosen))

    @blueprint.after_request
    def vary(response: Response) -> Response:
        response.vary.add("Accept")
        return response

    return blueprint


def _query_string() -> str:
    try:
        return request.query_string.decode()
    except UnicodeDecodeError as error:
        raise ProtocolError(f"The address is not UTF-8: {error}.") from error


def _response(answer: Answer) -> Response:
    if isinstance(answer.content, bytes):
        return Response(answer.content, content_type=_content_type(answer.media_type))
    return _file_response(answer, answer.content)


def _file_response(answer: Answer, file: BinaryIO) -> Response:
    response = Response(
        wrap_file(request.environ, file, buffer_size=65_536),
        content_type=_content_type(answer.media_type),
        direct_passthrough=True,
    )
    response.content_length = answer.length
    response.call_on_close(file.close)
    return response


def _content_type(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
