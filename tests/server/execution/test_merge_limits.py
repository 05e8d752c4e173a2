"""A merge is a part of its query: it is made within the same limits, in a real worker."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph_data.store import write_store
from server.execution.pool import WorkerPool
from server.messages import MediaTypes, SparqlRequest
from server.problems import MemoryExceeded, QueryTimeout
from server.settings import Settings

_CSV = MediaTypes("text/csv", None)
_TRIPLES = 60_000
_MERGED = SparqlRequest(
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", default_graphs=("http://e/g", "http://e/h")
)
_ASK = SparqlRequest("ASK { ?s ?p ?o }", default_graphs=("http://e/g",))


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a release of three graphs; two of them share all but one of their triples."""
    folder = tmp_path_factory.mktemp("release")
    predicate = NamedNode("http://e/p")
    names = {"http://e/g": 0, "http://e/h": 1, "http://e/other": _TRIPLES * 2}
    write_store(
        folder / "store",
        (
            Quad(NamedNode(f"http://e/{number}"), predicate, Literal("x"), NamedNode(name))
            for name, start in names.items()
            for number in range(start, start + (_TRIPLES if start < 2 else 1))
        ),
    )
    return folder


def pool(release: Path, memory_bytes: int = 500_000_000) -> WorkerPool:
    settings = Settings(
        release=release, workers=1, worker_memory_bytes=memory_bytes, query_seconds=60
    )
    return WorkerPool(settings, {}, {})


def test_a_merge_counts_each_triple_once(release: Path) -> None:
    with pool(release) as workers:
        answer = workers.execute(_MERGED, _CSV)

        assert answer.content == f"n\r\n{_TRIPLES + 1}\r\n".encode()


def test_a_merge_beyond_the_memory_is_an_error_and_the_next_query_is_answered(
    release: Path,
) -> None:
    with pool(release, memory_bytes=12_000_000) as workers:
        with pytest.raises(MemoryExceeded):
            workers.execute(_MERGED, _CSV)

        assert workers.execute(_ASK, _CSV).content == b"true"


def test_a_merge_is_stopped_at_the_time_of_its_query(release: Path) -> None:
    with pool(release) as workers:
        with pytest.raises(QueryTimeout):
            workers.execute(_MERGED._replace(timeout_seconds=0.05), _CSV)

        assert workers.execute(_ASK, _CSV).content == b"true"
