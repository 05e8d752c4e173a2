import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from graph_data.search import Hit, search
from graph_data.search_index import open_index, write_index
from graph_data.search_text import BadSearch
from ontology.standard import OIO, SKOS

LABEL, EXACT, RELATED = SKOS + "prefLabel", OIO + "hasExactSynonym", OIO + "hasRelatedSynonym"
NAMES = [
    ("insulinoma", LABEL, "insulinoma", "one"),
    ("insulinoma", EXACT, "Insulin-secreting tumor", "one"),
    ("insulinoma", EXACT, "Insulin-secreting tumor", "two"),
    ("malignant", LABEL, "malignant insulinoma", "one"),
    ("insulin", LABEL, "Insulin", "one"),
    ("pnet", RELATED, "PNET", "one"),
    ("pnet", LABEL, "pancreatic neuroendocrine tumor", "one"),
    ("men1", EXACT, "MEN1", "one"),
    ("men1", LABEL, "multiple endocrine neoplasia type 1", "one"),
    ("islet", LABEL, "islet cell tumor", "one"),
    ("islet", EXACT, "tumor of an islet of a cell", "one"),
    ("cushing", LABEL, "Cushing's disease", "one"),
    ("b", LABEL, "same name", "one"),
    ("a", LABEL, "same name", "one"),
    ("a", LABEL, "another name", "one"),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("index") / "search.sqlite"
    write_index(
        path,
        (
            Quad(node(entity), NamedNode(property), Literal(name, language="en"), node(graph))
            for entity, property, name, graph in NAMES
        ),
    )
    with closing(open_index(path)) as connection:
        yield connection


def node(local: str) -> NamedNode:
    return NamedNode(f"http://e/{local}")


def found(index: sqlite3.Connection, text: str, limit: int = 100) -> list[str]:
    return [hit.entity.removeprefix("http://e/") for hit in search(index, text, limit)]


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("insulinoma", ["insulinoma", "malignant"]),
        ("INSULINOMA", ["insulinoma", "malignant"]),
        ("insulin*", ["insulin", "insulinoma", "malignant"]),
        ("insulin", ["insulin", "insulinoma"]),
        ("pnet", ["pnet"]),
        ("men1", ["men1"]),
        ("men*", ["men1"]),
        ('"islet cell"', ["islet"]),
        ("tumor islet", ["islet"]),
        ("cushing disease", ["cushing"]),
        ("cushing's", ["cushing"]),
        ("insulinoma tumor", []),
        ("nothing", []),
    ],
)
def test_the_entities_that_a_text_finds_the_best_first(
    index: sqlite3.Connection, text: str, entities: list[str]
) -> None:
    assert found(index, text) == entities


def test_a_hit_has_the_best_name_and_who_gives_it(index: sqlite3.Connection) -> None:
    assert search(index, "tumor insulin", 1) == [
        Hit("http://e/insulinoma", "Insulin-secreting tumor", "en", EXACT, "http://e/one", 0.6)
    ]


@pytest.mark.parametrize(
    ("text", "score"),
    [("insulinoma", 2.0), ("men1", 1.9), ("pnet", 1.6), ("malignant", 0.5), ("men*", 0.9)],
)
def test_a_score_is_the_share_of_the_words_times_the_weight_and_1_for_a_whole_name(
    index: sqlite3.Connection, text: str, score: float
) -> None:
    assert search(index, text, 1)[0].score == score


def test_hits_of_one_score_are_sorted_by_name_and_then_by_iri(index: sqlite3.Connection) -> None:
    hits = search(index, "name", distinct=("entity", "name"))

    assert [(hit.name, hit.entity) for hit in hits] == [
        ("another name", "http://e/a"),
        ("same name", "http://e/a"),
        ("same name", "http://e/b"),
    ]


def test_an_entity_appears_once_and_more_often_where_its_graphs_are_asked_for(
    index: sqlite3.Connection,
) -> None:
    assert len(search(index, "secreting")) == 1
    assert len(search(index, "secreting", distinct=("entity", "graph"))) == 2


def test_names_of_one_property_or_one_graph_alone_are_found(index: sqlite3.Connection) -> None:
    assert {hit.property for hit in search(index, "tumor", property=EXACT)} == {EXACT}
    assert [hit.graph for hit in search(index, "tumor", graph="http://e/two")] == ["http://e/two"]


def test_there_are_never_more_hits_than_the_limit_and_those_are_the_best(
    index: sqlite3.Connection,
) -> None:
    assert found(index, "tumor", 1) == found(index, "tumor")[:1]


@given(text=st.text(st.sampled_from("insulomatrcg1 \"*-'\u2019()^:+&βé\\;\0"), max_size=20))
def test_any_text_is_searched_for_or_refused(index: sqlite3.Connection, text: str) -> None:
    try:
        hits = search(index, text)
    except BadSearch:
        return

    assert len(hits) <= len(NAMES)
