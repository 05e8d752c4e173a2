"""Point queries on the current release: through the worker pool, in process, and in rdflib."""

import statistics
import time
from collections.abc import Callable

import rdflib
from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

from graph_data.release import DUMPS, STORE, current
from graph_data.store import open_store
from ontology.identifiers import output_prefixes, query_prefixes
from server.execution.pool import WorkerPool
from server.messages import MediaTypes, SparqlRequest
from server.settings import Settings

QUERY = "SELECT ?name { d:gard-0013034 skos:altLabel ?name }"
ROUNDS, REPEATS = 7, 100


def main() -> None:
    """Print the median time of one query for each way to ask, and the ratio to the first."""
    release = current()
    store = open_store(release / STORE)
    graph = rdflib.Graph().parse(release / DUMPS / "raregraph.ttl")
    pool = WorkerPool(Settings(release=release, workers=1), query_prefixes(), output_prefixes())
    media_types = MediaTypes("application/sparql-results+json", None)
    with pool:
        report(
            {
                "pyoxigraph, in process": lambda: in_process(store),
                "raregraph, worker pool": lambda: pool.execute(SparqlRequest(QUERY), media_types),
                "rdflib, in process": lambda: graph.query(QUERY, initNs=query_prefixes()).serialize(
                    format="json"
                ),
            }
        )


def in_process(store: Store) -> bytes | None:
    """Return the answer of the engine without a pool, in the same format."""
    solutions = store.query(QUERY, prefixes=query_prefixes())
    assert isinstance(solutions, QuerySolutions)
    return solutions.serialize(format=QueryResultsFormat.JSON)


def report(ways: dict[str, Callable[[], object]]) -> None:
    """Print a line for each way, the rounds of all ways interleaved."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, ask in ways.items():
            start = time.perf_counter()
            for _ in range(REPEATS):
                ask()
            times[name].append((time.perf_counter() - start) / REPEATS)
    medians = {name: statistics.median(measured) for name, measured in times.items()}
    peer = next(iter(medians))
    for name, median in medians.items():
        print(f"{name:24} {median * 1e3:8.3f} ms   {median / medians[peer]:6.2f} x {peer}")


if __name__ == "__main__":
    main()
