"""The Flask application, put together, and the errors that it answers."""

import os
from collections.abc import Callable
from multiprocessing.util import Finalize
from wsgiref.types import WSGIApplication

from flask import Flask
from werkzeug.exceptions import HTTPException

from ontology.identifiers import output_prefixes, query_prefixes
from server import event_log
from server.error_responses import http_error_response, problem_response
from server.execution.confinement import die_with_parent, share_arenas
from server.execution.releases import Graph, Releases
from server.log_file import LogFile
from server.metrics import Metrics, first_part
from server.middleware import access_log
from server.middleware.answer_cache import AnswerCache
from server.problems import Problem
from server.routes import sparql
from server.routes.descriptions import descriptions_blueprint
from server.routes.downloads import downloads_blueprint
from server.routes.graph_store import graph_store_blueprint
from server.routes.operations import operations_blueprint
from server.routes.pages import pages_blueprint
from server.routes.problem_pages import problem_pages_blueprint
from server.routes.response_headers import add_headers
from server.settings import Settings


def create_app(
    settings: Settings, graph: Graph, metrics: Callable[[], bytes] | None = None
) -> Flask:
    """Return the application that answers its queries by `graph`; /metrics is `metrics`."""
    app = Flask("server", static_folder="static", template_folder="templates")
    app.config["SETTINGS"] = settings
    app.config["MAX_CONTENT_LENGTH"] = settings.request_bytes
    app.config["MAX_FORM_MEMORY_SIZE"] = settings.request_bytes
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.register_blueprint(sparql.sparql_blueprint(graph))
    app.register_blueprint(graph_store_blueprint(graph))
    app.register_blueprint(pages_blueprint(graph))
    app.register_blueprint(descriptions_blueprint(graph))
    app.register_blueprint(downloads_blueprint(graph))
    app.register_blueprint(problem_pages_blueprint())
    app.register_blueprint(operations_blueprint(graph, metrics))
    app.register_error_handler(Problem, problem_response)
    app.register_error_handler(HTTPException, http_error_response)
    app.after_request(add_headers)
    return app


def application() -> WSGIApplication:
    """Return the application for the settings in the environment, on a pool of its own.

    The pool is closed when the process ends, and the process ends with the one that started it.
    """
    die_with_parent()
    share_arenas()
    event_log.write_to_standard_error()
    settings = Settings.from_environment(os.environ)
    releases = Releases(settings, query_prefixes(), output_prefixes())
    Finalize(None, releases.close, exitpriority=10)
    log_file = LogFile(settings.access_log, access_log.line)
    Finalize(None, log_file.close, exitpriority=5)
    metrics = Metrics(releases, lambda: cache.status(), lambda: log_file.lost)
    app = create_app(settings, releases, metrics.text if settings.metrics else None)
    metrics.routes = frozenset(first_part(rule.rule) for rule in app.url_map.iter_rules())
    cache = AnswerCache(app, releases, settings.cache_bytes)
    return access_log.AccessLog(cache, settings, metrics, log_file)
