"""The model of a page, made of real results."""

import json
from typing import Any

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from server.execution.result_page import Cells, write_page
from server.execution.spool import Spool

E = "http://e/"
PREFIXES = {"ex": E, "deep": E + "a/", "xsd": "http://www.w3.org/2001/XMLSchema#"}
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
PREFERRED = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")


@pytest.fixture
def store() -> Store:
    """Return a store of ten statements, and labels of what they are about."""
    found = Store()
    found.extend(
        Quad(NamedNode(f"{E}{n}"), NamedNode(E + "p"), Literal(n), DefaultGraph())
        for n in range(10)
    )
    node = NamedNode(E + "1")
    labels = [Literal("eins", language="de"), Literal("one", language="en-GB"), Literal("I")]
    found.extend(Quad(node, LABEL, label, NamedNode(E + "g")) for label in labels)
    return found


def model(store: Store, query: str, most_rows: int = 100) -> dict[str, Any]:
    spool = Spool(1_000_000)
    media_type = write_page(store.query(query), store, PREFIXES, most_rows, spool)
    assert media_type == "text/html"
    found: dict[str, Any] = json.loads(content(spool))
    return found


def content(spool: Spool) -> bytes:
    if spool.file is None:
        return spool.short()
    with spool.file as file:
        file.seek(0)
        return file.read()


def test_rows_beyond_the_page_are_counted(store: Store) -> None:
    found = model(store, "SELECT ?s ?o { ?s <http://e/p> ?o } ORDER BY ?o", most_rows=3)

    assert (found["kind"], found["variables"], found["total"]) == ("solutions", ["s", "o"], 10)
    assert [row[1]["text"] for row in found["rows"]] == ["0", "1", "2"]


@pytest.mark.parametrize("columns", [1, 40, 400])
def test_a_page_is_no_longer_than_the_server_can_render_at_once(columns: int) -> None:
    variables = " ".join(f"?v{n}" for n in range(columns))
    row = "('" + "' '".join(["x" * 10_000] * columns) + "')"
    query = f"SELECT * {{ VALUES ({variables}) {{ {row * (1_200 // columns)} }} }}"
    spool = Spool(100_000_000)

    write_page(Store().query(query), Store(), PREFIXES, 10_000, spool)

    found = json.loads(content(spool))
    assert spool.length < 3_200_000
    assert found["total"] == 1_200 // columns
    assert spool.length > 2_000_000 or columns == 400


def test_an_iri_has_its_curie_and_its_english_label(store: Store) -> None:
    (((cell,),)) = model(store, "SELECT ?s { ?s <http://e/p> 1 }")["rows"]

    assert cell == {"kind": "iri", "text": E + "1", "curie": "ex:1", "label": "one"}


def test_a_preferred_label_outdoes_another_of_its_language(store: Store) -> None:
    preferred = Literal("the one", language="en")
    store.add(Quad(NamedNode(E + "1"), PREFERRED, preferred, DefaultGraph()))

    assert (Cells(store, PREFIXES).cell(NamedNode(E + "1")) or {})["label"] == "the one"


@pytest.mark.parametrize(
    ("iri", "curie"),
    [("a/x", "deep:x"), ("x", "ex:x"), ("", ""), ("x/y", ""), ("x#y", "")],
)
def test_a_curie_has_the_longest_namespace_and_a_plain_name(iri: str, curie: str) -> None:
    assert Cells(Store(), PREFIXES).curie(E + iri) == curie


@pytest.mark.parametrize(
    ("literal", "expected"),
    [
        (Literal("x"), {"text": "x", "language": "", "datatype": "", "number": False}),
        (Literal("x", language="en"), {"language": "en", "datatype": ""}),
        (Literal(1.5), {"datatype": "xsd:double", "number": True}),
        (Literal("t", datatype=NamedNode("http://z/t")), {"datatype": "http://z/t"}),
        (Literal("x" * 30_000), {"text": "x" * 20_000, "cut": True}),
    ],
)
def test_a_literal_shows_what_it_is(literal: Literal, expected: dict[str, object]) -> None:
    cell = Cells(Store(), PREFIXES).cell(literal)

    assert cell is not None
    assert expected.items() <= cell.items()


def test_what_is_not_bound_is_null(store: Store) -> None:
    assert model(store, "SELECT ?x {}")["rows"] == [[None]]


@pytest.mark.parametrize(("query", "value"), [("ASK {}", True), ("ASK { ?s ?p 77 }", False)])
def test_ask_is_a_truth_value(store: Store, query: str, value: bool) -> None:
    assert model(store, query) == {"kind": "boolean", "value": value}


def test_triples_are_a_table_of_three_columns(store: Store) -> None:
    found = model(store, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", most_rows=2)

    assert (found["kind"], found["total"], len(found["rows"])) == ("triples", 10, 2)
    assert found["variables"] == ["subject", "predicate", "object"]
