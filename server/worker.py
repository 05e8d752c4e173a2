"""The process that answers queries, one at a time; `python -m server.worker` starts it.

Its standard input is the socket on which it gets requests and sends replies. It ends when that
socket is closed at the other end, and at the latest with its parent.
"""

import os
from multiprocessing.connection import Connection
from multiprocessing.reduction import send_handle
from typing import Any

from pyoxigraph import NamedNode, Store

from graph_data.store import open_store
from server import confinement
from server.dataset import forbid_merge
from server.federation import forbid_service
from server.messages import Job, Ready, Reply, SparqlRequest, WorkerOptions
from server.problems import Problem, QueryFailed, QueryRefused
from server.serialisation import Results, write
from server.spool import Spool
from server.syntax import explain

STANDARD_INPUT = 0


def main() -> None:
    """Answer requests until there are no more."""
    confinement.die_with_parent()
    confinement.leave_no_core()
    pipe = Connection(STANDARD_INPUT)
    options: WorkerOptions = pipe.recv()
    try:
        store = open_store(options.store)
    except (OSError, RuntimeError) as error:  # RocksDB tells damage by the latter
        pipe.send(Ready(f"{options.store} cannot be opened: {error}"))
        return
    confinement.forbid_network()
    confinement.limit_memory(options.memory_bytes)
    pipe.send(Ready(None))
    try:
        _serve(pipe, store, options)
    except EOFError:  # nobody asks any more
        os._exit(0)


def _serve(pipe: "Connection[object, Any]", store: Store, options: WorkerOptions) -> None:
    start_bytes = confinement.address_space_bytes()
    while True:
        job: Job = pipe.recv()
        spool = Spool(options.result_bytes)
        try:
            reply = Reply(media_type=evaluate(store, job, options, spool), length=spool.length)
        except Problem as problem:
            reply = Reply(problem)
        spent = is_spent(confinement.address_space_bytes() - start_bytes, options.memory_bytes)
        _send(pipe, reply._replace(spent=spent), spool)


def _send(pipe: "Connection[object, Any]", reply: Reply, spool: Spool) -> None:
    if reply.problem or spool.file is None:
        pipe.send(reply if reply.problem else reply._replace(body=spool.short()))
    else:
        pipe.send(reply._replace(body=None))
        spool.file.seek(0)
        send_handle(pipe, spool.file.fileno(), os.getppid())
    if spool.file:
        spool.file.close()


def is_spent(kept_bytes: int, headroom_bytes: int) -> bool:
    """Tell whether a worker has kept so much memory that the next query would have too little."""
    return kept_bytes > headroom_bytes // 4


def evaluate(store: Store, job: Job, options: WorkerOptions, spool: Spool) -> str:
    """Write the whole answer to the spool and return its media type.

    Raises Problem where there is none.
    """
    forbid_service(job.request.query)
    forbid_merge(job.request, options.prefixes)
    try:
        results = _query(store, job.request, options.prefixes)
        return write(results, job.media_types, options.output_prefixes, spool)
    except SyntaxError as error:
        raise explain(job.request.query, str(error), options.prefixes) from error
    except RuntimeError as error:  # the engine's "this function is not supported" and the like
        raise QueryRefused(f"{error}.") from error
    except (OSError, ValueError) as error:
        raise QueryFailed(f"{error}.") from error


def _query(store: Store, request: SparqlRequest, prefixes: dict[str, str]) -> Results:
    text = request.query
    # The engine parses each prefix that it is given for each query: 1.5 microseconds apiece.
    used = {prefix: namespace for prefix, namespace in prefixes.items() if f"{prefix}:" in text}
    if not request.has_dataset:
        return store.query(text, prefixes=used)
    return store.query(
        text,
        prefixes=used,
        default_graph=[NamedNode(graph) for graph in request.default_graphs],
        named_graphs=[NamedNode(graph) for graph in request.named_graphs],
    )


if __name__ == "__main__":
    main()
