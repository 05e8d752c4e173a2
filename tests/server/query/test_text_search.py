"""Searches are replaced by VALUES, and by nothing else; the engine is the oracle.

Where it would call an endpoint it is sent to port 1 of the loopback address, which is refused.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from graph_data.search import Hit
from ontology.terms import NAMESPACE
from server.problems import SearchRefused
from server.query.federation import forbid_service
from server.query.search_values import values_of
from server.query.text_search import MOST_CALLS, Rewritten, rewritten, search_calls
from server.query.tokens import tokens

PREFIXES = {
    "rg": NAMESPACE,
    "ex": "http://e/",
    "oio": "http://www.geneontology.org/formats/oboInOwl#",
}
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
HIT = Hit("http://e/e", "A name", "en", LABEL, "http://e/g", 0.5)
SEARCH = 'SERVICE rg:search { ?hit rg:query "a" ; rg:score ?s }'

SPELLINGS = [
    SEARCH,
    'service SILENT rg:search{?hit rg:query"a";rg:score ?s.}',
    f'SERVICE <{NAMESPACE}search> {{ ?hit <{NAMESPACE}query> "a" ; rg:score ?s }}',
    "SERVICE#c }\nrg:search#{\n{ ?hit rg:query '''a''' . $hit rg:score $s . }",
    "SeRvIcE rg:search { ?hit rg:score ?s ; ; rg:query 'a' ; }",
    'SERVICE rg:sear\\u0063h { ?hit rg:query "\\u0061" ; rg:score ?s }',
]  # fmt: skip


def replaced(query: str, hits: tuple[Hit, ...] = (HIT,)) -> Rewritten:
    calls = search_calls(query, PREFIXES)
    return rewritten(query, calls, [values_of(call.arguments, hits) for call in calls])


def parses(query: str, prefixes: dict[str, str]) -> bool:
    try:
        Store().query(query, prefixes=prefixes)
    except SyntaxError:
        return False
    except (OSError, RuntimeError):
        return True
    return True


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p 'SERVICE rg:search { ?hit rg:query \"a\" }' }",
        f"SELECT * {{ ?s ?p ?o # {SEARCH}\n }}",
        'SELECT * { ?s ?p """SERVICE rg:search { } """ }',
        f"SELECT * {{ ?s ?p <http://e/SERVICE#rg:search> }} # {SEARCH}",
        "SELECT * { SERVICE ex:search { ?s ?p ?o } }",
        f"PREFIX rg: <http://e/> SELECT * {{ {SEARCH} }}",
        "SELECT * { SERVICE ?rg { ?s ?p ?o } }",
        "SELECT * { SERVICErg:search { ?hit rg:query 'a' } }",
        "SELECT * { 'SERVICE rg:search",
    ],
)
def test_what_is_no_search_stays_as_it_is(query: str) -> None:
    assert replaced(query) == Rewritten(query, query)


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{}} {SEARCH}",
        f"SELECT * {{ {{ SELECT * {{}} {SEARCH} }} }}",
        f"SELECT * {{ FILTER({SEARCH}) }}",
        f"SELECT * {{ ?s ?p ({SEARCH}) }}",
        "ASK { SERVICE rg:search }",
        "ASK { SERVICE rg:search { ?h rg:query 'a'",
        f"ASK {{ {SEARCH * (MOST_CALLS + 1)} }}",
    ],
)
def test_a_search_where_none_can_be_is_refused(query: str) -> None:
    with pytest.raises(SearchRefused):
        search_calls(query, PREFIXES)


def test_a_misspelt_search_is_not_taken_for_a_call_of_another_endpoint() -> None:
    with pytest.raises(SearchRefused, match="rg:serch is no service") as refused:
        search_calls("ASK { SERVICE rg:serch { ?hit rg:query 'a' } }", PREFIXES)

    assert refused.value.members["hint"] == "Did you mean rg:search?"


@pytest.mark.parametrize(
    "query",
    [
        f"ASK {{ FILTER(?a<'x> || ?b) {SEARCH} #'\n }}",
        f'ASK {{ ?s ?p "\\u0022" . {SEARCH} ?s ?p "\\u0022" }}',
    ],
)
def test_a_query_that_can_be_read_in_two_ways_is_refused(query: str) -> None:
    with pytest.raises(SearchRefused):
        search_calls(query, PREFIXES)


@pytest.mark.parametrize("search", SPELLINGS[:-1])
@pytest.mark.parametrize(
    "pattern",
    [
        "{}",
        "OPTIONAL {{ {} }}",
        "{{ {} }} UNION {{ ?hit ?p ?o }}",
        "{{ SELECT ?hit ?s {{ {} }} }}",
        "?a ?b ?c {} ?d ?e ?f",
        "FILTER EXISTS {{ {} }} VALUES (?hit ?s) {{ (ex:e 0.5) }}",
    ],
)
def test_the_hits_are_joined_wherever_a_search_stands(search: str, pattern: str) -> None:
    store = Store()
    query = replaced(f"SELECT ?hit ?s {{ {pattern.format(search)} }}").text
    if "?a ?b ?c" in pattern:
        query = query.replace("?a ?b ?c", "").replace("?d ?e ?f", "")

    rows = store.query(query, prefixes=PREFIXES)

    assert isinstance(rows, QuerySolutions)
    assert [(row["hit"], row["s"].value) for row in rows] == [(NamedNode("http://e/e"), "0.5")]


def test_no_hit_is_no_row() -> None:
    rows = Store().query(replaced(f"SELECT * {{ {SEARCH} }}", ()).text, prefixes=PREFIXES)

    assert list(rows) == []  # type: ignore[arg-type]


def test_several_searches_are_replaced_each_by_its_own() -> None:
    query = f"ASK {{ {SEARCH} {{ {SEARCH.replace('?s ', '?t ')} }} }}"

    text = replaced(query).text

    assert text.count("VALUES (?hit ?s)") == text.count("VALUES (?hit ?t)") == 1


@given(st.text(), st.sampled_from(["", "en", "ar--rtl"]), st.sampled_from(["", "http://e/it's(1)"]))
def test_any_name_comes_back_as_it_is(name: str, language: str, graph: str) -> None:
    query = """SELECT ?name ?graph { SERVICE rg:search {
        ?hit rg:query "a" ; rg:matchedName ?name ; rg:inGraph ?graph } }"""
    hit = HIT._replace(name=name, language=language, graph=graph)

    (row,) = Store().query(replaced(query, (hit,)).text, prefixes=PREFIXES)  # type: ignore[misc]

    assert isinstance(row["name"], Literal)
    assert row["name"].value == name
    assert row["name"].language == (language.partition("--")[0] or None)
    assert row["graph"] == (NamedNode(graph) if graph else None)


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ {SEARCH}\n {SEARCH} ?hit x }}",
        f"SELECT * {{ {SPELLINGS[3]} ?hit x }}",
        f"SELECT * {{ ?hit x . {SEARCH} }}",
    ],
)
def test_the_place_of_a_mistake_is_the_one_in_the_query(query: str) -> None:
    rewriting = replaced(query, (HIT,) * 5)

    assert rewriting.original_message(message(rewriting.text)) == message(query)


def message(query: str) -> str:
    with pytest.raises(SyntaxError) as refused:
        Store().query(query, prefixes=PREFIXES)
    return str(refused.value)


def test_a_mistake_in_what_was_put_in_is_told_at_its_search() -> None:
    rewriting = replaced(f"CONSTRUCT {{ {SEARCH} }} WHERE {{}}")

    assert rewriting.original_message(message(rewriting.text)).startswith("error at 1:13:")


PIECES = st.sampled_from(
    [
        *SPELLINGS, SEARCH, "SERVICE", "SILENT", "rg:search", "{", "}", "(", ")", "'", '"', "'''",
        '"""', "#", "\n", " ", "<", ">", "\\", "\\u0027", ".", ";", "?x", "?s ?p ?o .", "ex:a", "1",
        "OPTIONAL {", "{ SELECT * {", "} UNION {", "FILTER(", "EXISTS {", "VALUES ?v {",
        "GRAPH ?g {", "BIND(1 AS ?b)", "true", "<'x>", "?a<?b", "_:b", "a",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=10))
def test_a_query_parses_with_its_searches_replaced_as_it_does_with_them(pieces: list[str]) -> None:
    query = f"SELECT * {{ {''.join(pieces)}\n}}"
    try:
        found = replaced(query)
    except SearchRefused:
        return

    elsewhere = {**PREFIXES, "rg": "http://127.0.0.1:1/"}
    asked = query.replace(NAMESPACE, elsewhere["rg"])
    assert parses(found.text.replace(NAMESPACE, elsewhere["rg"]), elsewhere) == parses(
        asked, elsewhere
    )


@given(st.lists(PIECES, max_size=10))
def test_only_the_tokens_of_searches_are_masked(pieces: list[str]) -> None:
    query = f"SELECT * {{ {' '.join(pieces)}\n}}"
    try:
        calls = search_calls(query, PREFIXES)
    except SearchRefused:
        return

    masked = replaced(query).masked

    assert len(masked) == len(query)
    if calls:
        outside = [
            token
            for token in tokens(query)
            if not any(call.start <= token.start < call.end for call in calls)
        ]
        assert list(tokens(masked)) == outside


@given(st.text())
def test_a_name_never_makes_the_engine_call_out(name: str) -> None:
    query = """SELECT * { SERVICE rg:search { ?hit rg:query "a" ; rg:matchedName ?n } }"""
    hit = HIT._replace(name=f"{name}' \" \\ \\u0022 }} SERVICE <http://127.0.0.1:1/> {{}} #")

    found = replaced(query, (hit,))

    assert not forbid_service(found.text, known_prefixes=PREFIXES)
