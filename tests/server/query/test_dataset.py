import pytest

from server.messages import SparqlRequest
from server.problems import DatasetRefused
from server.query.dataset import FromClause, forbid_merge, from_clauses

KNOWN = {"ex": "http://e/"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ASK { ?s ?p 'FROM <http://e/1>' }", []),
        ("ASK FROM <http://e/1> {}", [FromClause(False, "http://e/1")]),
        ("ASK from ex:1 {}", [FromClause(False, "http://e/1")]),
        ("ASK FROM NAMED<http://e/1>FROM ex:2{}", [
            FromClause(True, "http://e/1"), FromClause(False, "http://e/2"),
        ]),
        ("PREFIX ex: <http://f/> ASK FROM ex:a\\-b {}", [FromClause(False, "http://f/a-b")]),
        ("BASE <http://e/> ASK FROM <1> {}", [FromClause(False, "http://e/1")]),
        ("ASK FROM <http://e/\\u0031> {}", [FromClause(False, "http://e/1")]),
        ("ASK FROM 'no graph", []),
    ],
)  # fmt: skip
def test_from_clauses_are_found(query: str, expected: list[FromClause]) -> None:
    assert from_clauses(query, KNOWN) == expected


@pytest.mark.parametrize(
    "request_",
    [
        SparqlRequest("ASK {}"),
        SparqlRequest("ASK FROM ex:1 FROM NAMED ex:1 FROM NAMED ex:2 {}"),
        SparqlRequest("ASK {}", default_graphs=("http://e/1",)),
        SparqlRequest("ASK {}", named_graphs=("http://e/1", "http://e/2")),
        SparqlRequest("ASK FROM ex:1 FROM ex:2 {}", default_graphs=("http://e/1",)),
    ],
)
def test_a_dataset_that_needs_no_merge_passes(request_: SparqlRequest) -> None:
    forbid_merge(request_, KNOWN)


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (SparqlRequest("ASK FROM ex:1 FROM ex:2 {}"), "FROM is given 2 times"),
        (SparqlRequest("ASK FROM ex:1 FROM ex:1 {}"), "FROM is given 2 times"),
        (
            SparqlRequest("ASK FROM NAMED ex:1 FROM NAMED <http://e/1> {}"),
            "FROM NAMED lists <http://e/1> twice",
        ),
        (
            SparqlRequest("ASK {}", default_graphs=("http://e/1", "http://e/2")),
            "default-graph-uri is given 2 times",
        ),
    ],
)
def test_a_dataset_that_would_count_triples_twice_is_refused(
    request_: SparqlRequest, message: str
) -> None:
    with pytest.raises(DatasetRefused, match=message):
        forbid_merge(request_, KNOWN)
