"""SPARQL 1.1 Protocol, query side: an HTTP request to a query, without any I/O."""

import difflib
import re
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode
from werkzeug.http import parse_options_header

from server.messages import SparqlRequest
from server.problems import ProtocolError, UpdateRefused
from server.protocol.formats import SOLUTIONS, TRIPLES
from server.protocol.negotiation import named

FORM = "application/x-www-form-urlencoded"
QUERY_TEXT = "application/sparql-query"
UPDATE_TEXT = "application/sparql-update"
BODY_TYPES = (QUERY_TEXT, FORM)
METHODS = ("GET", "HEAD", "POST", "QUERY")
_WITH_BODY = frozenset({"POST", "QUERY"})
_DATASET = ("default-graph-uri", "named-graph-uri")
_MOST_PARAMETERS = 1000
_LONGEST_MISSPELT = 30
# Those that no text is read in by accident: Python knows codecs that are none of the network's.
_CHARSETS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "ascii",
    "ascii": "ascii",
    "iso-8859-1": "latin-1",
    "latin-1": "latin-1",
    "latin1": "latin-1",
    "windows-1252": "cp1252",
}
_SECONDS = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?|\.[0-9]{1,9}", re.ASCII)

Parameters = dict[str, list[str]]


def parse_request(method: str, query_string: str, content_type: str, body: bytes) -> SparqlRequest:
    """Return what a request asks, each of its parameters percent-decoded once.

    QUERY has a body like POST, and is safe like GET. Raises ProtocolError (400, 405 or 415), or
    UpdateRefused.
    """
    parameters = _parameters(query_string)
    if method in _WITH_BODY:
        _add_body(parameters, content_type, body)
    elif method not in METHODS:
        raise ProtocolError(f"{method} is none of {', '.join(METHODS)}.", status=405)
    if "update" in parameters:
        raise UpdateRefused("The request has the parameter `update`; only queries are answered.")
    _forbid_misspelt_dataset(parameters)
    return SparqlRequest(
        query=_only(parameters, "query").removeprefix("\ufeff"),
        default_graphs=_graphs(parameters, "default-graph-uri"),
        named_graphs=_graphs(parameters, "named-graph-uri"),
        format=_format(parameters) if "format" in parameters else None,
        timeout_seconds=_seconds(parameters) if "timeout" in parameters else None,
    )


def _add_body(parameters: Parameters, content_type: str, body: bytes) -> None:
    media_type, options = parse_options_header(content_type)
    media_type = media_type.lower()
    if media_type == UPDATE_TEXT:
        raise UpdateRefused(f"The body is {UPDATE_TEXT}; only queries are answered.")
    if media_type not in BODY_TYPES:
        raise ProtocolError(
            f"The body is {media_type or 'of no stated type'}.",
            status=415,
            expected=f"{QUERY_TEXT} or {FORM}",
        )
    charset = _charset(options.get("charset", "utf-8"))
    text = _decoded(body, charset)
    is_text = media_type == QUERY_TEXT
    added = {"query": [text]} if is_text else _parameters(text.removeprefix("\ufeff"), charset)
    for name, values in added.items():
        parameters.setdefault(name, []).extend(values)


def _charset(name: str) -> str:
    """Return the codec of a charset. Raises ProtocolError (415) for one that is not read."""
    try:
        return _CHARSETS[name.strip().lower()]
    except KeyError:
        raise ProtocolError(
            f"The charset {name!r} is not read here.",
            status=415,
            expected="utf-8, us-ascii, iso-8859-1 or windows-1252",
        ) from None


def _decoded(body: bytes, charset: str) -> str:
    try:
        return body.decode(charset)
    except ValueError as error:
        raise ProtocolError(f"The body is not {charset}: {error}.") from error


def _parameters(encoded: str, charset: str = "utf-8") -> Parameters:
    found: Parameters = {}
    try:
        pairs = parse_qsl(
            encoded,
            keep_blank_values=True,
            encoding=charset,
            errors="strict",
            max_num_fields=_MOST_PARAMETERS,
        )
    except ValueError as error:
        raise ProtocolError(f"The parameters cannot be decoded: {error}.") from error
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _forbid_misspelt_dataset(parameters: Parameters) -> None:
    """Return nothing if no parameter looks like one that would have chosen the data.

    Other unknown parameters are ignored; to ignore this one would answer from other data.
    """
    for name in parameters:
        if name in _DATASET or len(name) > _LONGEST_MISSPELT:
            continue
        if meant := difflib.get_close_matches(name.lower(), _DATASET, n=1, cutoff=0.7):
            raise ProtocolError(
                f"There is no parameter `{name}`.",
                expected=" or ".join(_DATASET),
                hint=f"Did you mean `{meant[0]}`?",
            )


def _only(parameters: Parameters, name: str) -> str:
    values = parameters.get(name, [])
    if len(values) != 1:
        raise ProtocolError(
            f"The parameter `{name}` is given {len(values)} times.",
            expected=f"exactly one `{name}`",
            hint=None if values else _near(parameters, name),
        )
    return values[0]


def _format(parameters: Parameters) -> str:
    """Return the one format that is asked for, in whatever ways; what is none is passed over.

    SPARQLWrapper sends `format=json-ld&format=application/ld+json,application/x-json+ld`.
    """
    asked = [one for value in parameters["format"] for one in value.split(",")]
    meant = {(named(one, SOLUTIONS), named(one, TRIPLES)): one for one in reversed(asked)}
    meant.pop((None, None), None)
    return next(iter(meant.values())) if len(meant) == 1 else _only(parameters, "format")


def _near(parameters: Parameters, name: str) -> str:
    """Return what to do about a parameter that is not there."""
    short = [one for one in parameters if len(one) <= _LONGEST_MISSPELT]
    near = difflib.get_close_matches(name, short, n=1)
    return f"Did you mean `{name}` by `{near[0]}`?" if near else "/sparql?query=ASK%7B%7D"


def _seconds(parameters: Parameters) -> float:
    """Return how long the client is willing to wait. Raises ProtocolError."""
    text = _only(parameters, "timeout")
    seconds = float(text) if _SECONDS.fullmatch(text) else 0.0
    if seconds <= 0:
        raise ProtocolError(
            f"`timeout` is {text[:40]!r}.", expected="seconds, more than 0, such as 5 or 0.5"
        )
    return seconds


def _graphs(parameters: Parameters, name: str) -> tuple[str, ...]:
    graphs = tuple(dict.fromkeys(parameters.get(name, [])))
    for graph in graphs:
        try:
            NamedNode(graph)
        except ValueError as error:
            raise ProtocolError(f"`{name}` is no absolute IRI: {graph!r}.") from error
    return graphs
