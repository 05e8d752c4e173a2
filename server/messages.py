"""What the server and its worker processes say to each other."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from server.problems import Problem


class SparqlRequest(NamedTuple):
    """A query and the dataset and format that were asked for beside it."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None
    timeout_seconds: float | None = None  # what the client grants; the limit of the server holds

    @property
    def has_dataset(self) -> bool:
        """Tell whether the request gives the dataset, so that FROM counts for nothing."""
        return bool(self.default_graphs or self.named_graphs)


class GraphRequest(NamedTuple):
    """A graph to be written out: one by its IRI, the default graph, or the whole dataset."""

    graph: str | None = None
    is_whole: bool = False


Task = SparqlRequest | GraphRequest


class Caller(NamedTuple):
    """Who asks: the address of the client, whether it has gone away since, and who pays.

    `charge` is called with the seconds of evaluation, once for each worker that was used.
    """

    address: str = ""
    has_left: Callable[[], bool] = lambda: False
    charge: Callable[[float], None] = lambda _: None


NOBODY = Caller()


class MediaTypes(NamedTuple):
    """The media type of the answer for either kind of query; None where nothing fits."""

    solutions: str | None
    triples: str | None


class PoolStatus(NamedTuple):
    """What a pool has and does now, and since its start: how many workers it started, what ended.

    `ended` counts by cause: the slug of a problem, "memory-kept" for a worker that was replaced
    after a good answer, "died-idle" for one that something outside ended.
    """

    workers: int
    busy: int
    waiting: int
    started: int
    ended: dict[str, int]
    pids: frozenset[int]


class WorkerOptions(NamedTuple):
    """What every worker of a pool is told when it starts."""

    store: Path
    prefixes: dict[str, str]
    output_prefixes: dict[str, str]
    memory_bytes: int
    result_bytes: int
    html_rows: int = 1_000  # that the page of an answer shows
    service_allow: tuple[str, ...] = ()  # endpoints that SERVICE may call
    is_union: bool | None = None  # whether the default graph is the union; None: not known


class Job(NamedTuple):
    """One task, and the media types that its answer may have."""

    task: Task
    media_types: MediaTypes


class Ready(NamedTuple):
    """The worker has opened the store; `problem` says why, if it could not."""

    problem: str | None


class Reply(NamedTuple):
    """An answer, or why there is none.

    `body` is None for a long answer: its file follows as a handle. `spent` asks to be replaced,
    because the query left too little of the process's memory to the next one. `notices` tell
    what looks like a mistake in a query that was answered.
    """

    problem: Problem | None = None
    media_type: str = ""
    length: int = 0
    body: bytes | None = b""
    spent: bool = False
    notices: tuple[str, ...] = ()
