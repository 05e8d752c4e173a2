"""Which datasets a query may ask for: those over which the engine counts each triple once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from server.messages import SparqlRequest
from server.problems import DatasetRefused
from server.query.prologue import prologue
from server.query.tokens import Token, Untokenisable, tokens


class FromClause(NamedTuple):
    """FROM or FROM NAMED with its graph."""

    named: bool
    graph: str


def forbid_merge(request: SparqlRequest, known_prefixes: Mapping[str, str]) -> None:
    """Return nothing if the engine answers over the dataset of this request rightly.

    It gives a triple back once for each graph of the default graph that holds it, and a solution
    once for each time that a named graph is listed. Raises DatasetRefused in these cases.
    """
    if request.has_dataset:
        _forbid_several(list(request.default_graphs), "default-graph-uri")
        return
    clauses = from_clauses(request.query, known_prefixes)
    _forbid_several([clause.graph for clause in clauses if not clause.named], "FROM")
    named = [clause.graph for clause in clauses if clause.named]
    repeated = [graph for graph in named if named.count(graph) > 1]
    if repeated:
        raise DatasetRefused(
            f"FROM NAMED lists <{repeated[0]}> twice.", hint="List each named graph once."
        )


def from_clauses(query: str, known_prefixes: Mapping[str, str]) -> list[FromClause]:
    """Return the FROM clauses of a query in their order; none if it cannot be read."""
    if not re.search("from", query, re.IGNORECASE):
        return []
    try:
        query_tokens = list(tokens(query))
    except Untokenisable:
        return []
    declared = prologue(query_tokens)
    return [
        FromClause(named, declared.iri(graph, known_prefixes))
        for named, graph in _graphs(query_tokens)
    ]


def _graphs(query_tokens: Iterable[Token]) -> Iterator[tuple[bool, Token]]:
    before: list[str] = ["", ""]
    for token in query_tokens:
        if token.kind in {"iri", "name"}:
            if before[-1] == "FROM":
                yield False, token
            if before[-2:] == ["FROM", "NAMED"]:
                yield True, token
        before = [before[-1], token.text.upper() if token.kind == "word" else ""]


def _forbid_several(graphs: list[str], keyword: str) -> None:
    if len(graphs) > 1:
        raise DatasetRefused(
            f"{keyword} is given {len(graphs)} times: a merge of several graphs is not supported"
            " yet, since a triple that stands in two of them would count twice.",
            hint="Give one graph; or none for the union of all; or FROM NAMED with GRAPH ?g.",
        )
