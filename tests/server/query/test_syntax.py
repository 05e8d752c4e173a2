import pytest
from pyoxigraph import Store

from server.problems import QueryRefused, SyntaxProblem, UpdateRefused
from server.query.syntax import explain

KNOWN = {"rg": "http://e/rg/", "MONDO": "http://e/m/", "rdf": "http://e/rdf/"}


def refused(query: str) -> QueryRefused:
    with pytest.raises(SyntaxError) as error:
        Store().query(query, prefixes=KNOWN)
    return explain(query, str(error.value), KNOWN)


@pytest.mark.parametrize(
    ("query", "line", "column", "detail", "expected", "hint"),
    [
        (
            "SELECT * {\n  ?s ?p ?o .\n  ?s ex:p ?q }",
            3, 6, "'ex:' is not declared", "a prefix that is declared", "PREFIX ex: <...>",
        ),
        (
            "ASK { ?s foaf:name ?o }",
            1, 10, "'foaf:' is not declared", "", "PREFIX foaf: <http://xmlns.com/foaf/0.1/>",
        ),
        ("ASK { ?s a mondo:1 }", 1, 12, "'mondo:'", "", "Did you mean MONDO:?"),
        ("ASK { ?s rgg:x 1 }", 1, 10, "'rgg:'", "", "Did you mean rg:?"),
        ("", 1, 1, "empty", "SELECT, ASK, CONSTRUCT or DESCRIBE", ""),
        ("SELEC * {}", 1, 1, "'SELEC' is no keyword", "a keyword", "Did you mean SELECT?"),
        ("ASK { ?s ?p ?o FILTR(?o) }", 1, 16, "'FILTR'", "", "Did you mean FILTER?"),
        ("ASK { ?s name ?o }", 1, 10, "'name'", "a name with a prefix", "a variable its '?'"),
        ("{ ?s ?p ?o }", 1, 1, "no form", "SELECT, ASK", ""),
        ("ASK {\n ?s ?p ?o", 1, 5, "'{' is never closed", "}", ""),
        ("ASK { ?s ?p (1 } )", 1, 16, "'}' closes nothing", ")", ""),
        ("ASK { ?s ?p ?o } }", 1, 18, "'}' closes nothing", "the end of the query", ""),
        ("ASK { ?s ?p 'o }", 1, 13, "A string begins here", "the quote that ends", ""),
        ("ASK { \\u003Fs ?p ?o }", 1, 7, "An escape", "the character itself", ""),
        ("ASK { ?s ?p § }", 1, 13, "'§' is no keyword", "", ""),
        ("ASK { ?s ?p ` }", 1, 13, "'`' cannot stand here", "a name", ""),
        ("ASK { ?s ?p <o> }", 1, 13, "<o> is a relative IRI", "an absolute IRI", ""),
        ("SELECT ?x { ?s ?p ?o } GROUP BY ?s", 1, 1, "no single value", "GROUP BY", ""),
        ("SELECT ?s ?s { ?s ?p ?o }", 1, 1, "a variable twice", "each variable once", ""),
        ("SELECT (1 AS ?s) { ?s ?p ?o }", 1, 1, "a value that it has", "a new variable", ""),
        ("SELECT * { ?s ?p ?o } GROUP BY ?s", 1, 1, "SELECT *", "the variables by name", ""),
        ("ASK { VALUES (?a ?b) { (1) } }", 1, 31, "reads to its end", "as long as its head", ""),
        ("SELECT ?s WHERE ?s ?p ?o", 1, 17, "Not expected: ?s", "'{'", ""),
        ("SELECT ?s { ?s ?p ?o } ORDER ?s", 1, 30, "ORDER stands without BY", "BY", ""),
        ("SELECT ?s ?p, ?o { ?s ?p ?o }", 1, 18, "Not expected: {", "", ""),
        ("ASK { ?s ?p ?o BIND(1 AS ?s) }", 1, 31, "reads to its end", "BIND only to new", ""),
    ],
)  # fmt: skip
def test_a_syntax_error_has_place_expectation_and_hint(
    query: str, line: int, column: int, detail: str, expected: str, hint: str
) -> None:
    problem = refused(query)

    assert isinstance(problem, SyntaxProblem)
    assert (problem.members["line"], problem.members["column"]) == (line, column)
    assert detail in problem.detail
    assert problem.members["expected"]
    assert expected in str(problem.members["expected"])
    assert hint in str(problem.members.get("hint", ""))


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


def test_an_unknown_message_is_passed_on() -> None:
    assert "something new" in explain("ASK { ?s ?p ?o }", "something new", KNOWN).detail
