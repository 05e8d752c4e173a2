"""A task to the bytes of its answer, on an open store."""

from typing import NamedTuple

from pyoxigraph import NamedNode, Store

from server.execution.serialisation import Results, write
from server.execution.spool import Spool
from server.messages import GraphRequest, Job, SparqlRequest, WorkerOptions
from server.problems import QueryFailed, QueryRefused
from server.query.dataset import forbid_merge
from server.query.federation import forbid_service
from server.query.syntax import explain


class Written(NamedTuple):
    """What was written to the spool: its media type, and what looks like a mistake in the query."""

    media_type: str
    notices: tuple[str, ...] = ()


class Evaluator:
    """What answers the tasks of one worker, one after the other."""

    def __init__(self, store: Store, options: WorkerOptions) -> None:
        self._store = store
        self._options = options

    def answer(self, job: Job, spool: Spool) -> Written:
        """Write the whole answer to the spool and return what it is.

        Raises Problem where there is none.
        """
        if isinstance(job.task, GraphRequest):
            raise QueryRefused("Graphs are not written out yet.")
        return self._query_answer(job, job.task, spool)

    def _query_answer(self, job: Job, request: SparqlRequest, spool: Spool) -> Written:
        forbid_service(request.query)
        forbid_merge(request, self._options.prefixes)
        try:
            results = self._results(request)
            return Written(write(results, job.media_types, self._options.output_prefixes, spool))
        except SyntaxError as error:
            raise explain(request.query, str(error), self._options.prefixes) from error
        except RuntimeError as error:  # the engine's "this function is not supported" and the like
            raise QueryRefused(f"{error}.") from error
        except (OSError, ValueError) as error:
            raise QueryFailed(f"{error}.") from error

    def _results(self, request: SparqlRequest) -> Results:
        text = request.query
        # The engine parses each prefix that it is given for each query: 1.5 microseconds apiece.
        prefixes = self._options.prefixes.items()
        used = {prefix: namespace for prefix, namespace in prefixes if f"{prefix}:" in text}
        if not request.has_dataset:
            return self._store.query(text, prefixes=used)
        return self._store.query(
            text,
            prefixes=used,
            default_graph=[NamedNode(graph) for graph in request.default_graphs],
            named_graphs=[NamedNode(graph) for graph in request.named_graphs],
        )
