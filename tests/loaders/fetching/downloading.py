"""How the tests download: a small remote, no waits, a record of what was told."""

from dataclasses import dataclass, field
from pathlib import Path

from loaders.fetching.content import OBO_GRAPH, Shape
from loaders.fetching.fetch import FetchFailed, Patience, fetch
from loaders.fetching.http import Client
from loaders.fetching.record import FetchRecord
from loaders.fetching.remote import Remote

BODY = b'{"graphs": [' + b" " * 500 + b"]}"


@dataclass
class Told:
    """What a download said of itself, and how long it would have waited."""

    begun: list[tuple[int, int | None]] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)

    def begins(self, name: str, held: int, total: int | None) -> None:
        self.begun.append((held, total))

    def received(self, size: int) -> None:
        self.sizes.append(size)

    def waits(self, name: str, problem: str, seconds: float) -> None:
        self.problems.append(problem)


def remote_at(address: str, shape: Shape = OBO_GRAPH, **more: object) -> Remote:
    values = {"source": "mondo-json", "name": "mondo.json", "licence": "CC BY 4.0", **more}
    return Remote(address=address, shape=shape, **values)  # type: ignore[arg-type]


@dataclass
class Downloads:
    """Downloads to one folder; remembers records as fetch.json does."""

    folder: Path
    attempts: int = 3
    stall_seconds: float = 5.0
    told: Told = field(default_factory=Told)
    known: FetchRecord | None = None

    def get(self, remote: Remote) -> FetchRecord:
        self.told = Told()
        patience = Patience(
            self.attempts,
            first_wait_seconds=1.0,
            longest_wait_seconds=60.0,
            sleep=self.told.slept.append,
            chance=lambda: 0.5,
        )
        client = Client(self.stall_seconds)
        self.known = fetch(remote, self.folder, self.known, client, patience, self.told)
        return self.known

    def failure(self, remote: Remote) -> str:
        """Return why a download failed; it leaves no file that was not there."""
        before = self.visible()
        try:
            self.get(remote)
        except FetchFailed as error:
            assert self.visible() == before
            return str(error)
        raise AssertionError("the download did not fail")

    def visible(self) -> dict[str, bytes]:
        return {p.name: p.read_bytes() for p in self.folder.iterdir() if p.name[0] != "."}

    def hidden(self) -> set[str]:
        return {path.name for path in self.folder.iterdir() if path.name[0] == "."}
