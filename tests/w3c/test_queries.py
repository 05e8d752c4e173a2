"""The W3C suites of queries over HTTP: what fails is known, and why."""

from pathlib import Path

import pytest
from pyoxigraph import Store

from tests.w3c.dataset import all_quads
from tests.w3c.known_failures import GROUPS, KNOWN, Group
from tests.w3c.manifests import QueryTest, query_tests
from tests.w3c.outcomes import PASSED, in_process, outcome
from tests.w3c.run import Run, key_of

TESTS = {key_of(test.iri, test.folder): test for test in query_tests()}


@pytest.mark.parametrize("key", TESTS)
def test_a_query_test_passes_or_fails_as_the_table_says(
    key: str, query_runs: dict[str, Run]
) -> None:
    group = KNOWN.get(key)

    found = query_runs[TESTS[key].iri].outcome

    assert found == (group.outcome if group else PASSED)


@pytest.fixture(scope="module")
def engine(suites: Path) -> Store:
    store = Store()
    store.extend(all_quads(query_tests()))
    return store


@pytest.mark.parametrize("group", [one for one in GROUPS if one.same_alone], ids=lambda g: g.reason)
def test_what_is_put_down_to_the_engine_fails_without_our_server_too(
    group: Group, engine: Store
) -> None:
    ask = in_process(engine)
    tests = [TESTS[key] for key in group.tests if key in TESTS]

    assert [(test.iri, outcome(test, ask)) for test in tests] == [
        (test.iri, group.outcome) for test in tests
    ]


def test_the_table_names_tests_of_the_suites_once(suites: Path) -> None:
    names = [name for group in GROUPS for name in group.tests]
    protocols = {name for name in names if "#" not in name}

    assert len(names) == len(set(names))
    assert set(names) - protocols <= set(TESTS)


def test_all_query_tests_have_an_iri_of_their_own(suites: Path) -> None:
    tests: tuple[QueryTest, ...] = query_tests()

    assert len({test.iri for test in tests}) == len(tests) > 1000
