"""The page of an answer, from the model that a worker writes."""

import json
from pathlib import Path

import pytest
from flask import Flask

from server.app import create_app
from server.execution.releases import ServedRelease
from server.execution.worker_process import Answer
from server.messages import SparqlRequest
from server.routes.result_pages import link, query_form_page, result_page
from server.settings import Settings
from tests.server.fakes import FakeGraph

QUERY = SparqlRequest("SELECT * { ?s ?p '<&\"' }", default_graphs=("http://e/g",))
IRI = {"kind": "iri", "text": "http://e/x", "curie": "ex:x", "label": "an <x>"}
TEXT = {"kind": "literal", "text": "wort", "language": "de", "datatype": "", "number": False}
NUMBER = {"kind": "literal", "text": "7", "language": "", "datatype": "xsd:integer", "number": True}


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    graph = FakeGraph(lambda *_: Answer("", 0, b""), tmp_path)
    return create_app(Settings(release=tmp_path), graph)


def page(app: Flask, model: dict[str, object], request: SparqlRequest = QUERY, **more: str) -> str:
    notices = (more["notice"],) if "notice" in more else ()
    with app.test_request_context():
        return result_page(
            json.dumps(model).encode(), request, release="r1", notices=notices, seconds=0.25
        )


def table(*rows: list[object], total: int | None = None) -> dict[str, object]:
    variables = ["a", "b", "c"][: len(rows[0])] if rows else ["a"]
    count = len(rows) if total is None else total
    return {"kind": "solutions", "variables": variables, "rows": rows, "total": count}


@pytest.mark.parametrize(
    "shown",
    [
        '<caption id="result">',
        '<th scope="col">a</th>',
        '<th scope="row" class="number">1</th>',
        '<a href="http://e/x" rel="noopener noreferrer" class="outward"><code>ex:x</code></a>',
        "an &lt;x&gt;",
        '<span lang="de">wort',
        '<th scope="col" class="number">c</th>',
        "xsd:integer",
        "<strong>1 row</strong>",
        "Release r1.",
        "Answered in 0.25 s.",
        "default-graph-uri=http%3A%2F%2Fe%2Fg&amp;format=csv",
        "SELECT * { ?s ?p &#39;&lt;&amp;&#34;&#39; }</textarea>",
    ],
)
def test_a_table_shows_what_there_is(app: Flask, shown: str) -> None:
    assert shown in page(app, table([IRI, TEXT, NUMBER]))


def test_every_other_format_is_a_link(app: Flask) -> None:
    shown = page(app, table([IRI]))

    assert all(f"format={name}" in shown for name in ("json", "xml", "csv", "tsv"))
    assert "format=turtle" not in shown


def test_triples_have_the_formats_of_triples(app: Flask) -> None:
    shown = page(app, table([IRI, IRI, IRI]) | {"kind": "triples"})

    assert "format=turtle" in shown
    assert "format=csv" not in shown


def test_rows_that_are_not_shown_are_told(app: Flask) -> None:
    shown = page(app, table([IRI], total=12_345))

    assert "<strong>12,345 rows</strong>; the first 1 are shown here." in shown


def test_no_row_is_told_in_words(app: Flask) -> None:
    shown = page(app, table())

    assert "<strong>0 rows</strong>" in shown
    assert "<table" not in shown


@pytest.mark.parametrize(("value", "word"), [(True, "Yes"), (False, "No")])
def test_a_truth_value_is_a_word(app: Flask, value: bool, word: str) -> None:
    assert f'<p class="answer">{word} ' in page(app, {"kind": "boolean", "value": value})


def test_a_variable_without_value_is_told(app: Flask) -> None:
    assert "not bound" in page(app, table([None]))


def test_a_mixed_column_is_no_column_of_numbers(app: Flask) -> None:
    assert '<th scope="col">a</th>' in page(app, table([NUMBER], [TEXT]))


def test_a_long_text_folds(app: Flask) -> None:
    shown = page(app, table([TEXT | {"text": "word " * 100}]))

    assert "<details><summary>word word" in shown


def test_a_notice_stands_on_the_page(app: Flask) -> None:
    assert "?x &lt;b&gt;" in page(app, table([IRI]), notice="?x <b>")


def test_a_very_long_query_has_no_permalink_but_its_form(app: Flask) -> None:
    shown = page(app, table([IRI]), SparqlRequest("ASK {} #" + "x" * 9_000))

    assert "too long for a permalink" in shown
    assert "x" * 9_000 in shown
    assert "&format=" not in shown


def test_a_query_that_begins_with_an_empty_line_keeps_it(app: Flask) -> None:
    assert ">\n\nASK {}</textarea>" in page(app, table([IRI]), SparqlRequest("\nASK {}"))


@pytest.mark.parametrize(
    ("iri", "address"),
    [
        ("https://e.org/x", "https://e.org/x"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("urn:x", ""),
        ("http://[broken", ""),
        (
            "https://w3id.org/raregraph/id/gard-0013034",
            "/sparql?query=DESCRIBE+%3Chttps%3A%2F%2Fw3id.org%2Fraregraph%2Fid%2Fgard-0013034%3E",
        ),
    ],
)
def test_a_link_leads_to_the_web_or_to_our_description(iri: str, address: str) -> None:
    assert link(iri) == address


@pytest.mark.parametrize(
    "shown",
    [
        'name="query"',
        "text/turtle",
        "Prefixes that need no PREFIX line",
        "<code>MONDO:</code>",
        "/.well-known/void",
        "/.well-known/sparql-examples",
        'href="/#ask"',
        "longest time that a query may take",
    ],
)
def test_the_page_of_the_endpoint_tells_how_to_ask(app: Flask, tmp_path: Path, shown: str) -> None:
    with app.test_request_context():
        text = query_form_page(Settings(release=tmp_path), ServedRelease("r1", tmp_path, None))

    assert shown in text
    assert "<script" not in text
