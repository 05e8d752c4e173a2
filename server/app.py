"""The Flask application, put together, and the errors that it answers."""

import json
import os
from collections.abc import Mapping
from multiprocessing.util import Finalize

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from ontology.identifiers import output_prefixes, query_prefixes
from server.execution.confinement import die_with_parent
from server.execution.releases import Graph, Releases
from server.problems import MEDIA_TYPE, Problem
from server.routes import sparql
from server.routes.pages import pages_blueprint
from server.settings import Settings

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_ANY_ORIGIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type",
}


def create_app(settings: Settings, graph: Graph) -> Flask:
    """Return the application that answers its queries by `graph`."""
    app = Flask("server", static_folder="static", template_folder="templates")
    app.config["MAX_CONTENT_LENGTH"] = settings.request_bytes
    app.config["MAX_FORM_MEMORY_SIZE"] = settings.request_bytes
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.register_blueprint(sparql.sparql_blueprint(graph))
    app.register_blueprint(pages_blueprint(graph))
    app.register_error_handler(Problem, _problem_response)
    app.register_error_handler(HTTPException, _http_error)
    app.after_request(_add_headers)
    return app


def application() -> Flask:
    """Return the application for the settings in the environment, on a pool of its own.

    The pool is closed when the process ends, and the process ends with the one that started it.
    """
    die_with_parent()
    settings = Settings.from_environment(os.environ)
    releases = Releases(settings, query_prefixes(), output_prefixes())
    Finalize(None, releases.close, exitpriority=10)
    return create_app(settings, releases)


def _problem_response(problem: Problem) -> Response:
    response = _document_response(problem.document(), problem.status)
    if problem.retry_seconds is not None:
        response.headers["Retry-After"] = str(problem.retry_seconds)
    return response


def _http_error(error: HTTPException) -> Response:
    """Return an error of HTTP alone, such as 404, 405 or 413, with the headers that it demands."""
    status = error.code or 500
    document = {"type": "about:blank", "title": error.name, "status": status}
    response = _document_response({**document, "detail": error.description}, status)
    for name, value in error.get_headers():
        if name != "Content-Type":
            response.headers[name] = value
    return response


def _document_response(document: Mapping[str, object], status: int) -> Response:
    text = json.dumps(document, ensure_ascii=False)
    return Response(text, status=status, content_type=MEDIA_TYPE)


def _add_headers(response: Response) -> Response:
    response.headers.update(_HEADERS)
    if request.path == sparql.PATH:
        response.headers.update(_ANY_ORIGIN)
    return response
