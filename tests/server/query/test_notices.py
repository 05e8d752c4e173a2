import pytest

from server.query.notices import notices

KNOWN = {"rg": "http://e/rg/", "xsd": "http://www.w3.org/2001/XMLSchema#"}


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?nmae { ?s ?p ?name }", "?nmae a value. Did you mean ?name?"),
        ("SELECT ?s { ?s ?p ?o FILTER(?q > 1) }", "?q a value."),
        ("SELECT ?s { ?s ?p ?o } ORDER BY ?lable", "?lable a value."),
        ("SELECT ?s { ?s ?p ?o FILTER(STRLEN(?x) > 1) }", "?x a value."),
        ("SELECT (COUNT(?ob) AS ?n) { ?s ?p ?o }", "?ob a value."),
        ("SELECT ?s { ?s ?p ?o FILTER(?o > 2020-01-31) }", '"2020-01-31"^^xsd:date'),
        ("SELECT ?s { ?s <rg:inheritance> ?o }", "a prefixed name has no brackets"),
        ("SELECT ?s { ?s <inheritance> ?o }", "<inheritance> is relative"),
        (
            "PREFIX xsd: <http://www.w3.org/2001/XMLSchema> SELECT * { ?s ?p ?o }",
            "differs from the usual",
        ),
        ("SELECT ?s { ?s ?p ?o } LIMIT 10 OFFSET 10", "the rows have no order"),
    ],
)
def test_what_looks_like_a_mistake_is_told(query: str, told: str) -> None:
    (notice,) = notices(query, KNOWN)

    assert told in notice


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s { ?s ?p ?o }",
        "SELECT * { ?s ?p ?o FILTER(?o > 1) } ORDER BY ?s OFFSET 3",
        "SELECT ?x { VALUES ?x { 1 } }",
        "SELECT ?x ?y { VALUES (?x ?y) { (1 2) } }",
        "SELECT ?x { } VALUES ?x { 1 }",
        "SELECT (STR(?o) AS ?x) (STRLEN(?x) AS ?n) { ?s ?p ?o }",
        "SELECT ?n { ?s ?p ?o BIND(STRLEN(?o) AS ?n) }",
        "SELECT ?x { { SELECT (1 AS ?x) {} } }",
        "SELECT ?s { ?s ?p ?o FILTER NOT EXISTS { ?s ?q ?new FILTER(?new > 1) } }",
        "SELECT ?s { ?s ?p (?a ?b) } GROUP BY ?s (STR(?a) AS ?k) HAVING (COUNT(?b) > 1)",
        "SELECT ?k { ?s ?p ?a } GROUP BY (STR(?a) AS ?k)",
        "SELECT ?s { ?s ?p ?o FILTER(?o > 2020 - 01 - 31) }",
        "SELECT ?s { ?s ?p '2020-01-31' ; ?q <http://e/rg:x>, <urn:x> }",
        "DESCRIBE ?s { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "PREFIX rg: <urn:quite:another> SELECT * { ?s ?p ?o }",
        "PREFIX : <http://e/> BASE <http://e/> SELECT * { ?s :p <> }",
        "ASK { ?s ?p ` }",
    ],
)
def test_what_is_in_order_is_left_alone(query: str) -> None:
    assert notices(query, KNOWN) == []


def test_each_is_told_once() -> None:
    assert len(notices("SELECT * { <a> <a> ?o . <a> ?p ?o }", KNOWN)) == 1


def test_there_are_never_many() -> None:
    columns = " ".join(f"?c{number}" for number in range(50))

    assert len(notices(f"SELECT {columns} {{ ?s ?p ?o }}", KNOWN)) == 5
