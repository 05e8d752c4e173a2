"""What people write when they mean SPARQL: the place and the hint of each mistake."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from server.problems import Problem, QueryRefused, SyntaxProblem, UpdateRefused
from server.query.syntax import explain, show_place

KNOWN = {"rg": "http://e/rg/", "MONDO": "http://e/m/", "rdf": "http://e/rdf/"}


def refused(query: str) -> QueryRefused:
    with pytest.raises(SyntaxError) as error:
        Store().query(query, prefixes=KNOWN)
    return explain(query, str(error.value), KNOWN)


@pytest.mark.parametrize(
    ("query", "line", "column", "told"),
    [
        ("SELCT * { ?s ?p ?o }", 1, 1, "Did you mean SELECT?"),
        ("SELECT ?s WHER { ?s ?p ?o }", 1, 11, "Did you mean WHERE?"),
        ("SELECT ?s WHERE ?s ?p ?o", 1, 17, "WHERE takes a group in braces: WHERE {"),
        ("SELECT ?s, ?p { ?s ?p ?o }", 1, 10, "Variables of SELECT stand side by side,"),
        ("SELECT (?s, ?p) { ?s ?p ?o }", 1, 11, "Variables of SELECT stand side by side:"),
        ("SELECT DISTINCT(?s) { ?s ?p ?o }", 1, 19, "What SELECT computes needs a name: ( ..."),
        ("SELECT COUNT(*) { ?s ?p ?o }", 1, 8, "What SELECT computes needs brackets and a"),
        ("SELECT (COUNT(*)) { ?s ?p ?o }", 1, 17, "What SELECT computes needs a name: ( ..."),
        ("SELECT COUNT(?s) AS ?n { ?s ?p ?o }", 1, 8, "What SELECT computes needs brackets and a"),
        ("SELECT ?s AS ?x { ?s ?p ?o }", 1, 11, "AS stands inside brackets, with its"),
        ("SELECT ?s COUNT(?o) { ?s ?p ?o } GROUP BY ?s",
         1, 11, "What SELECT computes needs brackets and a"),
        ("SELECT WHERE { ?s ?p ?o }", 1, 8, "Name what to select: variables, or * for"),
        ("SELECT name { ?s ?p ?o }", 1, 8, "A variable has a '?': ?name."),
        ("SELECT ?name { ?s ?p name }", 1, 22, "Did you mean the variable ?name?"),
        ("SELECT rdf:type { ?s ?p ?o }", 1, 8, "SELECT takes variables: ?name."),
        ("SELECT * ?s { ?s ?p ?o }", 1, 10, "'*' stands alone: it means every variable"),
        ("SELECT ?s DISTINCT { ?s ?p ?o }", 1, 11, "DISTINCT stands right after SELECT."),
        ("SELECT ?s { ?s ?p ?o", 1, 11, "Add '}' where what begins in line 1 ends."),
        ("SELECT ?s { ?s ?p ?o } }", 1, 24, "There is one '}' too many, or a '{' is"),
        ("SELECT * {\n  OPTIONAL { ?s ?p ?o\n  ?s ?q ?r .\n}",
         2, 22, "A '.' seems to be missing here, or a ';'"),
        ("SELECT * {\n  ?s ?p ?o\n  ?s ?q ?r .\n}",
         2, 11, "A '.' seems to be missing here, or a ';'"),
        ("SELECT * {\n  ?s ?p .\n}", 2, 9, "The triple has no object: subject,"),
        ("SELECT * {\n  ?s .\n}", 2, 6, "The triple has a subject alone: a"),
        ("SELECT * {\n  ?s ?p ?o , .\n}", 2, 14, "After ',' comes one more object; leave"),
        ("SELECT * { ?s ?p ?o .. }", 1, 22, "One '.' between two triple patterns is"),
        ("SELECT * { . ?s ?p ?o }", 1, 12, "One '.' between two triple patterns is"),
        ("SELECT * { ?s ?p ?o ; ; rdf:type ?t , }",
         1, 39, "After ',' comes one more object; leave"),
        ("SELECT * { ?s ?p ?o FILER(?o > 1) }", 1, 21, "Did you mean FILTER?"),
        ("SELECT * { ?s ?p ?o FILTER ?o > 1 }", 1, 28, "The condition stands in brackets: FILTER"),
        ("SELECT * { ?s ?p ?o FILTER(?o == 1) }", 1, 32, "SPARQL compares with a single '='."),
        ("SELECT * { ?s ?p ?o FILTER(?o <> 1) }", 1, 31, "'Not equal' is !=."),
        ("SELECT * { ?s ?p ?o FILTER(?o =< 1) }", 1, 32, "'At most' is <= and 'at least' is >=."),
        ("SELECT * { ?s ?p ?o FILTER(?o => 1) }", 1, 32, "'At most' is <= and 'at least' is >=."),
        ("SELECT * { ?s ?p ?o FILTER(?o ! = 1) }", 1, 31, "Write != without a space."),
        ("SELECT * { ?s ?p ?o FILTER(?o > 1 AND ?o < 3) }", 1, 35, "'And' is &&."),
        ("SELECT * { ?s ?p ?o FILTER(?o > 1 & ?o < 3) }", 1, 35, "'And' is && ."),
        ("SELECT * { ?s ?p ?o FILTER(?o > 1 | ?o < 3) }", 1, 35, "'Or' is || in an expression."),
        ("SELECT * { ?s ?p ?o FILTER(1 < ?o < 3) }",
         1, 35, "Comparisons do not chain: write ?a < ?b"),
        ('SELECT * { ?s ?p ?o FILTER(?o LIKE "a%") }',
         1, 31, 'Write CONTAINS(?x, "part") or REGEX(?x,'),
        ("SELECT * { ?s ?p ?o FILTER(?o IS NULL) }",
         1, 31, "Write =, or BOUND(?x) for 'is not null'."),
        ("SELECT * { ?s ?p ?o FILTER(?o = null) }",
         1, 33, "Nothing is null: BOUND(?x) tells whether"),
        ("SELECT * { ?s ?p ?o FILTER(NOT ?o) }", 1, 32, "NOT goes with IN or EXISTS; any other"),
        ("SELECT * { ?s ?p ?o FILTER NOT EXISTS ?s ?p 1 }",
         1, 39, "EXISTS takes a group in braces: EXISTS {"),
        ('SELECT * { ?s ?p ?o FILTER STR(?o) = "a" }',
         1, 36, "The whole condition stands in brackets: ("),
        ("SELECT * { ?s ?p ?o FILTER (?o > 1) && (?o < 3) }",
         1, 37, "The whole condition stands in one pair of"),
        ("SELECT * { ?s ?p ?o FILTER(?o > 1 }", 1, 35, "The '(' in line 1, column 27 is still"),
        ("SELECT * { ?s ?p ?o FILTER(?o > 1)) }", 1, 35, "There is one ')' too many, or a '(' is"),
        ("SELECT * { ?s ?p ?o FILTER(?o > ) }", 1, 33, "An operand is missing here."),
        ("SELECT * { ?s ?p ?o FILTER(LANG(?o) = en) }",
         1, 39, "A name needs its prefix (rg:inheritance),"),
        ("SELECT * { ?s ?p ?o FILTER(LANG(?o) = @en) }",
         1, 39, "A language tag follows a string at once;"),
        ("SELECT * { ?s ?p ?o FILTER(REGEX(?o, /a/i)) }",
         1, 38, "A regular expression is a string:"),
        ('SELECT * { ?s ?p ?o FILTER(REGEX(?o, "\\d+")) }',
         1, 39, "A backslash is written twice: \\\\d"),
        ("SELECT * { ?s ?p ?o FILTER(CONTAINS(?o)) }", 1, 28, "CONTAINS has 1 argument."),
        ('SELECT * { ?s ?p ?o FILTER(CONTAIN(?o, "a")) }', 1, 28, "Did you mean CONTAINS?"),
        ("SELECT * { ?s ?p ?o FILTER(IF(?o, 1)) }", 1, 28, "IF has 2 arguments."),
        ("SELECT * { ?s ?p ?o FILTER(BOUND ?o) }",
         1, 34, "BOUND takes round brackets: BOUND( ... )."),
        ("SELECT * { ?s ?p ?o FILTER(COUNT(?o) > 3) }",
         1, 21, "Write HAVING ( ... ) after GROUP BY."),
        ("SELECT * { ?s ?p ?o OPTIONAL ?s ?q ?r }", 1, 30, "OPTIONAL takes a group in braces:"),
        ("SELECT * { ?s ?p ?o UNION ?s ?q ?r }", 1, 21, "UNION stands between two groups in"),
        ("SELECT * { { ?s ?p ?o } UNION ?s ?q ?r }",
         1, 31, "UNION takes a group in braces: UNION {"),
        ("SELECT * { ?s ?p ?o } ORDER BY DESC ?s",
         1, 37, "DESC takes round brackets: DESC( ... )."),
        ("SELECT * { ?s ?p ?o } ORDER BY ?s DESC",
         1, 39, "DESC takes round brackets: DESC( ... )."),
        ("SELECT * { ?s ?p ?o } ORDER BY ?s, ?p",
         1, 34, "What to sort or group by stands side by"),
        ("SELECT * { ?s ?p ?o } ORDER ?s", 1, 29, "Write ORDER BY."),
        ("SELECT * { ?s ?p ?o } LIMIT 10 ORDER BY ?s",
         1, 32, "The order is: GROUP BY, HAVING, ORDER BY,"),
        ("SELECT ?s { ?s ?p ?o } ORDER BY ?s GROUP BY ?s",
         1, 36, "The order is: GROUP BY, HAVING, ORDER BY,"),
        ("SELECT * { ?s ?p ?o LIMIT 10 }", 1, 21, "LIMIT stands behind the '}' that closes"),
        ("SELECT * { ?s ?p ?o } LIMIT 10, 20", 1, 31, "Write LIMIT 20 OFFSET 10 for the rows"),
        ("SELECT * { ?s ?p ?o } LIMIT ?n", 1, 29, "LIMIT takes a whole number, not negative,"),
        ("SELECT * { ?s ?p ?o };", 1, 22, "Nothing stands behind the last '}': leave"),
        ("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }",
         1, 8, "Add GROUP BY ?s after the '}', or take"),
        ("SELECT * { ?s ?p ?o } GROUP BY ?s", 1, 1, "SELECT ?s (COUNT(*) AS ?count)"),
        ("SELECT ?s { ?s ?p ?o } GROUP BY ?s HAVING COUNT(?o) > 3",
         1, 53, "The whole condition stands in brackets: ("),
        ('SELECT (GROUP_CONCAT(?o, ", ") AS ?x) { ?s ?p ?o }',
         1, 9, 'Write GROUP_CONCAT(?x; SEPARATOR=", ").'),
        ('SELECT (GROUP_CONCAT(?o; ", ") AS ?x) { ?s ?p ?o }',
         1, 26, "The separator is written so:"),
        ("PREFIX ex <http://e/> ASK {}", 1, 8, "A prefix ends in a colon: PREFIX ex:"),
        ("PREFIX ex: http://e/ ASK {}", 1, 12, "The namespace stands in angle brackets:"),
        ('PREFIX ex: "http://e/" ASK {}', 1, 12, "The namespace stands in angle brackets:"),
        ("PREFIX ex: <http://e/>. ASK {}", 1, 23, "A PREFIX line ends without '.'."),
        ("@prefix ex: <http://e/> . ASK {}", 1, 1, "SPARQL writes PREFIX, without '@' and"),
        ("SELECT * { ?s ?p ?o } PREFIX ex: <http://e/>",
         1, 23, "PREFIX and BASE stand before the query"),
        ("SELECT * { ?s http://e/p ?o }", 1, 15, "An IRI stands in angle brackets and has"),
        ("SELECT * { ?s <http://e/a b> ?o }", 1, 15, "An IRI in angle brackets holds no space,"),
        ("SELECT * { ?s foaf:name ?o }", 1, 15, "Add the line PREFIX foaf:"),
        ('SELECT * { ?s "name" ?o }', 1, 15, "A predicate is an IRI or a variable,"),
        ("SELECT * { ?s rdf:type \u201cx\u201d }", 1, 24, 'Write "; word processors and web pages'),
        ("SELECT * { ?s rdf:type \u2018x\u2019 }", 1, 24, "Write '; word processors and web pages"),
        ('SELECT * { ?s rdf:type "x }', 1, 24, "A string begins here and does not end."),
        ("SELECT * { ?s rdf:type 'Crohn's disease' }",
         1, 30, "A quote within a string is written \\', or"),
        ('SELECT * {\n  ?s rdf:type "a\nb" }', 2, 15, "A string over several lines has three"),
        ("SELECT * { ?s ?p ?o } // all", 1, 23, "A comment begins with '#'."),
        ("// all\nSELECT * { ?s ?p ?o }", 1, 1, "A comment begins with '#'."),
        ("-- all\nSELECT * { ?s ?p ?o }", 1, 1, "A comment begins with '#'."),
        ("SELECT * { /* all */ ?s ?p ?o }", 1, 12, "A comment begins with '#'."),
        ("SELECT * { ?s ?p ?o FILTER(?o &lt; 3) }",
         1, 31, "The query was copied from the source of a"),
        ("SELECT%20*%20{}", 1, 7, "The query seems to be percent-encoded"),
        ("SELECT+*+WHERE+{}", 1, 7, "The '+' stand for spaces: the query is"),
        ("SELECT * { ?s A ?o }", 1, 15, "The predicate 'a' is a small letter."),
        ("SELECT * { ? s ?p ?o }", 1, 12, "The name of a variable follows '?'"),
        ('SELECT * { ?s ?p "1"^^integer }', 1, 23, "A name needs its prefix: xsd:integer."),
        ("SELECT * { ?s ?p ?o BIND ?o AS ?x }", 1, 26, "BIND takes round brackets: BIND( ... )."),
        ("SELECT * { ?s ?p ?o BIND(?o, ?x) }", 1, 28, "BIND takes an expression and a new"),
        ("SELECT * { ?s ?p ?o BIND(?x = ?o) }", 1, 33, "BIND takes an expression and a new"),
        ("SELECT * { ?s ?p ?o BIND(1 AS ?o) }", 1, 31, "Bind to a new name, such as ?o2, or"),
        ("SELECT * { ?s ?p ?o BIND(1 AS x) }", 1, 31, "A variable has a '?': ?x."),
        ("SELECT (1 AS ?s) { ?s ?p ?o }", 1, 14, "AS ?s2"),
        ("SELECT ?s ?s { ?s ?p ?o }", 1, 11, "This SELECT has ?s twice."),
        ("SELECT * { VALUES ?x (1 2) }", 1, 22, "The values stand in braces: VALUES ?x { 1"),
        ("SELECT * { VALUES ?x { 1, 2 } }", 1, 25, "Values stand side by side, without"),
        ("SELECT * { VALUES (?x ?y) { 1 2 } }", 1, 29, "Each row stands in brackets of its own:"),
        ("SELECT * { VALUES (?x ?y) { (1) } }", 1, 29, "This row of VALUES is 1 long, and its"),
        ("SELECT * { VALUES ?x { (1) (2) } }", 1, 24, "The values of one variable stand without"),
        ("SELECT * { ?s ?p ?o FILTER(?o IN {1, 2}) }",
         1, 34, "IN takes round brackets: IN( ... )."),
        ("SELECT * { GRAPH { ?s ?p ?o } }", 1, 18, "GRAPH takes the IRI of a graph, or a"),
        ("SELECT * { GRAPH ?g ?s ?p ?o }", 1, 21, "What is asked there stands in braces: {"),
        ("SELECT * FROM ?g { ?s ?p ?o }", 1, 15, "FROM takes the IRI of a graph; any graph"),
        ("SELECT * FORM <http://e/g> { ?s ?p ?o }", 1, 10, "Did you mean FROM?"),
        ("CONSTRUCT ?s ?p ?o WHERE { ?s ?p ?o }", 1, 11, "The triples to make stand in braces:"),
        ("DESCRIBE WHERE { ?s ?p ?o }", 1, 10, "DESCRIBE takes an IRI, or a variable and"),
        ("WHERE { ?s ?p ?o }", 1, 1, "A query begins with its form: SELECT * {"),
        ("MATCH (n) RETURN n", 1, 1, "This looks like Cypher; SPARQL is SELECT"),
        ("INSERT DATA { <http://e/a> <http://e/b>",
         1, 1, "Updates are not answered: this endpoint"),
        ("ASK { { _:a ?p ?o } { _:a ?q ?r } }", 1, 23, "Use a variable: ?a"),
        ("SELECT * { ?s ?p ?o } ORDER BY COUNT(?s) ?", 1, 42, "'?' cannot stand here."),
        ("SELECT * WHERE { ?s rdf:type ?t . FILTER(?t = rg:X . ?s ?p ?o }",
         1, 52, "The '(' in line 1, column 41 is still"),
        ("SELECT ?s WHERE { ?s ?p ?o . \n  OPTIONAL { ?s rdf:type ?t }",
         1, 17, "Add '}' where what begins in line 1 ends."),
        ("SELECT", 1, 7, "The query ends too early."),
        ("ASK", 1, 4, "ASK takes a group in braces: ASK { ... }."),
        ("hello world", 1, 1, "A query begins with its form: SELECT * {"),
        ("SELECT * { ?s ?p ?o ?x }", 1, 20, "A '.' seems to be missing here, or a ';'"),
        ("SELECT * { ?s rdf:type/ ?o }", 1, 25, "'?o' cannot stand here."),
        ("SELECT * { ?s rdf:type|| rdf:x ?o }",
         1, 23, "One of several predicates is written with"),
        ("SELECT * { ?s ?p/?q ?o }", 1, 17, "A path is made of IRIs; a variable stands"),
        ("SELECT * { ?s ?p+ ?o }", 1, 19, "A path is made of IRIs; a variable stands"),
        ("SELECT * { BIND(NOW AS ?x) }", 1, 21, "NOW takes round brackets: NOW( ... )."),
        ("SELECT * { ?s ?p true; }  LIMIT 5 LIMIT 6", 1, 35, "One LIMIT is enough."),
        ("SELECT ?x { SELECT ?x { ?x ?y ?z } ?x ?y ?w }",
         1, 36, "A SELECT within a pattern has braces of"),
        ("SELECT * { ?s rdf:type rg:A rg:B . }",
         1, 28, "A '.' seems to be missing here, or a ';'"),
        ('SELECT * { ?s rdf:label "x"@ }', 1, 28, "A language is missing here."),
        ("SELECT * {\n  ?s ?p ?o .\n  ?s ex:p ?q }", 3, 6, "PREFIX ex: <...>"),
        ("ASK { ?s a mondo:1 }", 1, 12, "Did you mean MONDO:?"),
        ("ASK { ?s rgg:x 1 }", 1, 10, "Did you mean rg:?"),
        ("ASK { ?s dcat:keyword ?o }", 1, 10, "PREFIX dcat: <http://www.w3.org/ns/dcat#>"),
        ("", 1, 1, "The query is empty"),
        ("# nothing", 1, 1, "The query is empty"),
        ("ASK { ?s ?p (1 } )", 1, 16, "column 13 is still open"),
        ("ASK { \\u003Fs ?p ?o }", 1, 7, "An escape stands here"),
        ("ASK { ?s ?p ` }", 1, 13, "'`' cannot stand here"),
        ("ASK {\u00a0?s ?p ?o }", 1, 6, "a plain space"),
        ("SELECT * {\n  OPTIONAL {\n    ?s ?p ?o .\n}", 2, 12, "begins in line 2 ends"),
        ("SELECT (<http://[x> AS ?z) {}", 1, 9, "<http://[x> is no IRI"),
        ("PREFIX a: <http://[> ASK {}", 1, 11, "is no IRI"),
        ("SELECT * { [] . }", 1, 17, "A rule of SPARQL is broken"),
        ("SELECT (STR(?s) AS ?x) (COUNT(*) AS ?n) { ?s ?p ?o }", 1, 13, "GROUP BY ?s"),
    ],
)  # fmt: skip
def test_a_mistake_is_found_where_it_is_and_told_how_to_mend(
    query: str, line: int, column: int, told: str
) -> None:
    problem = refused(query)

    assert isinstance(problem, SyntaxProblem)
    assert (problem.members["line"], problem.members["column"]) == (line, column)
    assert told in f"{problem.detail} {problem.members.get('hint', '')}"
    assert problem.members["expected"]
    assert str(problem.members["excerpt"]).endswith("^")


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
