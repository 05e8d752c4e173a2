"""Downloads: one file, whole and checked, or none; begun ones go on where they broke off."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from loaders.fetching.http import Client, Interrupted, Refused
from loaders.fetching.record import FetchRecord
from loaders.fetching.remote import Remote
from loaders.fetching.transfer import BadContent, Transfer, Watch


class FetchFailed(Exception):
    """A file did not come: which, from where, why. What has come is kept where it can go on."""

    def __init__(self, remote: Remote, problem: str) -> None:
        super().__init__(f"{remote.name}: {problem} ({remote.address})")


@dataclass(frozen=True)
class Patience:
    """How often and after which waits a download is tried again.

    Waits double from the first on, each up to twice as long by chance; a server that asks for a
    longer one than the longest is given up.
    """

    attempts: int = 6
    first_wait_seconds: float = 1.0
    longest_wait_seconds: float = 120.0
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random

    def wait_seconds(self, failures: int) -> float:
        """Return how long to wait after so many failures."""
        wait = self.first_wait_seconds * 2.0 ** (failures - 1) * (1 + self.chance())
        return min(wait, self.longest_wait_seconds)


def fetch(
    remote: Remote,
    folder: Path,
    known: FetchRecord | None,
    client: Client,
    patience: Patience,
    watch: Watch,
) -> FetchRecord:
    """Return the record of a file that is now in the folder, whole.

    `known` is the record of an earlier download; if the server says that the file is still the
    same, it comes back with a new `checked`. Raises FetchFailed; the file that was there stays.
    """
    transfer = Transfer(remote, folder / remote.name, known, client, watch)
    failures = 0
    came_bad = False
    while True:
        try:
            return transfer.attempt()
        except Refused as error:
            raise FetchFailed(remote, str(error)) from error
        except BadContent as error:
            if came_bad:
                raise FetchFailed(remote, str(error)) from error
            came_bad, failure = True, Interrupted(str(error))
        except Interrupted as error:
            failure = error
        failures += 1
        _wait(remote, failures, failure, patience, watch)


def _wait(
    remote: Remote, failures: int, failure: Interrupted, patience: Patience, watch: Watch
) -> None:
    if failures >= patience.attempts:
        raise FetchFailed(remote, f"{failure}; tried {failures} times") from failure
    asked = failure.wait_seconds or 0.0
    if asked > patience.longest_wait_seconds:
        problem = f"{failure}; the server asks to come back in {asked:.0f} s"
        raise FetchFailed(remote, problem) from failure
    seconds = max(asked, patience.wait_seconds(failures))
    watch.waits(remote.name, str(failure), seconds)
    patience.sleep(seconds)
