"""The formats in which answers are written."""

from collections.abc import Sequence
from typing import NamedTuple

from server.problems import NotAcceptable


class Format(NamedTuple):
    """A format: its media type, the short names of `format=`, other media types that mean it."""

    media_type: str
    names: tuple[str, ...]
    aliases: tuple[str, ...] = ()


HTML = "text/html"
_PAGE = Format(HTML, ("html",))

# The first of each is what a client gets that does not mind; a page is for who asks for one.
SOLUTIONS = (
    Format("application/sparql-results+json", ("json",), ("application/json",)),
    Format("application/sparql-results+xml", ("xml",), ("application/xml", "text/xml")),
    Format("text/csv", ("csv",)),
    Format("text/tab-separated-values", ("tsv",)),
    _PAGE,
)
TRIPLES = (
    Format(
        "text/turtle",
        ("turtle", "ttl", "n3"),  # every Turtle is N3, and SPARQLWrapper asks for that
        ("application/x-turtle", "application/turtle", "text/n3", "text/rdf+n3", "application/n3"),
    ),
    Format("application/n-triples", ("nt", "ntriples")),
    Format(
        "application/rdf+xml", ("rdf", "rdfxml", "rdf+xml", "xml"), ("application/xml", "text/xml")
    ),
    Format(
        "application/ld+json",
        ("jsonld", "json-ld", "json"),
        ("application/json", "application/x-json+ld"),
    ),
    Format("application/n-quads", ("nq", "nquads")),
    Format("application/trig", ("trig",), ("application/x-trig",)),
    _PAGE,
)

# What the Graph Store Protocol writes: a graph, or the whole dataset.
GRAPHS = tuple(one for one in TRIPLES if one is not _PAGE)
QUADS = (
    Format("application/n-quads", ("nq", "nquads")),
    Format("application/trig", ("trig",), ("application/x-trig",)),
    Format("application/ld+json", ("jsonld", "json"), ("application/json",)),
)


def not_acceptable(asked: str, offered: Sequence[Format]) -> NotAcceptable:
    """Return the problem of a request for a format that is not offered, with those that are."""
    return NotAcceptable(
        f"Nothing fits {asked}.",
        expected=list(dict.fromkeys(one.media_type for one in offered)),
        hint="format=" + ", ".join(dict.fromkeys(one.names[0] for one in offered)),
    )
