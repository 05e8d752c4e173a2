"""The formats in which answers are written."""

from collections.abc import Sequence
from typing import NamedTuple

from server.problems import NotAcceptable


class Format(NamedTuple):
    """A format: its media type, the short names of `format=`, other media types that mean it."""

    media_type: str
    names: tuple[str, ...]
    aliases: tuple[str, ...] = ()


# The first of each is what a client gets that does not mind.
SOLUTIONS = (
    Format("application/sparql-results+json", ("json",), ("application/json",)),
    Format("application/sparql-results+xml", ("xml",), ("application/xml", "text/xml")),
    Format("text/csv", ("csv",)),
    Format("text/tab-separated-values", ("tsv",)),
)
TRIPLES = (
    Format("text/turtle", ("turtle", "ttl"), ("application/x-turtle",)),
    Format("application/n-triples", ("nt", "ntriples")),
    Format("application/rdf+xml", ("rdf", "rdfxml", "xml"), ("application/xml", "text/xml")),
    Format("application/ld+json", ("jsonld", "json"), ("application/json",)),
)


def not_acceptable(asked: str, offered: Sequence[Format]) -> NotAcceptable:
    """Return the problem of a request for a format that is not offered, with those that are."""
    return NotAcceptable(
        f"Nothing fits {asked}.",
        expected=[one.media_type for one in offered],
        hint="format=" + ", ".join(dict.fromkeys(one.names[0] for one in offered)),
    )
