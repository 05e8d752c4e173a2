"""The dataset that a query asks for: by the parameters of its request, or else by FROM."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from server.messages import SparqlRequest
from server.problems import SyntaxProblem
from server.query.federation import ambiguous_iri
from server.query.prologue import prologue, resolved_iri
from server.query.tokens import Token, Untokenisable, place, tokens

_FROM = re.compile("from", re.IGNORECASE)
_GLUED = re.compile("from(?:named)?(.*)", re.IGNORECASE)


class Dataset(NamedTuple):
    """The graphs of the default graph, and the named graphs, each graph once."""

    default: tuple[str, ...]
    named: tuple[str, ...]


class FromClause(NamedTuple):
    """FROM or FROM NAMED with its graph."""

    named: bool
    graph: str


def asked_dataset(request: SparqlRequest, known_prefixes: Mapping[str, str]) -> Dataset | None:
    """Return the dataset that a request asks for, None if it leaves that to the server.

    The parameters of the request count, FROM only where there are none (SPARQL 1.1 Protocol,
    2.1.4). A dataset without a default graph has an empty one, one without named graphs has none
    (SPARQL 1.1 Query, 13.2). Raises SyntaxProblem for a FROM that cannot be read for sure.
    """
    if request.has_dataset:
        return _dataset(request.default_graphs, request.named_graphs)
    clauses = from_clauses(request.query, known_prefixes)
    if not clauses:
        return None
    return _dataset(
        [clause.graph for clause in clauses if not clause.named],
        [clause.graph for clause in clauses if clause.named],
    )


def from_clauses(query: str, known_prefixes: Mapping[str, str]) -> list[FromClause]:
    """Return the FROM clauses of a query in their order.

    Raises SyntaxProblem for one that the engine might read in another way than the grammar: the
    engine sees keywords without a word boundary (`FROMex:g`).
    """
    if not _FROM.search(query):
        return []
    try:
        query_tokens = list(tokens(query))
    except Untokenisable as error:
        raise _unreadable(query, error.start) from error
    _forbid_misreading(query, query_tokens, known_prefixes)
    resolved: dict[str, str] = {}
    clauses = list(_graph_tokens(query_tokens))
    for _, token in clauses:
        if token.text not in resolved:
            resolved[token.text] = _graph(query, query_tokens, token, known_prefixes)
    return [FromClause(named, resolved[token.text]) for named, token in clauses]


def _dataset(default: Sequence[str], named: Sequence[str]) -> Dataset:
    return Dataset(tuple(dict.fromkeys(default)), tuple(dict.fromkeys(named)))


def _graph_tokens(query_tokens: Sequence[Token]) -> Iterator[tuple[bool, Token]]:
    before: list[str] = ["", ""]
    for token in query_tokens:
        if token.kind in {"iri", "name"}:
            if before[-1] == "FROM":
                yield False, token
            if before[-2:] == ["FROM", "NAMED"]:
                yield True, token
        before = [before[-1], token.text.upper() if token.kind == "word" else ""]


def _graph(
    query: str, query_tokens: Sequence[Token], token: Token, known: Mapping[str, str]
) -> str:
    graph = resolved_iri(query, query_tokens, token, known)
    if graph is None:
        raise _unreadable(query, token.start)
    return graph


def _forbid_misreading(query: str, query_tokens: Sequence[Token], known: Mapping[str, str]) -> None:
    declared = prologue(query_tokens).prefixes.keys() | known.keys()
    for token in query_tokens:
        if ambiguous_iri(token) or _is_glued(token, declared):
            raise _unreadable(query, token.start)


def _is_glued(token: Token, declared: set[str]) -> bool:
    """Tell whether a token holds a FROM that only the engine would see."""
    if token.kind == "word":
        return token.text.upper() != "FROM" and bool(_FROM.search(token.text))
    prefix = token.text.partition(":")[0]
    if token.kind != "name" or not _FROM.search(prefix):
        return False
    glued = _GLUED.match(prefix)
    return prefix not in declared or (glued is not None and glued[1] in declared)


def _unreadable(query: str, start: int) -> SyntaxProblem:
    line, column = place(query, start)
    return SyntaxProblem(
        f"Line {line}, column {column}: the graphs of FROM cannot be told for sure here.",
        line=line,
        column=column,
        expected="FROM <graph> or FROM NAMED <graph>, with a space after each keyword",
        hint="Write a space after each keyword, and after '<' where it means 'less than'.",
    )
