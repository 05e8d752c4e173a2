"""The endpoint in a browser: the form of a query and the page of its answer, without JavaScript."""

import json
import re
from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import render_template

from ontology.base import BASE
from ontology.identifiers import query_prefixes
from server.execution.releases import ServedRelease
from server.messages import SparqlRequest
from server.protocol.formats import HTML, SOLUTIONS, TRIPLES, Format
from server.settings import Settings, table

_ENDPOINT = "/sparql"
_FOLDED_CHARACTERS = 300
_SUMMARY_CHARACTERS = 80
# Longer addresses are cut by programs on the way, though this server takes them.
_PERMALINK_CHARACTERS = 8_000
_SHOWN_LIMITS = ("query_seconds", "worker_memory_bytes", "result_bytes", "html_rows")
_WEB_ADDRESS = re.compile(r"https?://[A-Za-z0-9]", re.IGNORECASE)
_FIRST_QUERY = SparqlRequest(
    "SELECT ?name WHERE {\n  d:gard-0013034 skos:altLabel ?name\n}\nLIMIT 100"
)
_FIRST_QUERY_OF_ANY_DATA = SparqlRequest("SELECT * WHERE {\n  ?s ?p ?o\n}\nLIMIT 100")


class FormatLink(NamedTuple):
    """The same answer in another format: the short name, the media type, the address."""

    name: str
    media_type: str
    address: str


def result_page(
    answer: bytes,
    request: SparqlRequest,
    *,
    release: str = "",
    notices: Sequence[str] = (),
    seconds: float | None = None,
) -> str:
    """Return the page of an answer that a worker wrote as the model of a page.

    `seconds` is how long the answer took, None where nobody measured it.
    """
    model: dict[str, Any] = json.loads(answer)
    parameters = _parameters(request)
    permalink = _address(parameters)
    is_short = len(permalink) <= _PERMALINK_CHARACTERS
    offered = TRIPLES if model["kind"] == "triples" else SOLUTIONS
    return render_template(
        "result.html",
        model=model,
        number_columns=_number_columns(model.get("rows", [])),
        query=request,
        permalink=permalink if is_short else "",
        format_links=_format_links(offered, parameters) if is_short else (),
        formats=[*SOLUTIONS, *TRIPLES],
        notices=notices,
        release_name=release,
        seconds=seconds,
        link=link,
        folded_characters=_FOLDED_CHARACTERS,
        summary_characters=_SUMMARY_CHARACTERS,
    )


def query_form_page(settings: Settings, served: ServedRelease) -> str:
    """Return the page of the endpoint itself: the form, and what can be asked in which way."""
    limits = [
        (one.name, one.help, getattr(settings, one.name))
        for one in table()
        if one.name in _SHOWN_LIMITS
    ]
    return render_template(
        "query_form.html",
        query=first_query(served),
        formats=[*SOLUTIONS, *TRIPLES],
        solutions=SOLUTIONS,
        triples=TRIPLES,
        limits=limits,
        prefixes=sorted(query_prefixes().items(), key=lambda one: one[0].lower()),
        release=served.manifest,
        release_name=served.name,
    )


def first_query(served: ServedRelease) -> SparqlRequest:
    """Return the query to begin with: on a release one of ours, on other data one that fits any."""
    return _FIRST_QUERY if served.manifest else _FIRST_QUERY_OF_ANY_DATA


def link(iri: str) -> str:
    """Return where an IRI leads a reader: ours to its description here, other web pages outwards.

    "" for an IRI that no browser should follow, such as urn: or javascript:.
    """
    if iri.startswith(BASE):
        return _address([("query", f"DESCRIBE <{iri}>")])
    return iri if _WEB_ADDRESS.match(iri) else ""


def _number_columns(rows: Sequence[Sequence[dict[str, Any] | None]]) -> set[int]:
    """Return the places of the columns that hold numbers and nothing else."""
    columns = ([cell for cell in column if cell] for column in zip(*rows, strict=True))
    return {
        place
        for place, cells in enumerate(columns)
        if cells and all(cell.get("number") for cell in cells)
    }


def _parameters(query: SparqlRequest) -> list[tuple[str, str]]:
    return [
        ("query", query.query),
        *(("default-graph-uri", graph) for graph in query.default_graphs),
        *(("named-graph-uri", graph) for graph in query.named_graphs),
    ]


def _format_links(offered: Sequence[Format], parameters: list[tuple[str, str]]) -> list[FormatLink]:
    return [
        FormatLink(one.names[0], one.media_type, _address([*parameters, ("format", one.names[0])]))
        for one in offered
        if one.media_type != HTML
    ]


def _address(parameters: Sequence[tuple[str, str]]) -> str:
    return f"{_ENDPOINT}?{urlencode(parameters)}"
