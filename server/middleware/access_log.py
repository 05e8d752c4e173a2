"""One line a request: what was asked of where, how it went. Without the query and who asked it.

A query on a rare disease, together with an address, may tell of a person's illness.
"""

import json.encoder
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from server.log_file import LogFile
from server.metrics import Metrics
from server.routes.callers import address
from server.settings import Settings

# Where in the environment of a request the routes and the cache write what they know of it.
LOG = "raregraph.log"
_TOLD = ("outcome", "query_id", "query_sha256", "release", "cached")
_LONGEST_METHOD = 20
_LONGEST_PATH = 500
_LONGEST_QUERY = 100_000

_text = json.encoder.encode_basestring_ascii  # a line costs half of what json.dumps takes


class Request(NamedTuple):
    """A request that has been answered."""

    ended: float  # seconds since 1970
    seconds: float
    method: str
    path: str
    status: int
    bytes: int
    content_type: str
    address: str
    log: dict[str, object]


class AccessLog:
    """A WSGI application that counts and logs what `application` answers."""

    def __init__(
        self, application: WSGIApplication, settings: Settings, metrics: Metrics, file: LogFile
    ) -> None:
        self._application = application
        self._proxies = settings.trusted_proxies
        self._has_address = settings.log_addresses
        self._has_query = settings.log_queries
        self._metrics = metrics
        self._file = file

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer by the application; a list stays one, since the server sends that at once."""
        environ[LOG] = log = dict[str, object]()
        started = _Started(start_response)
        begin = time.perf_counter()
        try:
            chunks = self._application(environ, started)
        except BaseException:
            self._end(environ, log, begin, _FAILED, 0)
            raise
        if isinstance(chunks, list):
            self._end(environ, log, begin, started, sum(map(len, chunks)))
            return chunks
        return _Counted(chunks, lambda count: self._end(environ, log, begin, started, count))

    def _end(
        self,
        environ: WSGIEnvironment,
        log: dict[str, object],
        begin: float,
        started: "_Started",
        count: int,
    ) -> None:
        seconds = time.perf_counter() - begin
        status = int(started.status[:3])
        if status >= 400 and log.get("outcome", "ok") == "ok":
            log["outcome"] = f"http-{status}"
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        self._metrics.observe(path, method, status, seconds, log)
        if self._file.is_off:
            return
        if not self._has_query:
            log.pop("query", None)
        who = address(environ, self._proxies) if self._has_address else ""
        kind = started.content_type()
        self._file.add(Request(time.time(), seconds, method, path, status, count, kind, who, log))


class _Started:
    """The beginning of a response, noted and passed on."""

    __slots__ = ("_start", "headers", "status")

    def __init__(self, start: StartResponse | None) -> None:
        self._start = start
        self.status = "500"
        self.headers: list[tuple[str, str]] = []

    def __call__(
        self, status: str, headers: list[tuple[str, str]], error: Any = None, /
    ) -> Callable[[bytes], object]:
        self.status, self.headers = status, headers
        assert self._start is not None
        return self._start(status, headers, error)

    def content_type(self) -> str:
        """Return the media type of the response, "" if it has none."""
        for name, value in self.headers:
            if name == "Content-Type" or name.lower() == "content-type":
                return value
        return ""


_FAILED = _Started(None)


class _Counted:
    """The chunks of a response, their bytes counted; `end` is told how many when it is closed."""

    def __init__(self, chunks: Iterable[bytes], end: Callable[[int], None]) -> None:
        self._chunks = chunks
        self._end: Callable[[int], None] | None = end
        self._count = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self._count += len(chunk)
            yield chunk

    def close(self) -> None:
        """Close the response; a second time does nothing more."""
        try:
            if hasattr(self._chunks, "close"):
                self._chunks.close()
        finally:
            end, self._end = self._end, None
            if end is not None:
                end(self._count)


def line(request: Request) -> str:
    """Return the line of a request: a JSON object in ASCII, without any control character."""
    log = request.log
    members = [
        f'"time":"{_time(request.ended)}"',
        f'"method":{_text(request.method[:_LONGEST_METHOD])}',
        f'"path":{_text(_path(request.path))}',
        f'"status":{request.status},"bytes":{request.bytes},"seconds":{request.seconds:.6f}',
        f'"format":{_text(request.content_type.partition(";")[0])}',
    ]
    members += [f'"{name}":{_value(log[name])}' for name in _TOLD if name in log]
    if "query" in log:
        members.append(f'"query":{_text(str(log["query"])[:_LONGEST_QUERY])}')
    if request.address:
        members.append(f'"address":{_text(request.address)}')
    # JSON escapes all control characters but this one.
    return "{" + ",".join(members).replace("\x7f", "\\u007f") + "}\n"


def _value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else _text(str(value))


def _time(seconds: float) -> str:
    return f"{_second(int(seconds))}.{int(seconds % 1 * 1000):03}Z"


@lru_cache(2)
def _second(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")


def _path(path: str) -> str:
    """Return the path as text; WSGI gives bytes as characters (PEP 3333)."""
    return path.encode("latin-1", "replace").decode("utf-8", "replace")[:_LONGEST_PATH]
