"""The process that answers queries, one at a time; `python -m server.execution.worker` starts it.

Its standard input is the socket on which it gets requests and sends replies. It ends when that
socket is closed at the other end, and at the latest with its parent.
"""

import os
from multiprocessing.connection import Connection
from multiprocessing.reduction import send_handle
from typing import Any

from pyoxigraph import Store

from graph_data.store import open_store
from server.execution import confinement
from server.execution.evaluation import Evaluator
from server.execution.spool import Spool
from server.messages import Job, Ready, Reply, WorkerOptions
from server.problems import Problem

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
    evaluator = Evaluator(store, options)
    start_bytes = confinement.address_space_bytes()
    while True:
        job: Job = pipe.recv()
        spool = Spool(options.result_bytes)
        try:
            written = evaluator.answer(job, spool)
            reply = Reply(None, written.media_type, spool.length, notices=written.notices)
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


if __name__ == "__main__":
    main()
