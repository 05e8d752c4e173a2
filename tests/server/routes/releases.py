"""A graph on a release folder that evaluates here, so that route tests start no process."""

from pathlib import Path

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat

from graph_data.store import open_store
from ontology.identifiers import query_prefixes
from server.execution.worker_process import Answer
from server.messages import MediaTypes, SparqlRequest, Task
from tests.server.fakes import FakeGraph


def graph_of(folder: Path) -> FakeGraph:
    """Return a graph that answers queries from the store of a release folder."""
    store = open_store(folder / "store")

    def execute(task: Task, media_types: MediaTypes) -> Answer:
        assert isinstance(task, SparqlRequest)
        results = store.query(task.query, prefixes=query_prefixes())
        is_triples = isinstance(results, QueryTriples)
        media_type = (media_types.triples if is_triples else media_types.solutions) or ""
        chosen: RdfFormat | QueryResultsFormat | None = (
            RdfFormat.from_media_type(media_type)
            if is_triples
            else QueryResultsFormat.from_media_type(media_type)
        )
        body = results.serialize(format=chosen) or b""  # type: ignore[arg-type]
        return Answer(media_type, len(body), body, graph.served.name)

    graph = FakeGraph(execute, folder)
    return graph
