"""The process that answers queries, one at a time; `python -m server.execution.worker` starts it.

Its standard input is the socket on which it gets requests and sends replies. It ends when that
socket is closed at the other end, and at the latest with its parent.
"""

import os
import traceback
from multiprocessing.connection import Connection
from multiprocessing.reduction import send_handle
from typing import Any

from pyoxigraph import Store

from graph_data.store import open_store
from server.execution import confinement
from server.execution.evaluation import Evaluator
from server.execution.spool import Spool
from server.messages import Job, Ready, Reply, WorkerOptions
from server.problems import Problem, QueryFailed

STANDARD_INPUT = 0

# Holds every construct of SPARQL at the limits of server.query.complexity: see DECISIONS/0010.
MOST_STACK_BYTES = 134_217_728

# More than this a worker gives back, if it can, after it has answered.
MOST_KEPT_BYTES = 10_000_000


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
    if not options.service_allow:
        confinement.forbid_network()
    confinement.limit_memory(options.memory_bytes)
    stack_bytes = min(MOST_STACK_BYTES, options.memory_bytes // 4) // 65_536 * 65_536
    confinement.run_on_stack(stack_bytes, lambda: _answer_all(pipe, store, options))


def _answer_all(pipe: "Connection[object, Any]", store: Store, options: WorkerOptions) -> None:
    try:
        confinement.yield_to_others()
        pipe.send(Ready(None))
        _serve(pipe, store, options)
    except (EOFError, BrokenPipeError, ConnectionResetError):  # nobody asks any more
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def _serve(pipe: "Connection[object, Any]", store: Store, options: WorkerOptions) -> None:
    evaluator = Evaluator(store, options)
    start_bytes = confinement.address_space_bytes()
    while True:
        job: Job = pipe.recv()
        spool = Spool(options.result_bytes)
        try:
            written = evaluator.answer(job, spool)
            spool.flush()
            reply = Reply(None, written.media_type, spool.length, notices=written.notices)
        except Problem as problem:
            reply = Reply(problem)
        except OSError as error:
            reply = Reply(QueryFailed(f"The answer cannot be kept: {error.strerror}."))
        kept_bytes = confinement.address_space_bytes() - start_bytes
        spent = is_spent(kept_bytes, options.memory_bytes)
        _send(pipe, reply._replace(spent=spent), spool)
        if kept_bytes > MOST_KEPT_BYTES:
            del spool, reply
            confinement.return_free_memory()


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
