"""Which graphs a query asks for; the engine is the oracle of the property test."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from server.messages import SparqlRequest
from server.problems import SyntaxProblem
from server.query.dataset import Dataset, FromClause, asked_dataset, from_clauses

KNOWN = {"ex": "http://e/", "": "http://e/"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ASK { ?s ?p 'FROM <http://e/1>' } # FROM <http://e/2>", []),
        ("ASK FROM <http://e/1> {}", [FromClause(False, "http://e/1")]),
        ("ASK from#c\nex:1 {}", [FromClause(False, "http://e/1")]),
        ("ASK FROM NAMED<http://e/1>FROM ex:2{}", [
            FromClause(True, "http://e/1"), FromClause(False, "http://e/2"),
        ]),
        ("PREFIX ex: <http://f/> ASK FROM ex:a\\-b {}", [FromClause(False, "http://f/a-b")]),
        ("BASE <http://e/> ASK FROM <1> {}", [FromClause(False, "http://e/1")]),
        ("BASE <http://e/a/> ASK FROM <../1> {}", [FromClause(False, "http://e/1")]),
        ("BASE <http://e/> PREFIX f: <f/> BASE <http://g/> ASK FROM f:1 FROM <2> {}", [
            FromClause(False, "http://e/f/1"), FromClause(False, "http://g/2"),
        ]),
        ("PREFIX f: <http://f/> PREFIX f: <http://g/> ASK FROM f:1 {}", [
            FromClause(False, "http://g/1"),
        ]),
        ("ASK FROM <http://e/\\u0031> {}", [FromClause(False, "http://e/1")]),
        ("ASK FROM <http://e/%31> {}", [FromClause(False, "http://e/%31")]),
        ("CONSTRUCT { ex:x ex:y 1 } FROM ex:1 { }", [FromClause(False, "http://e/1")]),
        ("PREFIX fromdb: <http://e/> DESCRIBE fromdb:1", []),
    ],
)  # fmt: skip
def test_from_clauses_are_found(query: str, expected: list[FromClause]) -> None:
    assert from_clauses(query, KNOWN) == expected


@pytest.mark.parametrize(
    "query",
    [
        "ASK FROM 'no graph",
        "ASK FROMex:1 {}",
        "ASKFROM<http://e/1> {}",
        "ASK FROMNAMED<http://e/1> {}",
        "ASK FROM:1 FROM:1 {}",
        "ASK FROM nope:1 {}",
        "PREFIX FROMex: <http://f/> ASK FROMex:1 {}",
        "SELECT (1<'x'AS?x)#>\nFROM <http://e/1> {}",
    ],
)
def test_a_from_that_could_be_misread_is_refused(query: str) -> None:
    with pytest.raises(SyntaxProblem) as refused:
        from_clauses(query, KNOWN)

    assert refused.value.members["line"]
    assert refused.value.members["hint"]


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (SparqlRequest("ASK {}"), None),
        (SparqlRequest("ASK FROM ex:1 {}"), Dataset(("http://e/1",), ())),
        (SparqlRequest("ASK FROM NAMED ex:1 {}"), Dataset((), ("http://e/1",))),
        (
            SparqlRequest("ASK FROM ex:1 FROM ex:2 FROM ex:1 FROM NAMED ex:1 FROM NAMED :1 {}"),
            Dataset(("http://e/1", "http://e/2"), ("http://e/1",)),
        ),
        (SparqlRequest("ASK FROM ex:1 {}", ("http://e/2",)), Dataset(("http://e/2",), ())),
        (SparqlRequest("ASK FROM ex:1 {}", (), ("http://e/2",)), Dataset((), ("http://e/2",))),
        (SparqlRequest("ASK FROMex:1 {}", ("http://e/2",)), Dataset(("http://e/2",), ())),
    ],
)
def test_the_parameters_outdo_from_and_each_graph_counts_once(
    request_: SparqlRequest, expected: Dataset | None
) -> None:
    assert asked_dataset(request_, KNOWN) == expected


def one_graph_each() -> Store:
    """Return a store in which each graph holds one triple whose subject is the graph."""
    store = Store()
    for number in range(1, 4):
        graph = NamedNode(f"http://e/{number}")
        store.add(Quad(graph, NamedNode("http://e/p"), Literal("o"), graph))
    return store


def seen_by_engine(query: str) -> set[str]:
    """Return the graphs of the default graph in the engine's own reading."""
    rows = one_graph_each().query(query, prefixes=KNOWN)
    return {row["s"].value for row in rows} if isinstance(rows, QuerySolutions) else set()


HEADER = st.sampled_from(
    [
        "FROM", "from", "FROM ", "NAMED", "NAMED ", " ", "\n", "#", "# FROM ex:3\n", "'", "''",
        "<http://e/1>", "<http://e/2>", "<1>", "<./2>", "<http://e/\\u0031>", "ex:1", "ex:2", ":3",
        "(1 AS ?x)", "(1<'x' AS ?x)", "(1<?y AS ?x)", "('FROM ex:3' AS ?x)", "?s", "x", "FROMex:1",
        "FROMNAMED", "FROM:2", "{", "}", "WHERE",
    ]
)  # fmt: skip
PROLOGUES = ["", "BASE <http://e/> ", "PREFIX ex: <http://e/> ", "BASE <http://e/a/b>PREFIX :<..> "]


@given(st.sampled_from(PROLOGUES), st.lists(HEADER, max_size=8))
@example("", ["FROM:2", "FROM ", "ex:1"])
@example("BASE <http://e/> ", ["FROM ", "<1>", "FROM", "<./2>"])
@example("", ["(1<'x' AS ?x)", "FROM ", "ex:1"])
def test_what_is_read_is_what_the_engine_reads(prologue: str, header: list[str]) -> None:
    query = f"{prologue}SELECT ?s {''.join(header)} {{ ?s ?p ?o }}"
    try:
        seen = seen_by_engine(query)
        read = asked_dataset(SparqlRequest(query), KNOWN)
    except (SyntaxError, SyntaxProblem):
        return

    assert seen == {graph for graph in read.default if graph in GRAPHS} if read else seen == set()


GRAPHS = {f"http://e/{number}" for number in range(1, 4)}
