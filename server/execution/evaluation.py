"""A task to the bytes of its answer, on an open store."""

from typing import NamedTuple

from pyoxigraph import QueryTriples, Store

from graph_data.search_index import SEARCH
from ontology.base import ENDPOINT
from server.execution.graph_dump import write_graph
from server.execution.known_graphs import forbid_unknown
from server.execution.known_terms import forbid_unknown_terms
from server.execution.merge import View, Views
from server.execution.result_page import write_page
from server.execution.search import Searches
from server.execution.serialisation import Results, write
from server.execution.spool import Spool
from server.execution.versions import told_version
from server.messages import GraphRequest, Job, MediaTypes, SparqlRequest, WorkerOptions
from server.problems import (
    NotAcceptable,
    Problem,
    QueryFailed,
    QueryRefused,
    ServiceFailed,
    SyntaxProblem,
)
from server.protocol.formats import HTML
from server.query.complexity import forbid_complexity
from server.query.dataset import Dataset, asked_dataset
from server.query.federation import forbid_service
from server.query.functions import unknown_function
from server.query.notices import notices
from server.query.syntax import explain, show_place

_MOST_REASON = 300  # an endpoint that is called may answer with a whole page

_NOT_IN_FORMAT = "does not support RDF 1.2"  # what the engine's writers say of a triple term


class Written(NamedTuple):
    """What was written to the spool: its media type, and what looks like a mistake in the query."""

    media_type: str
    notices: tuple[str, ...] = ()


class Evaluator:
    """What answers the tasks of one worker, one after the other."""

    def __init__(self, store: Store, options: WorkerOptions) -> None:
        self._store = store
        self._options = options
        self._views = Views(store, options.is_union)
        self._searches = Searches(options.store.with_name(SEARCH))

    def answer(self, job: Job, spool: Spool) -> Written:
        """Write the whole answer to the spool and return what it is.

        Raises Problem where there is none.
        """
        if isinstance(job.task, GraphRequest):
            return self._graph_answer(job, job.task, spool)
        try:
            return self._query_answer(job, job.task, spool)
        except QueryRefused as problem:
            show_place(problem, job.task.query)
            raise

    def _graph_answer(self, job: Job, request: GraphRequest, spool: Spool) -> Written:
        prefixes = self._options.output_prefixes
        try:
            media_type = write_graph(self._store, request, job.media_types, prefixes, spool)
            return Written(told_version(media_type, spool))
        except (RuntimeError, OSError, ValueError) as error:
            raise _failure(error, calls=False) from error

    def _query_answer(self, job: Job, request: SparqlRequest, spool: Spool) -> Written:
        forbid_complexity(request.query)
        query = self._searches.replaced(request.query, self._options.prefixes)
        calls = forbid_service(query.masked, self._options.service_allow, self._options.prefixes)
        try:
            results = self._results(request._replace(query=query.masked), query.text)
            forbid_unknown_terms(self._store, request.query, self._options.prefixes)
            media_type = told_version(self._written(results, job.media_types, spool), spool)
            return Written(media_type, tuple(notices(request.query, self._options.prefixes)))
        except SyntaxError as error:
            message = query.original_message(str(error))
            raise explain(request.query, message, self._options.prefixes) from error
        except (RuntimeError, OSError, ValueError) as error:
            unknown = unknown_function(request.query, str(error), self._options.prefixes)
            raise unknown or _failure(error, calls) from error

    def _written(self, results: Results, wanted: MediaTypes, spool: Spool) -> str:
        prefixes = self._options.output_prefixes
        of_kind = wanted.triples if isinstance(results, QueryTriples) else wanted.solutions
        if of_kind == HTML:
            return write_page(results, self._store, prefixes, self._options.html_rows, spool)
        return write(results, wanted, prefixes, spool)

    def _results(self, request: SparqlRequest, text: str) -> Results:
        """Return what the engine finds for `text`, the query once its searches are answered."""
        dataset = self._dataset(request)
        prefixes = self._prefixes(request.query)
        if dataset is None:
            return self._store.query(text, base_iri=ENDPOINT, prefixes=prefixes)
        forbid_unknown(self._store, (*dataset.default, *dataset.named))
        if "graph" not in request.query.lower():  # no pattern can name one
            dataset = dataset._replace(named=())
        return self._results_over(self._views.view(dataset), text, prefixes)

    def _results_over(self, view: View, text: str, prefixes: dict[str, str]) -> Results:
        return view.store.query(
            text,
            base_iri=ENDPOINT,
            prefixes=prefixes,
            default_graph=view.default_graphs,
            named_graphs=view.named_graphs,
        )

    def _dataset(self, request: SparqlRequest) -> Dataset | None:
        """Return the dataset that is asked for, None if none is."""
        try:
            return asked_dataset(request, self._options.prefixes)
        except SyntaxProblem:
            # Where the engine refuses the query, too, its reason is the better one.
            prefixes = self._prefixes(request.query)
            Store().query(request.query, base_iri=ENDPOINT, prefixes=prefixes)
            raise

    def _prefixes(self, query: str) -> dict[str, str]:
        """Return those known prefixes that a query may use.

        The engine parses each prefix that it is given for each query: 1.5 microseconds apiece.
        """
        prefixes = self._options.prefixes.items()
        return {prefix: namespace for prefix, namespace in prefixes if f"{prefix}:" in query}


def _failure(error: Exception, calls: bool) -> Problem:
    """Return the problem of a query that the engine gave up; `calls` if it calls endpoints."""
    reason = str(error).strip()
    detail = f"{reason[:_MOST_REASON]}{'...' if len(reason) > _MOST_REASON else '.'}"
    if _NOT_IN_FORMAT in reason:
        return NotAcceptable(detail, hint="N-Triples and N-Quads hold everything.")
    if calls and not isinstance(error, ValueError):
        return ServiceFailed(detail)
    return QueryRefused(detail) if isinstance(error, RuntimeError) else QueryFailed(detail)
