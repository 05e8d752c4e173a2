"""An answer of the graph as an HTTP response: conditions, validators and headers."""

import hashlib
import time
from importlib.metadata import version
from typing import NamedTuple

from flask import Response, current_app, g, request

from server.execution.releases import Graph
from server.execution.worker_process import Answer
from server.messages import MediaTypes, SparqlRequest, Task
from server.protocol.conditional import ANY, coded_tag, entity_tag, matching_tag
from server.protocol.content_coding import IDENTITY, choose_coding
from server.protocol.formats import HTML
from server.protocol.header_text import header_text
from server.query.repeatability import is_repeatable
from server.query_ids import new_query_id
from server.routes.callers import callers
from server.routes.contents import close, content_response, whole
from server.routes.result_pages import result_page
from server.settings import Settings

# A cache may give out an answer for a minute without asking, even if a new release has come.
CACHED = "public, max-age=60, must-revalidate"
NOT_CACHED = "no-store"
OWN_HEADERS = (
    "Query-Id",
    "Raregraph-Limits",
    "Raregraph-Notice",
    "Raregraph-Release",
    "Server-Timing",
)
# POST names no answer that a client could hold already: RFC 9110, 13.2.1.
_CONDITIONAL = frozenset({"GET", "HEAD", "QUERY"})
_VERSION = version("raregraph")


class _Asked(NamedTuple):
    """What a request asks for, as far as it decides on the bytes of the answer."""

    task: Task
    media_types: MediaTypes
    coding: str
    is_repeatable: bool

    def tag(self, release: str) -> str | None:
        """Return the entity tag of the answer without a coding, None if it may have none."""
        if not self.is_repeatable or request.method not in _CONDITIONAL:
            return None
        task = self.task
        if isinstance(task, SparqlRequest):
            task = task._replace(format=None, timeout_seconds=None)
        tag = entity_tag(_VERSION, release, task, self.media_types, _settings().html_rows)
        # A page tells how long its answer took, so two of them are equal in meaning only.
        return f"W/{tag}" if HTML in self.media_types else tag

    def known_tag(self, release: str) -> str | None:
        """Return the entity tag of that form of the answer which the client has, if it has one."""
        tag = self.tag(release)
        if tag is None:
            return None
        codings = dict.fromkeys((self.coding, IDENTITY))
        tags = [coded_tag(tag, coding) for coding in codings]
        return matching_tag(request.headers.get("If-None-Match", ""), tags)


def answered(graph: Graph, task: Task, media_types: MediaTypes) -> Response:
    """Return the response to a task: 200 with the whole answer, or 304 without evaluation.

    Raises Problem where there is no answer.
    """
    release = graph.served.name
    query_id = _logged_id(release, task)
    g.error_headers = {
        "Query-Id": query_id,
        "Raregraph-Limits": _limits(task),
        "Raregraph-Release": header_text(release),
    }
    coding = choose_coding(request.headers.get("Accept-Encoding", ""))
    repeatable = not isinstance(task, SparqlRequest) or is_repeatable(task.query)
    asked = _Asked(task, media_types, coding, repeatable)
    if known := asked.known_tag(graph.served.name):
        response = _not_modified(known, graph.served.name)
    else:
        response = _evaluated(graph, asked)
    for name in ("Query-Id", "Raregraph-Limits"):
        response.headers[name] = g.error_headers[name]
    response.headers["Cache-Control"] = CACHED if repeatable else NOT_CACHED
    response.vary.update(("Accept", "Accept-Encoding"))
    return response


def _evaluated(graph: Graph, asked: _Asked) -> Response:
    started = time.perf_counter()
    try:
        with callers().asking(request.environ) as caller:
            answer = graph.execute(asked.task, asked.media_types, caller)
    finally:
        seconds = time.perf_counter() - started
        g.error_headers["Server-Timing"] = timing = f"evaluation;dur={seconds * 1e3:.2f}"
    tag = asked.tag(answer.release)
    # Any answer will do, and now it is known that there is one: RFC 9110, 13.2.1.
    if tag and request.headers.get("If-None-Match", "").strip() == ANY:
        close(answer.content)
        return _not_modified(tag, answer.release)
    content = answer.content
    if answer.media_type == HTML and isinstance(asked.task, SparqlRequest):
        content = _page(answer, asked.task, seconds)
    response = content_response(content, answer.media_type, asked.coding)
    if tag:
        response.headers["ETag"] = coded_tag(tag, response.content_encoding or IDENTITY)
    response.headers["Raregraph-Release"] = header_text(answer.release)
    response.headers["Server-Timing"] = timing
    for notice in answer.notices:
        response.headers.add("Raregraph-Notice", header_text(notice))
    return response


def _page(answer: Answer, task: SparqlRequest, seconds: float) -> bytes:
    assert isinstance(task, SparqlRequest)  # a graph is never written as a page
    return result_page(
        whole(answer.content),
        task,
        release=answer.release,
        notices=answer.notices,
        seconds=seconds,
    ).encode()


def _not_modified(tag: str, release: str) -> Response:
    headers = {"ETag": tag, "Raregraph-Release": header_text(release)}
    return Response(status=304, headers=headers)


def _limits(task: Task) -> str:
    """Return the limits under which the task is answered, as a dictionary of RFC 9651."""
    settings = _settings()
    seconds = settings.query_seconds
    if isinstance(task, SparqlRequest) and task.timeout_seconds:
        seconds = min(seconds, task.timeout_seconds)
    return (
        f"seconds={seconds:g}, memory-bytes={settings.worker_memory_bytes},"
        f" result-bytes={settings.result_bytes}, queue-length={settings.queue_length}"
    )


def _logged_id(release: str, task: Task) -> str:
    """Return a new id that nobody can guess; the access log gets it, and what is asked."""
    query_id = new_query_id()
    log = request.environ.get("raregraph.log", {})
    log.update(query_id=query_id, release=release, outcome="ok", cached=False)
    if isinstance(task, SparqlRequest):
        log["query"] = task.query
        log["query_sha256"] = hashlib.sha256(task.query.encode(errors="replace")).hexdigest()
    return query_id


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings
