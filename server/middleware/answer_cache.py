"""Whole answers kept in memory, in front of Flask, for the same request again.

Only what the application itself calls public is kept: a 200 to GET with an entity tag. A server's
own cache is no HTTP cache: it never gives out an answer of another release, so it does not heed
`Cache-Control` of a request, with which any client could make it work for nothing.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import NamedTuple
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from server.execution.releases import Graph
from server.protocol.conditional import ANY, matching_tag
from server.protocol.header_text import header_text
from server.query_ids import new_query_id

Headers = list[tuple[str, str]]
Key = tuple[str, ...]

# What an answer depends on, beside its release and its method.
_KEY = (
    "PATH_INFO",
    "QUERY_STRING",
    "HTTP_ACCEPT",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_HOST",
    "wsgi.url_scheme",
)
_VARY = {"accept", "accept-encoding"}
_OF_ONE_REQUEST = {"query-id", "server-timing", "date"}
_OF_CONTENT = {"content-type", "content-length", "content-encoding"}
_LOGGED = ("release", "outcome", "query", "query_sha256")
# So that one answer does not drive out all others.
_LARGEST_SHARE = 16
# What an entry takes beside its body: key, headers, and the objects that hold them.
_ENTRY_BYTES = 4_000


class _Entry(NamedTuple):
    """An answer as it is sent again."""

    headers: Headers
    headers_unchanged: Headers  # of a 304
    body: list[bytes]
    tag: str
    size: int
    log: dict[str, object]


class CacheStatus(NamedTuple):
    """How the cache is doing: since the start, and now."""

    hits: int
    misses: int
    answers: int
    bytes: int


class AnswerCache:
    """A WSGI application that gives again what `application` has answered on this release.

    Holds at most `most_bytes`; the answers that were asked for longest ago go first. May be
    called by many threads.
    """

    def __init__(self, application: WSGIApplication, graph: Graph, most_bytes: int) -> None:
        self._application = application
        self._graph = graph
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._entries: OrderedDict[Key, _Entry] = OrderedDict()
        self._release = ""
        self._bytes = self._hits = self._misses = 0

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from memory, or by the application."""
        method = environ["REQUEST_METHOD"]
        if method not in {"GET", "HEAD"} or not self._most_bytes:
            return self._application(environ, start_response)
        key = tuple([environ.get(name, "") for name in _KEY])
        entry = self._found(key)
        if entry is not None:
            return _repeated(entry, environ, start_response)
        if method == "HEAD":
            return self._application(environ, start_response)
        return self._recorded(key, environ, start_response)

    def status(self) -> CacheStatus:
        """Return how often an answer was found, how often not, and what is held."""
        with self._lock:
            return CacheStatus(self._hits, self._misses, len(self._entries), self._bytes)

    def _found(self, key: Key) -> _Entry | None:
        release = self._graph.served.name
        with self._lock:
            if release != self._release:
                self._empty(release)
            entry = self._entries.get(key)
            if entry is None:
                self._misses += 1
                return None
            self._hits += 1
            self._entries.move_to_end(key)
            return entry

    def _recorded(
        self, key: Key, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer by the application, and keep the answer if it may be given again."""
        started: list[tuple[str, Headers]] = []

        def start(status: str, headers: Headers, *error: object) -> Callable[[bytes], object]:
            started.append((status, headers))
            return start_response(status, headers, *error)  # type: ignore[arg-type]

        chunks = self._application(environ, start)
        if not started or not self._may_be_kept(*started[-1]):
            return chunks
        try:
            body = b"".join(chunks)
        finally:
            if hasattr(chunks, "close"):
                chunks.close()
        self._keep(key, _entry(key, started[-1][1], body, environ))
        return [body]

    def _may_be_kept(self, status: str, headers: Headers) -> bool:
        found = {name.lower(): value for name, value in headers}
        varies = {one.strip().lower() for one in found.get("vary", "").split(",") if one.strip()}
        length = found.get("content-length", "")
        return (
            status.startswith("200 ")
            and "etag" in found
            and "public" in found.get("cache-control", "")
            and "set-cookie" not in found
            and "raregraph-release" in found
            and varies <= _VARY
            and length.isdigit()
            and int(length) <= self._most_bytes // _LARGEST_SHARE
        )

    def _keep(self, key: Key, entry: _Entry) -> None:
        with self._lock:
            # An answer of the former release may arrive when the next one is served already.
            if dict(entry.headers)["Raregraph-Release"] != header_text(self._release):
                return
            self._remove(key)
            self._entries[key] = entry
            self._bytes += entry.size
            while self._bytes > self._most_bytes:
                self._remove(next(iter(self._entries)))

    def _remove(self, key: Key) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self._bytes -= entry.size

    def _empty(self, release: str) -> None:
        self._entries.clear()
        self._bytes = 0
        self._release = release


def _entry(key: Key, headers: Headers, body: bytes, environ: WSGIEnvironment) -> _Entry:
    same = [one for one in headers if one[0].lower() not in _OF_ONE_REQUEST]
    log = environ.get("raregraph.log", {})
    size = len(body) + sum(map(len, key)) + _ENTRY_BYTES
    return _Entry(
        headers=same,
        headers_unchanged=[one for one in same if one[0].lower() not in _OF_CONTENT],
        body=[body],
        tag=next(value for name, value in same if name.lower() == "etag"),
        size=size,
        log={name: log[name] for name in _LOGGED if name in log},
    )


def _repeated(
    entry: _Entry, environ: WSGIEnvironment, start_response: StartResponse
) -> Iterable[bytes]:
    query_id = new_query_id()
    of_this_request = [("Query-Id", query_id), ("Server-Timing", "cache;desc=hit")]
    log = environ.get("raregraph.log")
    if log is not None:
        log.update(entry.log, query_id=query_id, cached=True)
    if _is_known(environ.get("HTTP_IF_NONE_MATCH"), entry.tag):
        start_response("304 NOT MODIFIED", entry.headers_unchanged + of_this_request)
        return []
    start_response("200 OK", entry.headers + of_this_request)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else entry.body


def _is_known(condition: str | None, tag: str) -> bool:
    if condition is None:
        return False
    return condition in {tag, ANY} or matching_tag(condition, [tag]) is not None
