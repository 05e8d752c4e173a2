"""The report and the numbers in the documentation are those of the run."""

from pyoxigraph import BlankNode, Dataset, NamedNode, RdfFormat, parse

from tests.w3c.report import DOCUMENT, earl, numbers_table, tables, written_into
from tests.w3c.run import Run

EARL = "http://www.w3.org/ns/earl#"
RUNS = [
    Run("http://e/1", "a suite", "a#1", "passed"),
    Run("http://e/2", "a suite", "sparql11/functions#bnode01", "another result"),
    Run("http://e/3", "a suite", "sparql11/service#service1", "403 service-refused"),
]


def test_the_documentation_has_the_tables_of_this_run(
    query_runs: dict[str, Run], protocol_runs: dict[str, Run]
) -> None:
    document = DOCUMENT.read_text(encoding="utf-8")
    runs = [*query_runs.values(), *protocol_runs.values()]

    assert document == written_into(document, tables(runs))


def test_failures_of_the_engine_and_deviations_are_counted_apart() -> None:
    assert "| a suite | 3 | 1 | 1 | 1 |" in numbers_table(RUNS)


def test_the_report_asserts_one_outcome_for_each_test() -> None:
    graph = Dataset(parse(earl(RUNS), RdfFormat.TURTLE))
    tests = {quad.object for quad in graph.quads_for_predicate(NamedNode(f"{EARL}test"))}
    outcomes = [quad.object for quad in graph.quads_for_predicate(NamedNode(f"{EARL}outcome"))]

    assert tests == {NamedNode(run.iri) for run in RUNS}
    assert outcomes.count(NamedNode(f"{EARL}passed")) == 1
    assert outcomes.count(NamedNode(f"{EARL}failed")) == 2


def test_the_report_has_no_blank_nodes() -> None:
    quads = list(parse(earl(RUNS), RdfFormat.TURTLE))

    assert not any(isinstance(term, BlankNode) for quad in quads for term in quad.triple)
