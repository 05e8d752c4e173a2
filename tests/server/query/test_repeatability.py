import pytest

from server.query.repeatability import is_repeatable


@pytest.mark.parametrize(
    "query",
    [
        "ASK {}",
        "SELECT * { ?s rdfs:label 'NOW() and RAND()' } # UUID()",
        "SELECT ?now { ?s <http://e/service> ?now }",
        "SELECT * { ?s ex:service ?o }",
        "SELECT * { SERVICE rg:search { ?hit rg:query 'insulin' } }",
        "SELECT * { service silent <https://w3id.org/raregraph/vocab/search> {} }",
    ],
)
def test_a_query_on_the_release_alone_is_repeatable(query: str) -> None:
    assert is_repeatable(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (NOW() AS ?t) {}",
        "SELECT (rand() AS ?t) {}",
        "SELECT (STRUUID() AS ?t) {}",
        "SELECT (UUID() AS ?t) {}",
        "SELECT (BNODE() AS ?t) {}",
        "SELECT * { ?s ?p ?o FILTERNOW() }",
        "SELECT * { SERVICE <https://e/> {} }",
        "SELECT * { SERVICEex:x {} }",
        "SELECT * { SERVICE rg:search {} SERVICE <https://e/> {} }",
        "PREFIX rg: <https://e/> SELECT * { SERVICE rg:search {} }",
        "SELECT * { SERVICE rg:search {} FILTER (RAND() < 1) }",
        f"SELECT * {{ {'SERVICE rg:search {} ' * 11} }}",
        r"SELECT (\u004eOW() AS ?t) {}",
        "SELECT (NOW() AS ?t) { ' }",
        "SELECT (NOW() AS ?t) {} #" + "x" * 100_000,
    ],
)
def test_a_query_whose_answer_changes_or_may_change_is_not(query: str) -> None:
    assert not is_repeatable(query)
