"""The pages: HTML that works without JavaScript."""

import json
from functools import cache
from importlib.resources import files
from pathlib import Path

from flask import Blueprint, render_template

from graph_data.manifest import Manifest
from server import views
from server.execution import Execute
from server.formats import SOLUTIONS, TRIPLES
from server.messages import MediaTypes, SparqlRequest

_JSON = MediaTypes("application/sparql-results+json", None)
_TRY_FORMATS = [*SOLUTIONS, *TRIPLES]


def pages_blueprint(execute: Execute, release: Path) -> Blueprint:
    """Return the routes of the pages on a release; their data come by `execute`."""
    blueprint = Blueprint("pages", __name__)
    manifest = _manifest(release)

    @blueprint.route("/")
    def first_page() -> str:
        return render_template(
            "first_page.html",
            release=manifest,
            condition=views.condition(
                _rows(execute, "condition"), _rows(execute, "names"), _rows(execute, "inheritance")
            ),
            examples=views.examples(_rows(execute, "examples")),
            formats=_TRY_FORMATS,
        )

    return blueprint


def _manifest(release: Path) -> Manifest | None:
    """Return the manifest of a release; None where a bare store is served."""
    try:
        return Manifest.from_json((release / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def _rows(execute: Execute, query_name: str) -> list[views.Row]:
    """Return the rows of a query as plain texts."""
    answer = execute(SparqlRequest(_query(query_name)), _JSON)
    content = answer.content if isinstance(answer.content, bytes) else answer.content.read()
    bindings = json.loads(content)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in bindings]


@cache
def _query(name: str) -> str:
    return (files("server") / "queries" / f"{name}.rq").read_text(encoding="utf-8")
