"""What stands in the braces of a search is read, or refused with its place and a reason."""

import pytest

from ontology.terms import NAMESPACE
from server.problems import SearchRefused
from server.query.search_arguments import Arguments
from server.query.text_search import search_calls

OIO = "http://www.geneontology.org/formats/oboInOwl#"
PREFIXES = {"rg": NAMESPACE, "ex": "http://e/", "oio": OIO}

SPELLINGS = [
    'SERVICE rg:search { ?hit rg:query "a" ; rg:score ?s }',
    'service SILENT rg:search{?hit rg:query"a";rg:score ?s.}',
    f'SERVICE <{NAMESPACE}search> {{ ?hit <{NAMESPACE}query> "a" ; rg:score ?s }}',
    "SERVICE#c }\nrg:search#{\n{ ?hit rg:query '''a''' . $hit rg:score $s . }",
    "SeRvIcE rg:search { ?hit rg:score ?s ; ; rg:query 'a' ; }",
]


def arguments(query: str) -> list[Arguments]:
    return [call.arguments for call in search_calls(query, PREFIXES)]


@pytest.mark.parametrize("search", SPELLINGS)
def test_a_search_is_read_in_any_spelling(search: str) -> None:
    assert arguments(f"SELECT * {{ {search} }}") == [
        Arguments("a", {"entity": "hit", "score": "s"})
    ]


@pytest.mark.parametrize(
    "head",
    [
        f"PREFIX x: <{NAMESPACE}>",
        f"BASE <{NAMESPACE}> PREFIX x: <>",
        f"PREFIX x: <http://e/> PREFIX x: <{NAMESPACE}>",
    ],
)
def test_a_search_may_be_named_by_a_prefix_of_the_query(head: str) -> None:
    assert len(arguments(f"{head} ASK {{ SERVICE x:search {{ ?h x:query 'a' }} }}")) == 1


def test_everything_that_a_search_can_ask_for() -> None:
    query = """SELECT * { SERVICE rg:search { ?hit rg:query "a b*" ; rg:score ?s ; rg:limit 7 ;
        rg:matchedName ?n ; rg:matchedProperty ?p ; rg:inGraph ?g } }"""

    assert arguments(query) == [
        Arguments(
            "a b*",
            {"entity": "hit", "score": "s", "name": "n", "property": "p", "graph": "g"},
            limit=7,
        )
    ]


def test_names_of_one_property_and_one_graph_may_be_asked_for() -> None:
    query = """ASK { SERVICE rg:search { ?hit rg:query "a" ; rg:inGraph ex:g ;
        rg:matchedProperty oio:hasExactSynonym } }"""

    assert arguments(query) == [
        Arguments("a", {"entity": "hit"}, PREFIXES["oio"] + "hasExactSynonym", "http://e/g")
    ]


@pytest.mark.parametrize(
    ("inner", "reason"),
    [
        ("", "has no rg:query"),
        ("?hit rg:score ?s", "has no rg:query"),
        ("?hit rg:query ?text", r"rg:query cannot be \?text"),
        ("?hit rg:query 1", "rg:query cannot be 1"),
        ("?hit rg:query 'a'@en", "cannot have @en here"),
        ("?hit rg:query 'a' , 'b'", "cannot have , here"),
        ("?hit rg:query", "cannot have } here"),
        ("?hit rg:query ''", "expected a word with a letter"),
        ("?hit rg:query '*'", "needs a letter or a digit"),
        ("?hit rg:query 'a' ; rg:query 'b'", "rg:query stands here twice"),
        ("?hit rg:query 'a' ; rg:score ?s ; rg:score ?t", "rg:score stands here twice"),
        ("?hit rg:query 'a' ; rg:score ?hit", r"binds \?hit twice"),
        ("?hit rg:query 'a' . ?other rg:score ?s", r"\?other is another than \?hit"),
        ("?hit rg:query 'a' ; rg:scor ?s", "has no rg:scor"),
        ("?hit rg:query 'a' ; ex:score ?s", "has no ex:score"),
        ("?hit ?p 'a'", r"has no \?p"),
        ("?hit rg:query/rg:score 'a'", "cannot be /"),
        ("?hit ^rg:query 'a'", r"has no \^"),
        ("ex:a rg:query 'a'", "cannot have ex:a here"),
        ("?hit rg:query 'a' FILTER(?hit = 1)", "cannot have FILTER here"),
        ("OPTIONAL { ?hit rg:query 'a' }", "cannot have OPTIONAL here"),
        ("{ ?hit rg:query 'a' }", "cannot have { here"),
        ("?hit rg:query 'a' ; rg:limit 0", "rg:limit cannot be 0"),
        ("?hit rg:query 'a' ; rg:limit 10001", "rg:limit cannot be 10001"),
        ("?hit rg:query 'a' ; rg:limit 1.5", "rg:limit cannot be 1.5"),
        ("?hit rg:query 'a' ; rg:limit -1", "rg:limit cannot be -"),
        ("?hit rg:query 'a' ; rg:limit ?n", r"rg:limit cannot be \?n"),
        ("?hit rg:query 'a' ; rg:inGraph 'g'", "rg:inGraph cannot be 'g'"),
        ("?hit rg:query 'a' ; rg:inGraph none:g", "none:g stands for no IRI"),
        ("?hit rg:query 'a' ; rg:matchedProperty ex:p", "ex:p gives no names"),
    ],
)
def test_what_a_search_cannot_have_is_refused_with_its_reason(inner: str, reason: str) -> None:
    with pytest.raises(SearchRefused, match=reason) as refused:
        search_calls(f"SELECT * {{\n  SERVICE rg:search {{ {inner} }} }}", PREFIXES)

    assert refused.value.status == 400
    assert refused.value.members["line"] == 2
    assert refused.value.members["expected"]


def test_a_misspelt_property_is_refused_with_its_place_and_the_one_that_is_meant() -> None:
    with pytest.raises(SearchRefused) as refused:
        search_calls("ASK {\n SERVICE rg:search {\n  ?h rg:qeury 'a' } }", PREFIXES)

    members = refused.value.members
    assert (members["line"], members["column"]) == (3, 6)
    assert members["hint"] == "Did you mean rg:query?"
