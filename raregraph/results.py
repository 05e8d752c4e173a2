"""The answer to a query at the command line: asked with limits, shown as a table."""

from pathlib import Path

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    parse_query_results,
)

from graph_data.release import opened
from ontology.identifiers import output_prefixes, query_prefixes
from raregraph.terminal import short, table
from server.execution.pool import WorkerPool
from server.execution.worker_process import Answer
from server.messages import SparqlRequest
from server.protocol.negotiation import media_types
from server.settings import Settings


def answer_of(query: str, release: Path, form: str | None, seconds: float) -> Answer:
    """Return the answer to a query on a release, evaluated as the endpoint would.

    Raises Problem if there is none: bad syntax, SERVICE, a limit reached; BadRelease if there
    is no store to ask.
    """
    opened(release)  # says more of a damaged store than a worker does
    settings = Settings(release=release, workers=1, query_seconds=seconds)
    with WorkerPool(settings, query_prefixes(), output_prefixes()) as pool:
        return pool.execute(SparqlRequest(query), media_types(form, ""))


def print_results(results_json: bytes) -> None:
    """Print SPARQL results in JSON as a table, with CURIEs for IRIs; true or false for ASK."""
    results = parse_query_results(results_json, QueryResultsFormat.JSON)
    if isinstance(results, QueryBoolean):
        table(("answer",), [("true" if results else "false",)])
        return
    assert isinstance(results, QuerySolutions)
    header = tuple(variable.value for variable in results.variables)
    table(header, [tuple(_cell(value) for value in row) for row in results])


def _cell(term: object) -> str:
    if isinstance(term, NamedNode):
        return short(term)
    if isinstance(term, Literal):
        return " ".join(term.value.split())
    return "" if term is None else str(term)
