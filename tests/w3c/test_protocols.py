"""The W3C suites of the protocols over HTTP: what fails is known, and why."""

import pytest

from tests.w3c.description_outcomes import description_tests
from tests.w3c.exchanges import graph_store_tests, protocol_tests
from tests.w3c.known_failures import KNOWN
from tests.w3c.manifests import FOLDER
from tests.w3c.outcomes import PASSED
from tests.w3c.run import Run

IS_HERE = (FOLDER / "sparql").is_dir()
TESTS = (
    {
        **{test.name: test.iri for test in (*protocol_tests(), *graph_store_tests())},
        **{name: iri for iri, name in description_tests().items()},
    }
    if IS_HERE
    else {}
)


@pytest.mark.parametrize("name", TESTS)
def test_a_protocol_test_passes_or_fails_as_the_table_says(
    name: str, protocol_runs: dict[str, Run]
) -> None:
    group = KNOWN.get(name)

    found = protocol_runs[TESTS[name]].outcome

    assert found == (group.outcome if group else PASSED)
