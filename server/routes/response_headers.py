"""The headers that every response gets: what browsers may do with it, and who may read it."""

from flask import Response, request

from server.protocol.request import BODY_TYPES
from server.routes.answers import NOT_CACHED, OWN_HEADERS

ENDPOINT = "/sparql"
# What an operator asks; a page elsewhere has no business with it.
_PRIVATE = frozenset({"/metrics", "/healthz", "/readyz"})
_LOCKED_DOWN = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_EXPOSED = (
    *OWN_HEADERS,
    *("Accept-Post", "Accept-Query", "Accept-Ranges", "Allow", "Content-Range", "ETag", "Link"),
    "Retry-After",
)
_ANY_ORIGIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": ", ".join(_EXPOSED),
}
_PREFLIGHT = {
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match, Range",
    "Access-Control-Max-Age": "86400",
}
_BODY_TYPES = ", ".join(BODY_TYPES)


def add_headers(response: Response) -> Response:
    """Return the response with what its path, its method and its status demand.

    Any origin may read, without credentials: what is served is public. Only a preflight is told
    which methods there are, and no error is kept by a cache. What a route says of its own page
    stays.
    """
    for name, value in _LOCKED_DOWN.items():
        response.headers.setdefault(name, value)
    if request.path not in _PRIVATE:
        response.headers.update(_ANY_ORIGIN)
    if request.method == "OPTIONS":
        response.headers.update(_PREFLIGHT)
        response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", "GET")
    if request.path == ENDPOINT and (request.method == "OPTIONS" or response.status_code == 415):
        response.headers["Accept-Post"] = response.headers["Accept-Query"] = _BODY_TYPES
    if response.status_code >= 400:
        response.headers["Cache-Control"] = NOT_CACHED
    return response
