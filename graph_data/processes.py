"""Work in forked processes: what they find, or the error that ended them, comes back."""

import multiprocessing
import os
import pickle
import signal
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Any, Final, TypeVar, cast

T = TypeVar("T")

# A task is a closure over loaders and files, which no other way of starting hands on.
_FORK: Final = multiprocessing.get_context("fork")


class ProcessEnded(Exception):
    """A process ended without a word, as when memory ran out: how it ended."""


def finished(
    tasks: Sequence[Callable[[], T]], at_once: int | None = None
) -> Iterator[tuple[int, T]]:
    """Yield the number of each task with what it returns, as they finish.

    At most `at_once` run at a time, one for each core if that is not given; the first begin
    first. What a task raises is raised here, as the type that it is, and ends the others.
    Raises ProcessEnded.
    """
    waiting = list(enumerate(tasks))[::-1]
    running: dict[Connection, tuple[int, ForkProcess]] = {}
    try:
        while waiting or running:
            while waiting and len(running) < (at_once or cores()):
                number, task = waiting.pop()
                with _signals_held() as restore:
                    connection, process = _started(task, restore)
                    running[connection] = number, process
            for ready in wait(list(running)):
                connection = cast(Connection, ready)
                number, process = running[connection]
                result: T = _result(connection, process)
                del running[connection]
                yield number, result
    finally:
        _end(running)


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _signals_held() -> Iterator[Callable[[], None]]:
    """Hold SIGINT and SIGTERM back; give a function that ends this in a child.

    What a handler raises in one of the hooks that Python runs at a fork is lost.
    """
    came: list[int] = []
    is_main = threading.current_thread() is threading.main_thread()
    numbers = (signal.SIGINT, signal.SIGTERM) if is_main else ()
    handlers = {one: held for one in numbers if (held := signal.getsignal(one)) is not None}

    def restore() -> None:
        for number, handler in handlers.items():
            signal.signal(number, handler)

    try:
        for number in handlers:
            signal.signal(number, lambda one, _: came.append(one))
        yield restore
    finally:
        restore()
    for caught in came:
        signal.raise_signal(caught)


def _started(task: Callable[[], T], restore: Callable[[], None]) -> tuple[Connection, ForkProcess]:
    ours, theirs = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=_run, args=(task, theirs, restore), daemon=True)
    with warnings.catch_warnings():
        # Python warns where a thread is there: ours are RocksDB's, and no child uses that.
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    theirs.close()
    return ours, process


def _run(task: Callable[[], T], connection: Connection, restore: Callable[[], None]) -> None:
    restore()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        answer: tuple[Any, bytes | None] = task(), None
    except BaseException as error:
        answer = None, _packed(error)
    connection.send(answer)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _result(connection: Connection, process: ForkProcess) -> Any:
    try:
        found, error = connection.recv()
    except EOFError:
        process.join()
        raise ProcessEnded(f"a process of the build ended with code {process.exitcode}") from None
    process.join()
    connection.close()
    if error is not None:
        raise _unpacked(error)
    return found


def _packed(error: BaseException) -> bytes:
    """Return an error for another process, also one whose type wants other arguments."""
    try:
        pickled = pickle.dumps(error)
        pickle.loads(pickled)
    except Exception:
        try:
            return pickle.dumps((type(error), error.args, error.__dict__))
        except Exception:
            return pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))
    return pickled


def _unpacked(packed: bytes) -> BaseException:
    found = pickle.loads(packed)
    if isinstance(found, BaseException):
        return found
    kind, arguments, members = found
    error: BaseException = kind.__new__(kind, *arguments)
    error.__dict__.update(members)
    return error


def _end(running: dict[Connection, tuple[int, ForkProcess]]) -> None:
    for connection, (_, process) in running.items():
        process.kill()
        process.join()
        connection.close()
