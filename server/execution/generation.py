"""One release with the pool that answers on it: opened, checked, used, closed when all are done."""

import json
import threading
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import NamedNode

from graph_data.manifest import Manifest
from graph_data.release_folder import MANIFEST
from graph_data.user_data import read_prefixes
from server.execution.pool import WorkerPool
from server.execution.worker_process import Answer, ReleaseUnusable
from server.messages import Caller, MediaTypes, PoolStatus, SparqlRequest, Task
from server.problems import Problem
from server.settings import Settings

_JSON = MediaTypes("application/sparql-results+json", None)


class ServedRelease(NamedTuple):
    """A release: its name, its folder, its manifest (None where a bare store is served)."""

    name: str
    folder: Path
    manifest: Manifest | None


class Mark(NamedTuple):
    """What tells one release at a place from another: where links lead, which files are there."""

    folder: Path
    files: tuple[int, ...]


class Prefixes(NamedTuple):
    """The prefixes that queries may use undeclared, and those that answers are written with."""

    queries: dict[str, str]
    answers: dict[str, str]


class Generation:
    """A release and its pool. Raises ReleaseUnusable or ValueError if it cannot be opened."""

    def __init__(self, settings: Settings, prefixes: Prefixes) -> None:
        self.mark = mark_of(settings.release)
        folder = self.mark.folder
        self.served = served_release(folder)
        own = prefixes.answers | read_prefixes(folder)
        manifest = self.served.manifest
        is_union = manifest.union_default_graph if manifest else None
        settings = replace(settings, release=folder)
        self._pool = WorkerPool(settings, prefixes.queries, own, is_union)
        self._lock = threading.Lock()
        self._users = 0

    def execute(self, task: Task, media_types: MediaTypes, caller: Caller) -> Answer:
        """Return the whole answer to a task, with the name of the release. Raises Problem."""
        answer = self._pool.execute(task, media_types, caller)
        return answer._replace(release=self.served.name)

    def check(self) -> None:
        """Return if the pool answers, and every graph of the manifest is there.

        Raises ReleaseUnusable.
        """
        for query in _canaries(self.served.manifest):
            try:
                answer = self._pool.execute(SparqlRequest(query), _JSON)
            except Problem as problem:
                raise ReleaseUnusable(f"{query} was not answered: {problem}") from problem
            if not _is_true(answer):
                raise ReleaseUnusable(f"{query}: expected true, found false")

    def enter(self) -> None:
        """Count one user more: the pool is not closed as long as there are any."""
        with self._lock:
            self._users += 1

    def leave(self) -> None:
        """Count one user less."""
        with self._lock:
            self._users -= 1

    def is_unused(self) -> bool:
        """Tell whether nobody uses it now."""
        with self._lock:
            return self._users == 0

    def status(self) -> PoolStatus:
        """Return what the pool has and does."""
        return self._pool.status()

    def close(self) -> None:
        """End the processes."""
        self._pool.close()


def mark_of(place: Path) -> Mark:
    """Return what tells the release at a place from any other there. Raises OSError."""
    folder = place.resolve(strict=True)
    stats = [folder.stat()]
    manifest = folder / MANIFEST
    if manifest.exists():
        stats.append(manifest.stat())
    return Mark(folder, tuple(n for s in stats for n in (s.st_dev, s.st_ino, s.st_mtime_ns)))


def served_release(folder: Path) -> ServedRelease:
    """Return what is known of a release folder. Raises ValueError for a broken manifest."""
    try:
        manifest = Manifest.from_json((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ServedRelease(folder.name, folder, None)
    return ServedRelease(manifest.release, folder, manifest)


def _canaries(manifest: Manifest | None) -> list[str]:
    graphs = manifest.graphs if manifest else []
    iris = [NamedNode(one.iri) for one in graphs if one.triples]
    return [f"ASK {{ GRAPH {iri} {{ ?s ?p ?o }} }}" for iri in iris] or ["ASK {}"]


def _is_true(answer: Answer) -> bool:
    content = answer.content
    return isinstance(content, bytes) and json.loads(content)["boolean"] is True
