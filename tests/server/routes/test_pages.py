"""The first page, on a fake of what executes."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph_data.dumps import DumpFile
from graph_data.manifest import GraphEntry, Manifest
from server.app import create_app
from server.execution.worker_process import Answer
from server.messages import MediaTypes, SparqlRequest, Task
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
    counts={"quads": 1234},
    graphs=[GraphEntry("http://e/graph/g", "A graph", "1", "http://licence/", "0" * 64, 1234)],
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
    fields = [tag["id"] for kind in ("textarea", "select") for tag in outline.attributes(kind)]

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

    assert [tag["href"] for tag in outline.attributes("link")] == ["/static/style.css"]
    assert not outline.attributes("script")
    assert "style" not in {name for _, attributes in outline.tags for name in attributes}


def test_an_example_can_be_run(page: str) -> None:
    (form,) = Outline(page).attributes("form")

    assert (form["method"], form["action"]) == ("get", "/sparql")


def test_a_release_without_condition_examples_and_manifest_has_a_page(tmp_path: Path) -> None:
    response = client(tmp_path, {}).get("/")

    assert response.status_code == 200
    assert "says nothing of the condition" in response.text
    assert len(Outline(response.text).attributes("form")) == 1
