"""The query side of the W3C's list of protocol tests, by the names that it has there."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, Quad
from werkzeug.test import TestResponse

from graph_data.store import write_store
from ontology.identifiers import output_prefixes, query_prefixes
from server.app import create_app
from server.execution.releases import Releases
from server.settings import Settings

DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
ONE, TWO, THREE, NONE = (DATA.format(number) for number in (1, 2, 3, 0))
BOTH_DEFAULT = f"ASK {{ <{ONE}> a ?type . <{TWO}> a ?type }}"
BOTH_NAMED = f"ASK {{ GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }} }}"
ALL = f"ASK {{ <{THREE}> a ?t GRAPH ?g1 {{ <{ONE}> a ?t }} GRAPH ?g2 {{ <{TWO}> a ?t }} }}"
OUTDONE = BOTH_NAMED.replace("ASK", f"ASK FROM <{THREE}>")
OUTDONE_ALL = OUTDONE.replace("} }", f"}} FILTER NOT EXISTS {{ <{THREE}> a ?type }} }}")
DEFAULTS = {"default-graph-uri": [ONE, TWO]}
NAMED = {"named-graph-uri": [ONE, TWO]}
DIRECT = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    folder = tmp_path_factory.mktemp("release")
    a = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    kind = NamedNode("http://e/Document")
    nodes = [NamedNode(iri) for iri in (NONE, ONE, TWO, THREE)]
    write_store(folder / "store", [Quad(node, a, kind, node) for node in nodes])
    settings = Settings(release=folder, workers=1, watch_seconds=0)
    releases = Releases(settings, query_prefixes(), output_prefixes())
    yield create_app(settings, releases).test_client()
    releases.close()


def direct(client: FlaskClient, query: str, parameters: Any) -> TestResponse:
    return client.post("/sparql", query_string=parameters, data=query, content_type=DIRECT)


@pytest.mark.parametrize(
    ("query", "dataset"),
    [
        pytest.param(BOTH_DEFAULT, DEFAULTS, id="query_dataset_default_graphs"),
        pytest.param(BOTH_NAMED, NAMED, id="query_dataset_named_graphs"),
        pytest.param(ALL, {"default-graph-uri": THREE, **NAMED}, id="query_dataset_full"),
        pytest.param(OUTDONE, NAMED, id="query_multiple_dataset"),
        pytest.param(OUTDONE_ALL, NAMED, id="query_multiple_dataset, FROM counts for nothing"),
    ],
)
def test_the_dataset_of_the_protocol_is_asked(
    client: FlaskClient, query: str, dataset: dict[str, object]
) -> None:
    answers = [
        client.get("/sparql", query_string={"query": query, **dataset}),
        direct(client, query, dataset),
        client.post("/sparql", query_string=dataset, data={"query": query}),
    ]

    assert [json.loads(answer.data)["boolean"] for answer in answers] == [True] * 3


def test_query_get(client: FlaskClient) -> None:
    answer = client.get("/sparql", query_string={"query": "ASK {}", "default-graph-uri": NONE})

    assert json.loads(answer.data)["boolean"] is True


def test_query_post_form(client: FlaskClient) -> None:
    dataset = {"default-graph-uri": NONE}
    answer = client.post("/sparql", query_string=dataset, data={"query": "ASK {}"})

    assert json.loads(answer.data)["boolean"] is True


def test_query_post_direct(client: FlaskClient) -> None:
    assert json.loads(direct(client, "ASK {}", {}).data)["boolean"] is True


@pytest.mark.parametrize(
    ("query", "media_type"),
    [
        pytest.param(
            "SELECT (1 AS ?value) {}",
            "application/sparql-results+json",
            id="query_content_type_select",
        ),
        pytest.param("ASK {}", "application/sparql-results+json", id="query_content_type_ask"),
        pytest.param(
            "DESCRIBE <http://example.org/>", "text/turtle", id="query_content_type_describe"
        ),
        pytest.param(
            "CONSTRUCT { <s> <p> 1 } WHERE {}",
            "text/turtle",
            id="query_content_type_construct",
        ),
    ],
)
def test_the_answer_has_a_type_of_its_kind(
    client: FlaskClient, query: str, media_type: str
) -> None:
    answer = direct(client, query, {"default-graph-uri": NONE})

    assert (answer.status_code, answer.mimetype) == (200, media_type)


@pytest.mark.parametrize(
    ("method", "parameters", "body", "content_type", "status"),
    [
        pytest.param("PUT", "query=ASK%20%7B%7D", b"", FORM, 405, id="bad_query_method"),
        pytest.param("GET", "query=ASK%7B%7D&query=A", b"", "", 400, id="bad_multiple_queries"),
        pytest.param("POST", "", b"ASK {}", "text/plain", 415, id="bad_query_wrong_media_type"),
        pytest.param("POST", "", b"query=ASK%20%7B%7D", "", 415, id="bad_query_missing_form_type"),
        pytest.param("POST", "", b"ASK {}", "", 415, id="bad_query_missing_direct_type"),
        pytest.param(
            "POST",
            "",
            "ASK {}".encode("utf-16"),
            f"{DIRECT}; charset=UTF-16",
            415,
            id="bad_query_non_utf8",
        ),
        pytest.param("GET", "query=ASK%20%7B", b"", "", 400, id="bad_query_syntax"),
        pytest.param("GET", "update=CLEAR%20ALL", b"", "", 400, id="bad_update_get"),
        pytest.param("POST", "", b"update=CLEAR%20NAMED", FORM, 400, id="update_post_form"),
    ],
)
def test_a_bad_request_is_refused(
    client: FlaskClient, method: str, parameters: str, body: bytes, content_type: str, status: int
) -> None:
    answer = client.open(
        "/sparql", method=method, query_string=parameters, data=body, content_type=content_type
    )

    assert answer.status_code == status
    assert answer.headers["Cache-Control"] == "no-store"
