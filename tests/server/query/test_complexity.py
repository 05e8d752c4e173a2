"""What is refused before the engine reads it, and what must never be."""

import pytest

from server.problems import QueryTooComplex
from server.query.complexity import MOST_LEVELS, MOST_STEPS, forbid_complexity

ROWS = 10_000


def nested(opening: str, inner: str, closing: str, levels: int) -> str:
    return f"ASK {{ {opening * levels}{inner}{closing * levels} }}"


def filtered(operator: str, operands: int) -> str:
    return f"SELECT * {{ ?s ?p ?o FILTER({operator.join(['?o'] * operands)}) }}"


DEEP = {
    "groups": nested("{", "?s ?p ?o", "}", MOST_LEVELS),
    "groups that are never closed": "ASK " + "{" * 2_000,
    "parentheses": nested("FILTER(", "1", ")", MOST_LEVELS),
    "lists": nested("(", "1", ")", MOST_LEVELS),
    "blank nodes": nested("[ ex:p ", "1", "]", MOST_LEVELS),
    "triple terms": nested("<<( ex:a ex:b ", "1", ")>>", MOST_LEVELS),
    "reified triples": nested("<< ex:a ex:b ", "1", ">>", MOST_LEVELS),
    "annotations": nested("{| ex:p 1 ", "", "|}", MOST_LEVELS),
    "subqueries": nested("{ SELECT * {", "?s ?p ?o", "} }", MOST_LEVELS),
    "negations": f"ASK {{ FILTER({'!' * MOST_LEVELS}?o) }}",
    "negated brackets": nested("FILTER(!(", "?o", "))", MOST_LEVELS),
    "brackets between comments": nested("(#)\n", "1", ")", MOST_LEVELS),
    "brackets between strings": nested("(')',", "1", ")", MOST_LEVELS),
    "brackets after 'less than'": f"ASK {{ FILTER(?a<'b>'{'(' * MOST_LEVELS}1' ) }}",
    "brackets in what may be an IRI": f"ASK {{ FILTER(?a<{'(' * MOST_LEVELS}1>1) }}",
}

LONG = {
    "UNION": "ASK { " + " UNION ".join(["{ ?s ?p ?o }"] * MOST_STEPS) + " }",
    "OPTIONAL": "ASK { " + "OPTIONAL { ?s ?p ?o } " * MOST_STEPS + " }",
    "BIND": "ASK { " + "BIND(1 AS ?a) " * MOST_STEPS + " }",
    "groups": "ASK { " + "{} " * MOST_STEPS + " }",
    "VALUES after VALUES": "ASK { " + "VALUES ?v { 1 } " * MOST_STEPS + " }",
    "functions": "SELECT * {} ORDER BY " + "STR(?a) " * MOST_STEPS,
    "||": filtered("||", MOST_STEPS + 2),
    "+": filtered("+", MOST_STEPS + 2),
    "-": filtered(" -", MOST_STEPS + 2),
    "path steps": "ASK { ?s " + "/".join(["ex:p"] * (MOST_STEPS + 2)) + " ?o }",
    "path alternatives": "ASK { ?s " + "|".join(["ex:p"] * (MOST_STEPS + 2)) + " ?o }",
}

SANE = {
    "a long VALUES": "ASK { VALUES ?s { " + "ex:a " * ROWS + "} }",
    "a VALUES of rows": "ASK { VALUES (?s ?o) { " + "(ex:a -1.5) " * ROWS + "} }",
    "a VALUES with UNDEF": "ASK { VALUES (?s ?o) { " + "(UNDEF true) " * ROWS + "} }",
    "a VALUES with IRIs of every kind": "ASK { VALUES (?s) { " + "(<urn:a-b>) " * ROWS + "} }",
    "a long IN": "ASK { ?s ?p ?o FILTER(?o IN (" + "-1, " * ROWS + "1)) }",
    "many parameters": "ASK { BIND(CONCAT(" + "?o, " * ROWS + "?o) AS ?x) }",
    "many objects": "ASK { ?s ex:p " + "?o, " * ROWS + "?o }",
    "many statements": "CONSTRUCT { " + "?s a ex:C . " * ROWS + "} WHERE { ?s ?p ?o }",
    "many prefixes": "PREFIX e: <http://e/>\n" * ROWS + "ASK {}",
    "many graphs": "ASK " + "FROM NAMED <http://e/> " * ROWS + "{}",
    "a thousand alternatives": filtered(" || ", 1_000),
    "brackets in a string": f"ASK {{ FILTER(?o = '{'(' * ROWS}') }}",
    "brackets in a comment": f"# {'(' * ROWS}\nASK {{}}",
    "brackets in an IRI": f"ASK {{ ?s ?p <http://e/{'(' * ROWS}> }}",
    "siblings": "ASK { ?s ?p " + "(1), " * 4_000 + "(1) }",
    "the most levels": nested("{", "?s ?p ?o", "}", MOST_LEVELS - 1),
}


@pytest.mark.parametrize("query", DEEP.values(), ids=DEEP)
def test_deep_nesting_is_refused(query: str) -> None:
    with pytest.raises(QueryTooComplex) as refused:
        forbid_complexity(query)

    assert refused.value.members["limit"] == {"levels": MOST_LEVELS}


@pytest.mark.parametrize("query", LONG.values(), ids=LONG)
def test_a_long_chain_is_refused(query: str) -> None:
    with pytest.raises(QueryTooComplex) as refused:
        forbid_complexity(query)

    assert refused.value.members["limit"] == {"steps": MOST_STEPS}


@pytest.mark.parametrize("query", SANE.values(), ids=SANE)
def test_a_sane_query_passes_however_long_it_is(query: str) -> None:
    forbid_complexity(query)


def test_a_refusal_tells_where_it_is_too_much() -> None:
    with pytest.raises(QueryTooComplex, match=r"Line 2, column 1001: .* 1000 levels") as refused:
        forbid_complexity("ASK\n" + "{" * 5_000)

    assert (refused.value.members["line"], refused.value.members["column"]) == (2, 1_001)
    assert refused.value.status == 400


@pytest.mark.parametrize("query", ["ASK { " + "' " * 1_001, "ASK {'" + "(" * 1_001, "\\" * 10_001])
def test_what_cannot_be_read_is_left_to_the_parser(query: str) -> None:
    forbid_complexity(query)
