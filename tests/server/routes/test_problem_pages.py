"""Each type of error is the address of its documentation."""

import json
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.app import create_app
from server.execution.worker_process import Answer
from server.explanations import EXPLANATIONS
from server.problems import Problem
from server.routes.problem_pages import problem_kinds
from server.settings import Settings, table
from tests.server.fakes import FakeGraph

# What an ordinary server answers to these examples at once.
CERTAIN = sorted(
    {slug for slug, one in EXPLANATIONS.items() if one.example.startswith("GET /sparql?")}
    - {"query-timeout"}
)


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    graph = FakeGraph(lambda *_: Answer("text/csv", 0, b""), tmp_path)
    return create_app(Settings(release=tmp_path), graph).test_client()


@pytest.mark.parametrize("kind", list(problem_kinds()), ids=lambda kind: kind.__name__)
def test_every_problem_has_a_page(client: FlaskClient, kind: type[Problem]) -> None:
    response = client.get(f"/problems/{kind.slug}")

    assert response.status_code == 200, f"{kind.slug} is missing in server/explanations.py"
    assert f"<h1>{kind.title}</h1>" in response.text.replace("&#39;", "'")


def test_nothing_is_explained_that_does_not_occur() -> None:
    assert EXPLANATIONS.keys() <= {kind.slug for kind in problem_kinds()}


def test_all_are_listed(client: FlaskClient) -> None:
    listed = client.get("/problems/").text

    assert all(f'href="/problems/{kind.slug}"' in listed for kind in problem_kinds())


def test_a_program_gets_the_same_as_json(client: FlaskClient) -> None:
    headers = {"Accept": "application/json"}

    one = json.loads(client.get("/problems/query-timeout", headers=headers).data)
    everything = json.loads(client.get("/problems/", headers=headers).data)

    assert one["settings"] == ["query_seconds"]
    assert one in everything


def test_a_problem_that_does_not_exist_is_not_found(client: FlaskClient) -> None:
    assert client.get("/problems/nothing").status_code == 404


def test_the_settings_named_exist() -> None:
    named = {name for one in EXPLANATIONS.values() for name in one.settings}

    assert named <= {setting.name for setting in table()}


@pytest.mark.parametrize("slug", CERTAIN)
def test_the_example_causes_the_error(server: str, slug: str) -> None:
    address = EXPLANATIONS[slug].example.removeprefix("GET ")

    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(server + address, timeout=60)

    with error.value as response:
        assert json.load(response)["type"] == f"/problems/{slug}"
