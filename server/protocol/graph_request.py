"""SPARQL 1.1 Graph Store HTTP Protocol, read side: a request to a graph, without any I/O."""

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, urljoin

from pyoxigraph import NamedNode

from server.messages import GraphRequest, MediaTypes
from server.problems import ProtocolError
from server.protocol.formats import GRAPHS, HTML, QUADS, Format, not_acceptable
from server.protocol.negotiation import choose, named

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_NOT_IN_IRIS = re.compile(r"""[\x00-\x20\x7f<>"{}|\\^`]""")
_HTML = Format(HTML, ())
_MOST_PARAMETERS = 100
_PARAMETERS = frozenset({"default", "graph", "format"})
_EXAMPLE = "?default, or ?graph= with the IRI of a graph, or neither for the whole dataset"


class AskedGraph(NamedTuple):
    """What a request of the Graph Store Protocol asks for."""

    request: GraphRequest
    format: str | None


def parse_graph_request(query_string: str, address: str) -> AskedGraph:
    """Return what the query string of a request to the store at `address` asks for.

    `?default` is the default graph, `?graph=` a named one, whose IRI may be relative to the
    address (section 5.2), and neither is the whole dataset. Raises ProtocolError.

    >>> parse_graph_request("graph=../g", "http://e/a/store").request.graph
    'http://e/g'
    """
    pairs = _pairs(query_string)
    asked = [name for name, _ in pairs if name != "format"]
    formats = [value for name, value in pairs if name == "format"]
    if len(asked) > 1 or len(formats) > 1:
        given = " and ".join(f"`{name}`" for name, _ in pairs)
        raise ProtocolError(f"The request gives {given}.", expected=f"one of {_EXAMPLE}")
    graphs = [absolute_iri(value, address) for name, value in pairs if name == "graph"]
    task = GraphRequest(graphs[0] if graphs else None, is_whole=not asked)
    return AskedGraph(task, formats[0] if formats else None)


def absolute_iri(reference: str, address: str) -> str:
    """Return the IRI that a reference means at an address; an absolute one means itself.

    Raises ProtocolError.
    """
    try:
        # Resolving drops what no IRI may hold, so it is looked for before.
        if _NOT_IN_IRIS.search(reference):
            raise ValueError(reference)
        resolved = reference if _SCHEME.match(reference) else urljoin(address, reference)
        return NamedNode(resolved).value
    except ValueError as error:
        raise ProtocolError(
            f"`graph` is no IRI: {reference!r}.", expected="an IRI, percent-encoded"
        ) from error


def graph_media_types(asked: AskedGraph, accept: str) -> MediaTypes:
    """Return the media type of a graph or of the whole dataset.

    A browser, which likes HTML best, gets the first that is offered. Raises NotAcceptable.
    """
    offered = QUADS if asked.request.is_whole else GRAPHS
    if asked.format is None:
        chosen, wish = choose(accept, (*offered, _HTML)), f"Accept: {accept}"
    else:
        chosen, wish = named(asked.format, offered), f"format={asked.format}"
    if chosen is None:
        raise not_acceptable(wish, offered)
    return MediaTypes(None, offered[0].media_type if chosen == HTML else chosen)


def _pairs(query_string: str) -> list[tuple[str, str]]:
    try:
        pairs = parse_qsl(query_string, True, errors="strict", max_num_fields=_MOST_PARAMETERS)
    except ValueError as error:
        raise ProtocolError(f"The parameters cannot be decoded: {error}.") from error
    for name, _ in pairs:
        if name not in _PARAMETERS:
            raise ProtocolError(f"The parameter `{name}` is not known here.", expected=_EXAMPLE)
    return pairs
