"""The errors that a client meets, each an RFC 9457 problem with a stable type."""

from typing import ClassVar

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """Something that keeps a request from being answered.

    Problem
      ProtocolError        400 404 405 413 415: the request is no SPARQL Protocol request
      NotAcceptable        406: no offered format fits
      QueryRefused         the query will not be evaluated
        SyntaxProblem      400: it is not SPARQL
        UpdateRefused      400: it is an update
        DatasetRefused     400: its dataset would be answered wrongly
        ServiceRefused     403: it calls another endpoint
      QueryFailed          500: the engine gave up with an error
      QueryCrashed         500: the process of the query died
      LimitExceeded        503, with the limit
        QueryTimeout       query_seconds
        MemoryExceeded     worker_memory_bytes
        ResultTooLarge     result_bytes
        PoolBusy           queue_length
      WorkerKilled         503: something else ended the process of the query
    """

    slug: ClassVar[str] = "internal-error"
    title: ClassVar[str] = "Internal error"
    status: int = 500
    retry_seconds: ClassVar[int | None] = None

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


class DatasetRefused(QueryRefused):
    """The dataset of the query is one over which the engine would count wrongly."""

    slug = "dataset-refused"
    title = "This dataset is not supported"


class ServiceRefused(QueryRefused):
    """The query calls another endpoint."""

    slug = "service-refused"
    title = "SERVICE is refused"
    status = 403


class QueryFailed(Problem):
    """The engine ended the evaluation with an error."""

    slug = "query-failed"
    title = "The query failed"


class QueryCrashed(Problem):
    """The process that evaluated the query died of it."""

    slug = "query-crashed"
    title = "The query ended its process"


class LimitExceeded(Problem):
    """A limit of this server was reached; `limit` names the setting and its value."""

    status = 503

    def __init__(self, detail: str, setting: str = "", value: float = 0) -> None:
        super().__init__(detail, limit={"setting": setting, "value": value})


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


class WorkerKilled(Problem):
    """Something outside the query ended its process; the same query may well succeed."""

    slug = "worker-killed"
    title = "The query's process was ended"
    status = 503
    retry_seconds = 1
