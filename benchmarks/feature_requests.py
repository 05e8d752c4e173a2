"""Requests to any endpoint, and what came back."""

import http.client
import json
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

SECONDS = 15
MOST_BYTES = 50_000_000
JSON = "application/sparql-results+json"


class Response(NamedTuple):
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """Return the media type without parameters."""
        return self.headers.get("content-type", "").partition(";")[0]


def send(
    url: str, method: str = "GET", headers: Mapping[str, str] | None = None, body: str = ""
) -> Response:
    """Return a response, whole. Raises OSError, or HTTPException for a cut body."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=SECONDS)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(method, target, body.encode() or None, dict(headers or {}))
        response = connection.getresponse()
        lower = {name.lower(): value for name, value in response.getheaders()}
        return Response(response.status, lower, _whole(response))
    finally:
        connection.close()


def _whole(response: http.client.HTTPResponse) -> bytes:
    """Return the body. Raises TimeoutError if it does not end in time."""
    content, end = b"", time.monotonic() + SECONDS
    while piece := response.read1(1 << 20):
        content += piece
        if time.monotonic() > end or len(content) > MOST_BYTES:
            raise TimeoutError("the body does not end")
    response.read()  # what tells a cut body from a whole one
    return content


def ask(url: str, query: str, accept: str = JSON, **more: str | Sequence[str]) -> Response:
    """Return the response to a query by GET."""
    form = urlencode({"query": query, **more}, doseq=True)
    return send(f"{url}?{form}", headers={"Accept": accept})


def is_true(response: Response) -> bool:
    """Tell whether an ASK was answered yes, in JSON."""
    return response.status == 200 and json.loads(response.body)["boolean"] is True
