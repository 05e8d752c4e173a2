"""Results to bytes."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    serialize,
)

from server.execution.spool import Spool
from server.execution.xml_output import XmlWriter, writable
from server.messages import MediaTypes
from server.protocol.formats import SOLUTIONS, TRIPLES, not_acceptable

Results = QuerySolutions | QueryBoolean | QueryTriples

# An answer of at most so many triples declares only the prefixes that it uses.
_SHORT_TRIPLES = 1_000


def write(results: Results, wanted: MediaTypes, prefixes: dict[str, str], spool: Spool) -> str:
    """Write the results in the wanted format of their kind and return its media type.

    Raises NotAcceptable if none is wanted that fits, or if it cannot hold these results.
    """
    if isinstance(results, QueryTriples):
        if wanted.triples is None:
            raise not_acceptable("the answers of CONSTRUCT and DESCRIBE", TRIPLES)
        _write_triples(results, wanted.triples, prefixes, spool)
        return wanted.triples
    if wanted.solutions is None:
        raise not_acceptable("the answers of SELECT and ASK", SOLUTIONS)
    results_format = QueryResultsFormat.from_media_type(wanted.solutions)
    xml = results_format == QueryResultsFormat.XML
    results.serialize(XmlWriter(spool.writer).writer if xml else spool.writer, results_format)
    return wanted.solutions


def _write_triples(
    triples: Iterable[Triple], media_type: str, prefixes: dict[str, str], spool: Spool
) -> None:
    rdf_format = RdfFormat.from_media_type(media_type)
    if rdf_format == RdfFormat.RDF_XML:
        serialize(writable(triples), XmlWriter(spool.writer).writer, rdf_format)
        return
    beginning, everything = _peek(iter(triples))
    if len(beginning) < _SHORT_TRIPLES:
        text = "\n".join(map(str, beginning))
        prefixes = {prefix: space for prefix, space in prefixes.items() if f"<{space}" in text}
    serialize(everything, spool.writer, rdf_format, prefixes=prefixes)


def _peek(triples: Iterator[Triple]) -> tuple[list[Triple], Iterator[Triple]]:
    beginning = list(islice(triples, _SHORT_TRIPLES))
    return beginning, chain(beginning, triples)
