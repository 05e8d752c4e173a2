"""The dumps of the release and its manifest, as files."""

import os
from typing import BinaryIO, Final

from flask import Blueprint, Response, redirect, request
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.wrappers import Response as BaseResponse

from graph_data.dumps import DUMP_NAMES, DumpFile
from graph_data.manifest import Manifest
from graph_data.release_folder import DUMPS, REPORT, REPORT_PAGE
from server.execution.releases import Graph, ServedRelease
from server.problems import NotFound, Problem
from server.routes.contents import content_type, file_response

_CHANGING: Final = "public, no-cache"  # the next release has the same address
# The page of the report needs nothing but itself: it can be kept as a file, too.
_OWN_STYLE: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)
_UNCHANGING: Final = "public, max-age=31536000, immutable"


def downloads_blueprint(graph: Graph) -> Blueprint:
    """Return the routes of the files of what `graph` serves."""
    blueprint = Blueprint("downloads", __name__)

    @blueprint.route("/dumps/")
    def dumps() -> BaseResponse:
        _manifest(graph.served)
        return redirect("/#dumps")

    @blueprint.route("/dumps/<name>")
    def dump(name: str) -> Response:
        served = graph.served
        return _dump_response(served, _entry(served, name), _CHANGING)

    @blueprint.route("/dumps/<release>/<name>")
    def dump_of_release(release: str, name: str) -> Response:
        served = graph.served
        if release != served.name:
            raise NotFound(f"The release {release} is not served here: it is {served.name}.", 404)
        return _dump_response(served, _entry(served, name), _UNCHANGING)

    @blueprint.route("/manifest.json")
    def manifest() -> Response:
        text = _manifest(graph.served).to_json()
        response = Response(text, content_type="application/json")
        response.headers["Cache-Control"] = _CHANGING
        response.add_etag()
        response.make_conditional(request.environ)
        return response

    @blueprint.route("/report.html")
    def report_page() -> Response:
        response = _report_response(graph.served, REPORT_PAGE, "text/html")
        response.headers["Content-Security-Policy"] = _OWN_STYLE
        return response

    @blueprint.route("/report.json")
    def report() -> Response:
        return _report_response(graph.served, REPORT, "application/json")

    return blueprint


def _manifest(served: ServedRelease) -> Manifest:
    if served.manifest is None:
        raise NotFound(f"{served.name} are data without a manifest and without dumps.", 404)
    return served.manifest


def _entry(served: ServedRelease, name: str) -> DumpFile:
    files = {file.name: file for file in _manifest(served).files if file.name in DUMP_NAMES}
    if name not in files:
        raise NotFound(f"There is no dump {name}: there are {', '.join(sorted(files))}.", 404)
    return files[name]


def _dump_response(served: ServedRelease, entry: DumpFile, caching: str) -> Response:
    """Return a dump, or the part of it that Range names (RFC 9110, section 14).

    A client that accepts gzip and asks for the whole of a plain dump gets the packed one as its
    content coding: RFC 9110, section 8.4.
    """
    packed = None if entry.name.endswith(".gz") else _entry(served, entry.name + ".gz")
    is_coded = packed is not None and _may_be_coded()
    sent = packed if packed is not None and is_coded else entry
    response = file_response(_opened(served, sent))
    response.content_type = content_type(entry.media_type)
    response.headers["Cache-Control"] = caching
    response.set_etag(sent.sha256)
    if packed is not None:
        response.vary.add("Accept-Encoding")
    if is_coded:
        response.content_encoding = "gzip"
        response.make_conditional(request.environ)
        return response
    response.accept_ranges = "bytes"
    try:
        response.make_conditional(
            request.environ, accept_ranges=_asks_for_one_part(), complete_length=sent.bytes
        )
    except RequestedRangeNotSatisfiable:
        response.close()
        raise
    return response


def _report_response(served: ServedRelease, name: str, media_type: str) -> Response:
    """Return the report of the build of what is served, or its page."""
    try:
        file = (served.folder / name).open("rb")
    except OSError:
        raise NotFound(f"There is no report of the build of {served.name}.", 404) from None
    status = os.fstat(file.fileno())
    response = file_response(file)
    response.content_type = content_type(media_type)
    response.headers["Cache-Control"] = _CHANGING
    response.set_etag(f"{status.st_mtime_ns:x}-{status.st_size:x}")
    response.make_conditional(request.environ)
    return response


def _may_be_coded() -> bool:
    return "Range" not in request.headers and request.accept_encodings["gzip"] > 0


def _asks_for_one_part() -> bool:
    """Tell whether Range names one part; other ranges do not count (RFC 9110, section 14.2)."""
    found = request.range
    return found is not None and found.units == "bytes" and len(found.ranges) == 1


def _opened(served: ServedRelease, entry: DumpFile) -> BinaryIO:
    """Open the file of a dump. Raises Problem if it is not there whole."""
    path = served.folder / DUMPS / entry.name
    try:
        if path.stat().st_size == entry.bytes:
            return path.open("rb")
    except OSError:
        pass
    raise Problem(f"{entry.name} is damaged on this server: it is not as the manifest says.")
