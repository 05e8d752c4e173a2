"""A run of all suites against servers of their own."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Quad, RdfFormat, serialize

from tests.conftest import serving
from tests.w3c.dataset import all_quads
from tests.w3c.description_outcomes import description_outcome, description_tests
from tests.w3c.exchange_outcomes import (
    graph_store_outcome,
    graph_store_quads,
    protocol_outcome,
    protocol_quads,
)
from tests.w3c.exchanges import graph_store_tests, protocol_tests
from tests.w3c.known_failures import KNOWN
from tests.w3c.manifests import EVALUATION, query_tests
from tests.w3c.outcomes import PASSED, outcome, over_http

_NAMES = {"sparql10": "SPARQL 1.0", "sparql11": "SPARQL 1.1", "sparql12": "SPARQL 1.2"}
_RESULT_FORMATS = {"sparql11/csv-tsv-res", "sparql11/json-res"}


class Run(NamedTuple):
    """One test that was run: its IRI, the suite that it counts to, and what became of it."""

    iri: str
    suite: str
    key: str
    outcome: str

    @property
    def passed(self) -> bool:
        """Tell whether the test passed."""
        return self.outcome == PASSED


def run_all(folder: Path) -> list[Run]:
    """Return every test in scope with its outcome, as two servers answer; `folder` is empty."""
    return [*run_queries(folder), *run_protocols(folder)]


def run_queries(folder: Path) -> list[Run]:
    """Return the query tests with their outcomes."""
    with (
        served(folder / "queries.nq", all_quads(query_tests())) as address,
        over_http(f"{address}/sparql") as ask,
    ):
        return [
            Run(test.iri, _suite(test.folder, test.kind), key_of(test.iri, test.folder), found)
            for test in query_tests()
            for found in [outcome(test, ask)]
        ]


def run_protocols(folder: Path) -> list[Run]:
    """Return the tests of the protocols with their outcomes."""
    quads = [*protocol_quads(), *graph_store_quads(graph_store_tests())]
    with served(folder / "protocols.nq", quads) as address:
        return [
            *(
                Run(test.iri, "SPARQL 1.1 Protocol", test.name, protocol_outcome(test, address))
                for test in protocol_tests()
            ),
            *(
                Run(test.iri, "Graph Store Protocol, read", test.name, found)
                for test in graph_store_tests()
                for found in [graph_store_outcome(test, address)]
            ),
            *(
                Run(iri, "Service Description", name, found)
                for iri, name in description_tests().items()
                for found in [description_outcome(name, f"{address}/sparql")]
            ),
        ]


def key_of(iri: str, folder: str) -> str:
    """Return the name under which a query test stands in the table of known failures."""
    return f"{folder}#{iri.partition('#')[2]}"


def kind_of_failure(run: Run) -> str:
    """Return "engine" or "deviation" for a test that is known to fail, else "unexplained"."""
    group = KNOWN.get(run.key)
    if group is None:
        return "unexplained"
    return "engine" if group.same_alone else "deviation"


@contextmanager
def served(file: Path, quads: Iterable[Quad]) -> Iterator[str]:
    """Serve quads by `raregraph serve --data`, written to `file`, and give the address."""
    serialize(quads, file, RdfFormat.N_QUADS)
    options = ["--data", str(file), "--no-union-default-graph", "--access-log", "off"]
    with serving(*options) as address:
        yield address


def _suite(folder: str, kind: str) -> str:
    version = _NAMES[folder.partition("/")[0]]
    if folder in _RESULT_FORMATS:
        return f"{version} results formats"
    return f"{version} {'query evaluation' if kind == EVALUATION else 'syntax'}"
