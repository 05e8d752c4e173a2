"""The errors that a client meets, each an RFC 9457 problem with a stable type."""

from typing import ClassVar

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """Something that keeps a request from being answered.

    Problem
      ProtocolError        400 404 405 413 415: the request is no SPARQL Protocol request
      HttpError            4xx: what HTTP alone knows, in no way about SPARQL
        NotFound           404
        MethodNotAllowed   405
        BodyTooLarge       413
      NotAcceptable        406: no offered format fits
      QueryRefused         the query will not be evaluated
        SyntaxProblem      400: it is not SPARQL
        UpdateRefused      400: it is an update
        UnknownTerm        400: it asks for a term that our vocabulary does not have
        UnknownFunction    400: it calls a function that the engine does not have
        UnknownGraph       400: its dataset names a graph that there is not
        ServiceRefused     403: it calls another endpoint
        SearchRefused      400: its text search asks for what there is not
        QueryTooComplex    400: it is nested deeper, or has more steps, than can be evaluated
      GraphNotFound        404: there is no such graph to write out
      QueryFailed          500: the engine gave up with an error
      ServiceFailed        502: an endpoint that the query calls did not answer
      QueryCrashed         400: it overflowed the stack of its process; 500: it died otherwise
      LimitExceeded        503, with the limit
        QueryTimeout       query_seconds
        MemoryExceeded     worker_memory_bytes
        ResultTooLarge     result_bytes
        PoolBusy           queue_length
        TooManyRequests    429: client_queries, client_seconds_per_minute
      WorkerKilled         503: something else ended the process of the query
      ClientLeft           499: nobody waits for the answer any more
    """

    slug: ClassVar[str] = "internal-error"
    title: ClassVar[str] = "Internal error"
    status: int = 500
    retry_seconds: int | None = None

    def __init__(self, detail: str, **members: object) -> None:
        super().__init__(detail)
        self.members = {name: value for name, value in members.items() if value is not None}

    @property
    def detail(self) -> str:
        """Return what happened, for the person who asked."""
        return str(self.args[0])

    def document(self) -> dict[str, object]:
        """Return the members of the problem document."""
        return {
            "type": f"/problems/{self.slug}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            **self.members,
        }


class ProtocolError(Problem):
    """The request is no request of the SPARQL Protocol; `status` says in which way."""

    slug = "bad-request"
    title = "Not a SPARQL Protocol request"

    def __init__(self, detail: str, status: int = 400, **members: object) -> None:
        super().__init__(detail, **members)
        self.status = status


class HttpError(Problem):
    """The request fails for a reason of HTTP; `status` says for which."""

    slug = "http-error"
    title = "The request cannot be served"

    def __init__(self, detail: str, status: int, **members: object) -> None:
        super().__init__(detail, **members)
        self.status = status


class NotFound(HttpError):
    """There is nothing at this address."""

    slug = "not-found"
    title = "Nothing at this address"


class MethodNotAllowed(HttpError):
    """The address does not answer this method."""

    slug = "method-not-allowed"
    title = "Method not allowed"


class BodyTooLarge(HttpError):
    """The body of the request is longer than it may be."""

    slug = "body-too-large"
    title = "Request too long"


class NotAcceptable(Problem):
    """No format that the client accepts is one in which this answer can be written."""

    slug = "not-acceptable"
    title = "No such format for this answer"
    status = 406


class QueryRefused(Problem):
    """The query will not be evaluated, whatever the load."""

    slug = "query-refused"
    title = "Query refused"
    status = 400


class SyntaxProblem(QueryRefused):
    """The text is not SPARQL, or does not mean anything."""

    slug = "syntax-error"
    title = "Syntax error in the query"


class UpdateRefused(QueryRefused):
    """The text is a SPARQL Update."""

    slug = "update-refused"
    title = "This endpoint is read-only"


class UnknownTerm(QueryRefused):
    """The query names a term of our vocabulary that there is not: its answer could only mislead."""

    slug = "unknown-term"
    title = "No such term in the vocabulary"


class UnknownFunction(QueryRefused):
    """The query calls a function by an IRI, and the engine has none of that name."""

    slug = "unknown-function"
    title = "No such function"


class UnknownGraph(QueryRefused):
    """The dataset of the query names a graph that the release does not have."""

    slug = "unknown-graph"
    title = "No such graph"


class ServiceRefused(QueryRefused):
    """The query calls another endpoint."""

    slug = "service-refused"
    title = "SERVICE is refused"
    status = 403


class SearchRefused(QueryRefused):
    """A text search of the query cannot be done as it is written."""

    slug = "search-refused"
    title = "The text search is refused"


class QueryTooComplex(QueryRefused):
    """The query is nested so deeply, or chains so many steps, that the engine would break."""

    slug = "query-too-complex"
    title = "The query is too complex"


class QueryFailed(Problem):
    """The engine ended the evaluation with an error."""

    slug = "query-failed"
    title = "The query failed"


class ServiceFailed(Problem):
    """An endpoint that the query calls did not answer, or not as the protocol demands."""

    slug = "service-failed"
    title = "The called endpoint did not answer"
    status = 502


class GraphNotFound(Problem):
    """There is no graph of this name to be written out."""

    slug = "graph-not-found"
    title = "No such graph"
    status = 404


class QueryCrashed(Problem):
    """The process that evaluated the query died of it."""

    slug = "query-crashed"
    title = "The query ended its process"

    def __init__(self, detail: str, status: int = 500, **members: object) -> None:
        super().__init__(detail, **members)
        self.status = status


class LimitExceeded(Problem):
    """A limit of this server was reached; `limit` names the setting, if there is one."""

    status = 503

    def __init__(self, detail: str, setting: str = "", value: float = 0) -> None:
        limit = {"setting": setting, "value": value} if setting else None
        super().__init__(detail, limit=limit)


class QueryTimeout(LimitExceeded):
    """The query took longer than it may."""

    slug = "query-timeout"
    title = "Time limit reached"


class MemoryExceeded(LimitExceeded):
    """The query needed more memory than it may have."""

    slug = "memory-exceeded"
    title = "Memory limit reached"


class ResultTooLarge(LimitExceeded):
    """The answer is longer than it may be."""

    slug = "result-too-large"
    title = "Result limit reached"


class PoolBusy(LimitExceeded):
    """All workers are busy and no more queries may wait."""

    slug = "busy"
    title = "Too many queries at once"
    retry_seconds = 5


class TooManyRequests(LimitExceeded):
    """One client asks more than its share."""

    slug = "too-many-requests"
    title = "Too many queries of one client"
    status = 429

    def __init__(
        self, detail: str, setting: str = "", value: float = 0, retry_seconds: int = 1
    ) -> None:
        super().__init__(detail, setting, value)
        self.retry_seconds = retry_seconds


class WorkerKilled(Problem):
    """Something outside the query ended its process; the same query may well succeed."""

    slug = "worker-killed"
    title = "The query's process was ended"
    status = 503
    retry_seconds = 1


class ClientLeft(Problem):
    """The client closed its connection before the answer was there, so the query was stopped."""

    slug = "client-left"
    title = "The client has left"
    status = 499  # no status of HTTP: it is for the log, since nobody reads it
