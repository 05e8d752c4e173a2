"""The release that is served, and the pool that answers on it."""

from pathlib import Path
from typing import NamedTuple, Protocol

from graph_data.manifest import Manifest
from graph_data.release_folder import MANIFEST
from server.execution.pool import WorkerPool
from server.execution.worker_process import Answer
from server.messages import NOBODY, Caller, MediaTypes, Task
from server.settings import Settings


class ServedRelease(NamedTuple):
    """A release: its name, its folder, its manifest (None where a bare store is served)."""

    name: str
    folder: Path
    manifest: Manifest | None


class Graph(Protocol):
    """What the routes ask: the one seam between HTTP and evaluation."""

    @property
    def served(self) -> ServedRelease:
        """Return the release that is served now."""

    def execute(self, task: Task, media_types: MediaTypes, caller: Caller = NOBODY) -> Answer:
        """Return the whole answer to a task. Raises Problem."""


class Releases:
    """A Graph on the release of the settings; `close` ends its processes."""

    def __init__(
        self, settings: Settings, prefixes: dict[str, str], output_prefixes: dict[str, str]
    ) -> None:
        self._pool = WorkerPool(settings, prefixes, output_prefixes)
        self._served = served_release(settings.release.resolve())

    @property
    def served(self) -> ServedRelease:
        """Return the release that is served now."""
        return self._served

    def execute(self, task: Task, media_types: MediaTypes, caller: Caller = NOBODY) -> Answer:
        """Return the whole answer to a task, with the name of its release. Raises Problem."""
        answer = self._pool.execute(task, media_types, caller)
        return answer._replace(release=self._served.name)

    def close(self) -> None:
        """End the processes."""
        self._pool.close()


def served_release(folder: Path) -> ServedRelease:
    """Return what is known of a release folder. Raises ValueError for a broken manifest."""
    try:
        manifest = Manifest.from_json((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ServedRelease(folder.name, folder, None)
    return ServedRelease(manifest.release, folder, manifest)
