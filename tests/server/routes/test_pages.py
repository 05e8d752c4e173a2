"""The first page, on a fake of what executes."""

import json
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from graph_data.dumps import DumpFile
from graph_data.manifest import GraphEntry, Manifest
from ontology.identifiers import query_prefixes
from server.app import create_app
from server.execution.worker_process import Answer
from server.messages import MediaTypes, SparqlRequest, Task
from server.query.search_arguments import DEFAULT_LIMIT
from server.query.text_search import search_calls
from server.settings import Settings
from tests.server.fakes import FakeGraph

_QUERIES = Path(__file__).resolve().parents[3] / "server" / "routes" / "queries"
ROWS = {
    "condition.rq": [
        {
            "condition": "http://e/d",
            "name": "A tumor",
            "description": "It <grows>.",
            "source": "A page",
            "date": "2018-05-18",
        }
    ],
    "names.rq": [{"name": "PNET", "others": "another tumor"}],
    "inheritance.rq": [
        {
            "claim": "http://e/c",
            "value": "Sporadic",
            "kind": "qualified claim",
            "quantifier": "Most",
            "source": "A page",
            "quote": "Most are not inherited",
        }
    ],
    "examples.rq": [
        {"example": "http://e/names", "question": "Which names?", "query": "SELECT ?n {\n}"}
    ],
}
MANIFEST = Manifest(
    release="0.1.0-abc",
    version="0.1.0",
    base="http://e/",
    canonical_hash="0" * 64,
    union_default_graph=True,
    counts={"quads": 1234},
    conflicts={},
    graphs=[
        GraphEntry("http://e/graph/g", "A graph", "1", "http://licence/", "0" * 64, 1234, False)
    ],
    files=[DumpFile(name="raregraph.ttl", media_type="text/turtle", bytes=99, sha256="f" * 64)],
)


class Outline(HTMLParser):
    """The tags of a page, with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def client(release: Path, rows: dict[str, list[dict[str, str]]]) -> FlaskClient:
    texts = {(_QUERIES / name).read_text(): name for name in ROWS}

    def execute(task: Task, media_types: MediaTypes) -> Answer:
        assert isinstance(task, SparqlRequest)
        found = rows.get(texts[task.query], [])
        bindings = [{name: {"value": value} for name, value in row.items()} for row in found]
        body = json.dumps({"results": {"bindings": bindings}}).encode()
        return Answer("", len(body), body)

    return create_app(Settings(release=release), FakeGraph(execute, release)).test_client()


@pytest.fixture
def page(tmp_path: Path) -> str:
    """Return the first page of a release that has one of everything."""
    (tmp_path / "manifest.json").write_text(MANIFEST.to_json())
    return client(tmp_path, ROWS).get("/").text


@pytest.mark.parametrize(
    "text",
    [
        '<h1 id="condition">A tumor</h1>',
        "It &lt;grows&gt;.",
        '<time datetime="2018-05-18">',
        "PNET",
        "also names: another tumor",
        "Sporadic",
        "Most",
        "qualified claim",
        "<q>Most are not inherited</q>",
        "Which names?",
        "SELECT ?n {\n}</textarea>",
        "0.1.0-abc",
        "1,234",
        "http://e/graph/g",
        "raregraph.ttl",
        "This is not medical advice.",
    ],
)
def test_the_first_page_shows(page: str, text: str) -> None:
    assert text in page


def test_every_field_has_its_label_and_every_label_its_field(page: str) -> None:
    outline = Outline(page)
    kinds = ("input", "textarea", "select")
    fields = [tag["id"] for kind in kinds for tag in outline.attributes(kind)]

    assert sorted(map(str, fields)) == sorted(
        str(tag["for"]) for tag in outline.attributes("label")
    )
    assert fields


def test_no_id_is_given_twice_and_every_reference_has_its_target(page: str) -> None:
    outline = Outline(page)
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    named = {attributes.get("aria-labelledby") for _, attributes in outline.tags} - {None}

    assert len(ids) == len(set(ids))
    assert named <= set(ids)


def test_the_page_needs_nothing_from_elsewhere_and_no_script(page: str) -> None:
    outline = Outline(page)

    linked = [tag["href"] for tag in outline.attributes("link")]
    assert linked == ["/static/icon.svg", "/static/style.css"]
    assert not outline.attributes("script")
    assert "style" not in {name for _, attributes in outline.tags for name in attributes}


def test_an_example_can_be_run(page: str) -> None:
    forms = Outline(page).attributes("form")

    assert [(form["method"], form["action"]) for form in forms] == [
        ("get", "/search"),
        ("get", "/sparql"),
    ]


def test_the_answer_of_an_example_is_a_page_unless_another_format_is_chosen(page: str) -> None:
    offered = [option["value"] for option in Outline(page).attributes("option")]

    assert offered[0] == "html"
    assert len(offered) == len(set(offered))


@pytest.mark.parametrize("address", ["/sparql", "/search", "/#ask", "/#dumps", "/problems/"])
def test_every_page_leads_to(tmp_path: Path, address: str) -> None:
    pages = client(tmp_path, ROWS)

    for path in ("/", "/sparql", "/search", "/problems/", "/nowhere"):
        shown = pages.get(path, headers={"Accept": "text/html"}).text
        assert address in [link["href"] for link in Outline(shown).attributes("a")], path


def test_a_release_without_condition_and_examples_has_a_page(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(MANIFEST.to_json())
    response = client(tmp_path, {}).get("/")

    assert response.status_code == 200
    assert "A release of raregraph" in response.text
    assert "d:gard-0013034" in response.text


@pytest.mark.parametrize("name", ["icon.svg", "style.css"])
def test_what_the_pages_are_drawn_with_is_served(tmp_path: Path, name: str) -> None:
    with client(tmp_path, {}).get(f"/static/{name}") as response:
        assert response.status_code == 200


@pytest.mark.parametrize("path", ["/", "/sparql"])
def test_data_of_others_are_not_called_ours(tmp_path: Path, path: str) -> None:
    response = client(tmp_path, {}).get(path, headers={"Accept": "text/html"})

    assert response.status_code == 200
    assert "release of raregraph" not in response.text
    assert "What sources say about rare diseases" not in response.text
    assert "gard-0013034" not in response.text
    assert "?s ?p ?o" in response.text


def test_a_search_without_a_name_is_a_form(tmp_path: Path) -> None:
    for path in ("/search", "/search?name=", "/search?name=%20"):
        response = client(tmp_path, {}).get(path)

        assert response.status_code == 200
        assert Outline(response.text).attributes("input")[0]["name"] == "name"


@pytest.mark.parametrize(
    "name", ["insulin*", '"islet cell"', "a\\", '"x" ; rg:limit 9', "$text", "a\nb"]
)
def test_a_searched_name_becomes_one_literal_of_a_query(tmp_path: Path, name: str) -> None:
    response = client(tmp_path, {}).get("/search", query_string={"name": name})

    assert response.status_code == 303
    parameters = parse_qs(urlsplit(response.headers["Location"]).query)
    assert parameters["format"] == ["html"]
    (call,) = search_calls(parameters["query"][0], query_prefixes())
    assert (call.arguments.text, call.arguments.limit) == (name, DEFAULT_LIMIT)
