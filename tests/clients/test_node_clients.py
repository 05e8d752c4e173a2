"""The npm clients: fetch-sparql-endpoint and Comunica."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.clients.questions import ASK, EXPECTED, GRAPH, NAMES

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"


def answers_of(script: str, server: str) -> Any:
    """Return what a script prints that asks the three questions."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed: the npm clients are not tried")
    if not MODULES.is_dir():
        pytest.skip("the npm clients are not installed: npm ci --prefix tests/clients")
    command = [node, str(HERE / script), f"{server}/sparql", NAMES, ASK, GRAPH]
    printed = subprocess.run(command, capture_output=True, check=True, timeout=120)
    return json.loads(printed.stdout)


def test_fetch_sparql_endpoint_reads_rows_booleans_and_triples(server: str) -> None:
    answers = answers_of("fetch.mjs", server)

    assert answers.keys() == {"GET", "POST"}
    for found in answers.values():
        assert [row["name"] for row in found["rows"]] == EXPECTED
        assert found["boolean"] is True
        assert sorted(found["triples"]) == EXPECTED


def test_comunica_reads_rows_booleans_and_triples(server: str) -> None:
    found = answers_of("comunica.mjs", server)

    assert [row["name"] for row in found["rows"]] == EXPECTED
    assert found["boolean"] is True
    assert sorted(found["triples"]) == EXPECTED


def test_comunica_finds_out_that_it_is_an_endpoint(server: str) -> None:
    found = answers_of("comunica.mjs", server)["found"]

    assert [row["name"] for row in found] == EXPECTED
