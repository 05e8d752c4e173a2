"""A graph that answers by a function, so that route tests start no process."""

from collections.abc import Callable
from pathlib import Path

from server.execution.releases import ServedRelease, served_release
from server.execution.worker_process import Answer
from server.messages import NOBODY, Caller, MediaTypes, Task

Execute = Callable[[Task, MediaTypes], Answer]


class FakeGraph:
    """A Graph on a release folder that may be empty; `execute` answers every task."""

    def __init__(self, execute: Execute, folder: Path) -> None:
        self._execute = execute
        self._folder = folder

    @property
    def served(self) -> ServedRelease:
        return served_release(self._folder)

    def execute(self, task: Task, media_types: MediaTypes, caller: Caller = NOBODY) -> Answer:
        return self._execute(task, media_types)
