"""The pages: HTML that works without JavaScript."""

import json
from functools import cache
from importlib.resources import files
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request
from pyoxigraph import Literal
from werkzeug.wrappers import Response as BaseResponse

from server.execution.releases import Graph
from server.messages import MediaTypes, SparqlRequest
from server.protocol.formats import SOLUTIONS, TRIPLES
from server.routes import views
from server.routes.result_pages import first_query

_JSON = MediaTypes("application/sparql-results+json", None)
_TRY_FORMATS = [*SOLUTIONS, *TRIPLES]


def pages_blueprint(graph: Graph) -> Blueprint:
    """Return the routes of the pages; their data come by `graph`."""
    blueprint = Blueprint("pages", __name__)

    @blueprint.route("/")
    def first_page() -> str:
        manifest = graph.served.manifest
        graphs = [one.iri for one in manifest.graphs] if manifest else []
        return render_template(
            "first_page.html",
            release=manifest,
            condition=views.condition(
                _rows(graph, "condition"), _rows(graph, "names"), _rows(graph, "inheritance")
            ),
            examples=views.examples(_rows(graph, "examples"), graphs),
            formats=_TRY_FORMATS,
            first_query=first_query(graph.served),
        )

    @blueprint.route("/search")
    def search() -> str | BaseResponse:
        name = request.args.get("name", "").strip()
        if not name:
            return render_template("search.html")
        # A literal as N-Triples writes it is one of SPARQL: nothing in it can end it.
        query = _query("search").replace("$text", str(Literal(name)))
        return redirect("/sparql?" + urlencode({"query": query, "format": "html"}), 303)

    return blueprint


def _rows(graph: Graph, query_name: str) -> list[views.Row]:
    """Return the rows of a query as plain texts."""
    answer = graph.execute(SparqlRequest(_query(query_name)), _JSON)
    content = answer.content if isinstance(answer.content, bytes) else answer.content.read()
    bindings = json.loads(content)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in bindings]


@cache
def _query(name: str) -> str:
    return (files("server.routes") / "queries" / f"{name}.rq").read_text(encoding="utf-8")
