"""The routes of the Graph Store Protocol, on a graph that answers by a function."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.app import create_app
from server.execution.worker_process import Answer
from server.messages import GraphRequest, MediaTypes, Task
from server.problems import GraphNotFound, LimitExceeded, QueryTimeout, ResultTooLarge
from server.settings import Settings
from tests.server.fakes import FakeGraph

OWN = "https://w3id.org/raregraph/graph/"
CONTENT = b"<http://e/s> <http://e/p> 1 .\n"
Asked = list[tuple[Task, str | None]]


@pytest.fixture
def asked() -> Asked:
    """Return the tasks that the graph was given, each with the media type of triples."""
    return []


@pytest.fixture
def client(asked: Asked, tmp_path: Path) -> FlaskClient:
    def execute(task: Task, media_types: MediaTypes) -> Answer:
        asked.append((task, media_types.triples))
        if isinstance(task, GraphRequest) and (task.graph or "").endswith("/none"):
            raise GraphNotFound("There is no such graph.")
        return Answer(media_types.triples or "", len(CONTENT), CONTENT, release="r1")

    app = create_app(Settings(release=tmp_path), FakeGraph(execute, tmp_path))
    return app.test_client()


@pytest.mark.parametrize(
    ("path", "task"),
    [
        ("/store", GraphRequest(is_whole=True)),
        ("/store?default", GraphRequest()),
        ("/store?graph=http://e/g", GraphRequest("http://e/g")),
        ("/store?graph=/g", GraphRequest("http://localhost/g")),
        ("/store?graph=/graph/curated", GraphRequest(OWN + "curated")),
        ("/store?graph=http://localhost/graph/curated", GraphRequest(OWN + "curated")),
        (f"/store?graph={OWN}curated", GraphRequest(OWN + "curated")),
        ("/graph/curated", GraphRequest(OWN + "curated")),
        ("/graph/a/b", GraphRequest(OWN + "a/b")),
        ("/graph/a%20b%3Cx", GraphRequest(OWN + "a%20b%3Cx")),
        ("/graph/%25", GraphRequest(OWN + "%25")),
        ("/graph/../../x", GraphRequest(OWN + "../../x")),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_graph_is_named_by_a_parameter_or_by_its_address(
    client: FlaskClient, asked: Asked, path: str, task: GraphRequest, method: str
) -> None:
    response = client.open(path, method=method)

    assert response.status_code == 200
    assert [one for one, _ in asked] == [task]
    assert response.data == (CONTENT if method == "GET" else b"")
    assert response.content_length == len(CONTENT)


def test_the_format_follows_the_request(client: FlaskClient, asked: Asked) -> None:
    by_header = client.get("/graph/x", headers={"Accept": "application/ld+json"})
    by_name = client.get("/graph/x?format=nt")

    assert by_header.content_type == "application/ld+json"
    assert by_name.content_type == "application/n-triples"


def test_a_graph_that_the_client_has_is_not_sent_again(client: FlaskClient, asked: Asked) -> None:
    first = client.get("/store?default")
    # The fake is of another release than its answers say, so the tag is taken from the first.
    again = client.get("/store?default", headers={"If-None-Match": "*"})

    assert first.headers["ETag"].startswith('"')
    assert again.status_code == 304
    assert again.data == b""
    assert "Accept" in first.headers["Vary"]


@pytest.mark.parametrize(
    ("path", "status", "slug"),
    [
        ("/store?default&graph=http://e/g", 400, "bad-request"),
        ("/store?graph=http://e/g&graph=http://e/h", 400, "bad-request"),
        ("/store?graph=%FF", 400, "bad-request"),
        ("/store?graph=a%20b", 400, "bad-request"),
        ("/graph/curated?default", 400, "bad-request"),
        ("/graph/none", 404, "graph-not-found"),
        ("/store?graph=http://e/none", 404, "graph-not-found"),
        ("/store?format=ttl", 406, "not-acceptable"),
        ("/graph/curated?format=csv", 406, "not-acceptable"),
    ],
)
def test_what_cannot_be_answered_says_why(
    client: FlaskClient, path: str, status: int, slug: str
) -> None:
    response = client.get(path, headers={"Accept": "*/*, application/problem+json"})

    assert response.status_code == status
    assert slug in response.text


@pytest.mark.parametrize("path", ["/store", "/store?default", "/graph/curated"])
@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_nothing_can_be_written(client: FlaskClient, asked: Asked, path: str, method: str) -> None:
    response = client.open(path, method=method, data=CONTENT, content_type="text/turtle")

    assert response.status_code == 405
    assert {"GET", "HEAD"} <= {one.strip() for one in response.headers["Allow"].split(",")}
    assert asked == []


@pytest.mark.parametrize("problem", [QueryTimeout, ResultTooLarge])
@pytest.mark.parametrize("path", ["/store", "/store?default", "/graph/curated"])
def test_what_is_too_large_for_an_answer_is_to_be_had_as_a_file(
    path: str, problem: type[LimitExceeded], release_folder: Path
) -> None:
    def execute(task: Task, media_types: MediaTypes) -> Answer:
        raise problem("The answer is too long.", "result_bytes", 1)

    app = create_app(Settings(release=release_folder), FakeGraph(execute, release_folder))
    response = app.test_client().get(path)

    assert response.status_code == 503
    assert "/dumps/" in response.get_json(force=True)["hint"]


def test_data_without_files_have_no_hint_at_files(tmp_path: Path) -> None:
    def execute(task: Task, media_types: MediaTypes) -> Answer:
        raise QueryTimeout("It took too long.", "query_seconds", 1)

    app = create_app(Settings(release=tmp_path), FakeGraph(execute, tmp_path))

    assert "hint" not in app.test_client().get("/store").get_json(force=True)
