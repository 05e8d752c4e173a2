"""Errors as HTTP responses: JSON for programs, a page for a browser, text for a terminal."""

import json
from collections.abc import Mapping

from flask import Response, g, render_template, request
from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import HTTPException
from werkzeug.http import parse_accept_header, parse_options_header

from server.messages import SparqlRequest
from server.problems import (
    MEDIA_TYPE,
    BodyTooLarge,
    HttpError,
    MethodNotAllowed,
    NotFound,
    Problem,
)
from server.protocol.formats import HTML, SOLUTIONS, TRIPLES

PLAIN = "text/plain"
_PAGE_TYPES = frozenset({HTML, "application/xhtml+xml"})
_JSON_ENDS = ("/json", "+json", "/*")
_OF_HTTP = {404: NotFound, 405: MethodNotAllowed, 413: BodyTooLarge}
# What a text shows, and in which order; `excerpt` has lines of its own.
_TEXT_MEMBERS = ("expected", "hint", "limit")


def error_media_type(accept: str) -> str:
    """Return the media type of an error for a client that accepts something.

    Who accepts a page gets one, who asked for any other kind of text gets text, and all others,
    also those who would rather have no JSON, get the problem document of RFC 9457.

    >>> error_media_type("text/csv"), error_media_type("application/xml, */*;q=0.1")
    ('text/plain', 'application/problem+json')
    """
    qualities = {HTML: 0.0, PLAIN: 0.0, MEDIA_TYPE: 0.0}
    for one, quality in parse_accept_header(accept, MIMEAccept):
        kind = _kind(parse_options_header(one)[0].lower())
        if kind:
            qualities[kind] = max(qualities[kind], quality)
    best = max(qualities, key=lambda kind: qualities[kind])
    return best if qualities[best] > 0 else MEDIA_TYPE


def _kind(media_type: str) -> str | None:
    if media_type in _PAGE_TYPES:
        return HTML
    if media_type.startswith("text/"):
        return PLAIN
    return MEDIA_TYPE if media_type.endswith(_JSON_ENDS) else None


def problem_response(problem: Problem) -> Response:
    """Return the response to a problem, in the form that the client can read."""
    media_type = error_media_type(request.headers.get("Accept", ""))
    text = _WRITERS[media_type](problem)
    response = Response(text, status=problem.status, content_type=_content_type(media_type))
    if problem.retry_seconds is not None:
        response.headers["Retry-After"] = str(problem.retry_seconds)
    response.headers.update(g.get("error_headers", {}))  # what an answer would have told, too
    response.headers["Cache-Control"] = "no-store"
    response.vary.add("Accept")
    request.environ.get("raregraph.log", {})["outcome"] = problem.slug
    return response


def http_error_response(error: HTTPException) -> Response:
    """Return the response to an error of HTTP alone, with the headers that it demands."""
    status = error.code or 500
    if status < 400:  # a redirection
        return Response(error.get_body(), status, error.get_headers())
    detail = error.description or error.name
    of_this_kind = _OF_HTTP.get(status, HttpError)
    problem = Problem(detail) if status == 500 else of_this_kind(detail, status)
    response = problem_response(problem)
    for name, value in error.get_headers():
        if name != "Content-Type":
            response.headers[name] = value
    return response


def problem_text(document: Mapping[str, object]) -> str:
    """Return a problem document as lines for a terminal."""
    lines = [f"{document['title']} ({document['status']})", str(document["detail"])]
    if "excerpt" in document:
        lines += ["", str(document["excerpt"]), ""]
    lines += [f"{name}: {_plain(document[name])}" for name in _TEXT_MEMBERS if name in document]
    return "\n".join([*lines, f"type: {document['type']}", ""])


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {one}" for name, one in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _json(problem: Problem) -> str:
    return json.dumps(problem.document(), ensure_ascii=False, indent=2) + "\n"


def _text(problem: Problem) -> str:
    return problem_text(problem.document())


def _page(problem: Problem) -> str:
    return render_template(
        "problem.html",
        document=problem.document(),
        query=_query_that_failed(),
        formats=[*SOLUTIONS, *TRIPLES],
    )


_WRITERS = {MEDIA_TYPE: _json, PLAIN: _text, HTML: _page}


def _content_type(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _query_that_failed() -> SparqlRequest | None:
    """Return the query of this request, to be mended; None if there is none that can be read.

    Nothing is read of a body here: a client that sends it slowly would hold a thread.
    """
    if "sparql_request" in g:
        asked: SparqlRequest = g.sparql_request
        return asked
    texts = request.args.getlist("query")
    if len(texts) != 1:
        return None
    return SparqlRequest(
        texts[0],
        default_graphs=tuple(request.args.getlist("default-graph-uri")),
        named_graphs=tuple(request.args.getlist("named-graph-uri")),
    )
