"""SPARQL 1.1 Protocol, query side: an HTTP request to a query, without any I/O."""

from urllib.parse import parse_qsl

from pyoxigraph import NamedNode
from werkzeug.http import parse_options_header

from server.messages import SparqlRequest
from server.problems import ProtocolError, UpdateRefused

FORM = "application/x-www-form-urlencoded"
QUERY_TEXT = "application/sparql-query"
UPDATE_TEXT = "application/sparql-update"
_MOST_PARAMETERS = 1000

Parameters = dict[str, list[str]]


def parse_request(method: str, query_string: str, content_type: str, body: bytes) -> SparqlRequest:
    """Return what a request asks, each of its parameters percent-decoded once.

    Raises ProtocolError (400, 405 or 415), or UpdateRefused.
    """
    parameters = _parameters(query_string)
    if method == "POST":
        _add_body(parameters, content_type, body)
    elif method not in {"GET", "HEAD"}:
        raise ProtocolError(f"{method} is not GET or POST.", status=405)
    if "update" in parameters:
        raise UpdateRefused("The request has the parameter `update`; only queries are answered.")
    return SparqlRequest(
        query=_only(parameters, "query"),
        default_graphs=_graphs(parameters, "default-graph-uri"),
        named_graphs=_graphs(parameters, "named-graph-uri"),
        format=_only(parameters, "format") if "format" in parameters else None,
    )


def _add_body(parameters: Parameters, content_type: str, body: bytes) -> None:
    media_type, options = parse_options_header(content_type)
    media_type = media_type.lower()
    if media_type == UPDATE_TEXT:
        raise UpdateRefused(f"The body is {UPDATE_TEXT}; only queries are answered.")
    if media_type not in {FORM, QUERY_TEXT}:
        raise ProtocolError(
            f"The body is {media_type or 'of no stated type'}.",
            status=415,
            expected=f"{QUERY_TEXT} or {FORM}",
        )
    text = _decoded(body, options.get("charset", "utf-8"))
    added = {"query": [text]} if media_type == QUERY_TEXT else _parameters(text)
    for name, values in added.items():
        parameters.setdefault(name, []).extend(values)


def _decoded(body: bytes, charset: str) -> str:
    try:
        return body.decode(charset)
    except LookupError as error:
        raise ProtocolError(f"The charset {charset!r} is not known.", status=415) from error
    except ValueError as error:
        raise ProtocolError(f"The body is not {charset}: {error}.") from error


def _parameters(encoded: str) -> Parameters:
    found: Parameters = {}
    try:
        pairs = parse_qsl(
            encoded, keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS
        )
    except ValueError as error:
        raise ProtocolError(f"The parameters cannot be decoded: {error}.") from error
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _only(parameters: Parameters, name: str) -> str:
    values = parameters.get(name, [])
    if len(values) != 1:
        raise ProtocolError(
            f"The parameter `{name}` is given {len(values)} times.",
            expected=f"exactly one `{name}`",
            hint="/sparql?query=ASK%7B%7D" if not values else None,
        )
    return values[0]


def _graphs(parameters: Parameters, name: str) -> tuple[str, ...]:
    graphs = tuple(dict.fromkeys(parameters.get(name, [])))
    for graph in graphs:
        try:
            NamedNode(graph)
        except ValueError as error:
            raise ProtocolError(f"`{name}` is no absolute IRI: {graph!r}.") from error
    return graphs
