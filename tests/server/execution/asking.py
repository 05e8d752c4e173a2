"""Queries to real workers, and what is left of these afterwards."""

from concurrent.futures import Future, ThreadPoolExecutor

from server.execution.pool import WorkerPool
from server.messages import NOBODY, Caller, SparqlRequest
from server.protocol.negotiation import media_types
from tests.server.conftest import STATEMENTS
from tests.server.processes import busiest, living, wait_until

PRODUCT = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ENDLESS = f"SELECT (COUNT(*) AS ?n) {PRODUCT}"
HUNGRY = f"SELECT * {PRODUCT} ORDER BY ?a ?d ?g"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ex:p ?o }"


def ask(pool: WorkerPool, query: str, format_name: str = "csv", caller: Caller = NOBODY) -> bytes:
    answer = pool.execute(SparqlRequest(query), media_types(format_name, ""), caller)
    if isinstance(answer.content, bytes):
        return answer.content
    with answer.content as file:
        return file.read()


def in_background(pool: WorkerPool, query: str, caller: Caller = NOBODY) -> "Future[bytes]":
    """Ask in a thread of its own and return when a worker is at it."""
    thread = ThreadPoolExecutor(1)
    outcome = thread.submit(ask, pool, query, caller=caller)
    thread.shutdown(wait=False)
    wait_until(lambda: busiest(pool.pids()) or outcome.done())
    return outcome


def assert_whole(pool: WorkerPool, workers: int = 2) -> None:
    assert len(living(pool.pids())) == workers
    assert ask(pool, COUNT) == b"n\r\n%d\r\n" % STATEMENTS
