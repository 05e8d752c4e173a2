"""What every refused text gets: a kind, a place, a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.problems import Problem, SyntaxProblem, UpdateRefused
from server.query.syntax import explain, show_place
from tests.server.query.refusing import KNOWN, refused


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <http://e/s> <http://e/p> 1 }",
        "PREFIX ex: <http://e/>\nDELETE WHERE { ?s ex:p ?o }",
        "# SELECT\nWITH <http://e/g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "drop all",
    ],
)
def test_an_update_is_called_an_update(query: str) -> None:
    assert isinstance(refused(query), UpdateRefused)


def test_a_query_about_updates_is_not_taken_for_one() -> None:
    assert isinstance(refused("SELECT ?insert { ?insert 'DELETE' }"), SyntaxProblem)


def test_a_query_that_follows_all_rules_we_know_gets_a_place_from_the_engine() -> None:
    problem = explain("ASK {\n ?s ?p ?o }", "error at 2:8: expected something", KNOWN)

    assert (problem.members["line"], problem.members["column"]) == (2, 8)


def test_an_unknown_message_is_passed_on() -> None:
    assert "something new" in explain("ASK { ?s ?p ?o }", "something new", KNOWN).detail


def test_deep_nesting_is_explained_as_well() -> None:
    problem = explain("ASK " + "{" * 50_000, "error at 1:1: expected x", KNOWN)

    assert "never closed" in problem.detail


def test_a_problem_with_a_place_gets_its_excerpt() -> None:
    problem = Problem("bad", line=2, column=3)

    show_place(problem, "ASK {\n  x }")

    assert problem.members["excerpt"] == "  x }\n  ^"


def test_a_problem_without_a_place_gets_none() -> None:
    problem = Problem("bad")

    show_place(problem, "ASK {}")

    assert problem.members == {}


WHOLE = """PREFIX ex: <http://e/>
SELECT ?s (COUNT(?o) AS ?n) WHERE {
  ?s rdf:type "x"@en ; a ex:T, [ ex:p (1 2) ] .
  OPTIONAL { ?s ex:p/^rdf:q* ?o FILTER(?o > 3 && REGEX(STR(?o), "a", 'i')) }
  VALUES (?v ?w) { (1 UNDEF) }
  BIND(IF(?v IN (1, 2), "y", "n") AS ?y)
} GROUP BY ?s HAVING (COUNT(*) > 1) ORDER BY DESC(?n) LIMIT 10
"""
SIGNS = "{}()[]<>\"'.,;?:@^&|!=*+-/\\ \n\t#$%a1\u201c\u202e\x01\u65e5"
DIRT = st.sampled_from([*SIGNS, "AS ", "a "])


@given(st.lists(st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 6), DIRT), max_size=4))
def test_whatever_is_wrong_has_a_place_within_the_query(
    changes: list[tuple[int, int, str]],
) -> None:
    query = WHOLE
    for start, removed, dirt in changes:
        query = query[:start] + dirt + query[start + removed :]

    problem = explain(query, "error at 1:1: expected x", KNOWN)

    if isinstance(problem, SyntaxProblem):
        line = problem.members["line"]
        assert isinstance(line, int)
        assert 1 <= line <= query.count("\n") + 1
        assert problem.members["expected"]


@given(st.text())
def test_any_text_is_explained(text: str) -> None:
    assert explain(text, "error at 1:1: expected x", KNOWN).detail
