"""What watches the server: is it there, can it answer, how is it doing."""

from collections.abc import Callable

from flask import Blueprint, Response

from server import stopping
from server.execution.releases import Graph
from server.messages import Caller, MediaTypes, SparqlRequest
from server.problems import NotFound, Problem

# A query that touches the store, and the time in which a server that is well answers it.
_CANARY = SparqlRequest("ASK { ?s ?p ?o }", timeout_seconds=2.0)
_JSON = MediaTypes("application/sparql-results+json", None)
_PLAIN = "text/plain; charset=utf-8"
_METRICS_TYPE = "text/plain; version=1.0.0; charset=utf-8"


def operations_blueprint(graph: Graph, metrics: Callable[[], bytes] | None) -> Blueprint:
    """Return the routes /healthz, /readyz and /metrics; the latter is 404 without `metrics`."""
    blueprint = Blueprint("operations", __name__)

    @blueprint.route("/healthz")
    def healthz() -> Response:
        return _uncached("ok\n", 200)

    @blueprint.route("/readyz")
    def readyz() -> Response:
        reason = _why_not_ready(graph)
        return _uncached(f"not ready: {reason}\n", 503) if reason else _uncached("ready\n", 200)

    @blueprint.route("/metrics")
    def tell_metrics() -> Response:
        if metrics is None:
            raise NotFound("This server does not tell its metrics.", 404)
        response = _uncached(metrics(), 200)
        response.content_type = _METRICS_TYPE
        return response

    return blueprint


def _why_not_ready(graph: Graph) -> str:
    """Return why no query would be answered now; "" if one just was."""
    if stopping.is_announced():
        return "stopping"
    try:
        graph.execute(_CANARY, _JSON, Caller("readyz"))
    except Problem as problem:
        return problem.slug
    return ""


def _uncached(content: str | bytes, status: int) -> Response:
    response = Response(content, status=status, content_type=_PLAIN)
    response.headers["Cache-Control"] = "no-store"
    return response
