"""One run of all suites, for all tests here."""

from pathlib import Path

import pytest

from tests.w3c.manifests import FOLDER, MISSING
from tests.w3c.run import Run, run_protocols, run_queries


def need_suites() -> None:
    """Skip the test if the suites are not here."""
    if not (FOLDER / "sparql").is_dir():
        pytest.skip(MISSING)


@pytest.fixture(scope="session")
def query_runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Run]:
    """Return the outcome of each query test by its IRI."""
    need_suites()
    return {run.iri: run for run in run_queries(tmp_path_factory.mktemp("w3c-queries"))}


@pytest.fixture(scope="session")
def protocol_runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Run]:
    """Return the outcome of each test of a protocol by its IRI."""
    need_suites()
    return {run.iri: run for run in run_protocols(tmp_path_factory.mktemp("w3c-protocols"))}


@pytest.fixture(scope="session")
def suites() -> Path:
    """Return the folder of the suites."""
    need_suites()
    return FOLDER
