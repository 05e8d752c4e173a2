"""What a run tells: the EARL report, and the tables of docs/conformance.md."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from ontology.standard import rdf_type
from tests.w3c.exchanges import (
    GRAPH_STORE,
    PROTOCOL,
    graph_store_tests,
    left_out_of,
    protocol_tests,
)
from tests.w3c.known_failures import GROUPS
from tests.w3c.manifests import left_out
from tests.w3c.run import Run, kind_of_failure

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "conformance.md"
PROJECT = NamedNode("https://w3id.org/raregraph")
_REPORT = "https://w3id.org/raregraph/conformance#"
_EARL = "http://www.w3.org/ns/earl#"
_DOAP = "http://usefulinc.com/ns/doap#"
_PREFIXES = {"earl": _EARL, "doap": _DOAP, "report": _REPORT}
_BEGIN, _END = "<!-- {}: written by python -m tests.w3c -->", "<!-- end -->"


def earl(runs: Iterable[Run]) -> bytes:
    """Return the report in Turtle, an assertion for each test. W3C, EARL 1.0 Schema."""
    return serialize(_triples(runs), format=RdfFormat.TURTLE, prefixes=_PREFIXES) or b""


def _triples(runs: Iterable[Run]) -> Iterator[Triple]:
    yield Triple(PROJECT, rdf_type, NamedNode(f"{_DOAP}Project"))
    yield Triple(PROJECT, rdf_type, NamedNode(f"{_EARL}Software"))
    yield Triple(PROJECT, rdf_type, NamedNode(f"{_EARL}TestSubject"))
    yield Triple(PROJECT, NamedNode(f"{_DOAP}name"), Literal("raregraph"))
    for number, run in enumerate(runs, start=1):
        assertion, result = (NamedNode(f"{_REPORT}{kind}{number}") for kind in ("a", "r"))
        outcome = "passed" if run.passed else "failed"
        yield Triple(assertion, rdf_type, NamedNode(f"{_EARL}Assertion"))
        yield Triple(assertion, NamedNode(f"{_EARL}assertedBy"), PROJECT)
        yield Triple(assertion, NamedNode(f"{_EARL}subject"), PROJECT)
        yield Triple(assertion, NamedNode(f"{_EARL}test"), NamedNode(run.iri))
        yield Triple(assertion, NamedNode(f"{_EARL}mode"), NamedNode(f"{_EARL}automatic"))
        yield Triple(assertion, NamedNode(f"{_EARL}result"), result)
        yield Triple(result, rdf_type, NamedNode(f"{_EARL}TestResult"))
        yield Triple(result, NamedNode(f"{_EARL}outcome"), NamedNode(f"{_EARL}{outcome}"))


def numbers_table(runs: Iterable[Run]) -> str:
    """Return a Markdown table: for each suite how many tests there are, pass, and fail why."""
    by_suite = {suite: list(some) for suite, some in groupby(sorted(runs, key=_suite), key=_suite)}
    rows = [_counts(suite, some) for suite, some in by_suite.items()]
    total = _counts("all", [run for some in by_suite.values() for run in some])
    head = ["suite", "tests", "passed", "engine", "deviation"]
    return _table([head, *rows, total])


def failures_table() -> str:
    """Return a Markdown table of the known failures: the reason, and the tests."""
    rows = [
        [
            group.reason,
            "yes" if group.same_alone else "no",
            ", ".join(f"`{name}`" for name in group.tests),
        ]
        for group in GROUPS
    ]
    return _table([["reason", "engine alone fails too", "tests"], *rows])


def left_out_table() -> str:
    """Return a Markdown table of what is not run, and how many tests it is."""
    counts = {
        **left_out(),
        "update, by the protocol": left_out_of(PROTOCOL, protocol_tests()),
        "graph store, writes alone": left_out_of(GRAPH_STORE, graph_store_tests()),
    }
    return _table([["not run", "tests"], *([name, str(n)] for name, n in counts.items())])


def written_into(document: str, tables: dict[str, str]) -> str:
    """Return the document with each table between its marks."""
    for name, table in tables.items():
        before, _, rest = document.partition(_BEGIN.format(name))
        after = rest.partition(_END)[2]
        document = f"{before}{_BEGIN.format(name)}\n{table}\n{_END}{after}"
    return document


def tables(runs: Iterable[Run]) -> dict[str, str]:
    """Return the tables of the document by their names."""
    return {
        "numbers": numbers_table(runs),
        "failures": failures_table(),
        "left out": left_out_table(),
    }


def _suite(run: Run) -> str:
    return run.suite


def _counts(suite: str, runs: list[Run]) -> list[str]:
    kinds = Counter("passed" if run.passed else kind_of_failure(run) for run in runs)
    assert not kinds["unexplained"], [run.key for run in runs if not run.passed]
    numbers = (len(runs), kinds["passed"], kinds["engine"], kinds["deviation"])
    return [suite, *map(str, numbers)]


def _table(rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])
