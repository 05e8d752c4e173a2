"""raregraph fetch: sources from their official addresses to a folder."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import click

from loaders.fetching.choice import BadAddress, NoSuchSource, remotes
from loaders.fetching.downloads import DOWNLOADS
from loaders.fetching.fetch import FetchFailed, Patience, fetch
from loaders.fetching.http import Client
from loaders.fetching.partial import Partial
from loaders.fetching.record import FetchRecord, alone_in, retrieved, write_records
from loaders.fetching.remote import Remote
from raregraph.terminal import is_terminal, plain, table


class _Bar:
    """Shows downloads: a bar on a terminal, lines in a log. It never fails."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._received = 0

    def begins(self, name: str, held: int, total: int | None) -> None:
        """Show that a file comes."""
        self.ends()
        size = f" of {total:,}" if total is not None else ""
        if not is_terminal(sys.stderr):
            self._say(f"{name}: from byte {held:,}{size}")
        elif total:
            self._bar = click.progressbar(length=total, label=plain(name), file=sys.stderr)
            self._received = 0
            self.received(held)

    def received(self, size: int) -> None:
        """Move the bar."""
        if self._bar is not None:
            with suppress(OSError):
                self._bar.update(size - self._received)
            self._received = size

    def waits(self, name: str, problem: str, seconds: float) -> None:
        """Say why a file is asked for again."""
        self.ends()
        self._say(f"{name}: {problem}; again in {seconds:.1f} s")

    def ends(self) -> None:
        """Leave the line of the bar."""
        if self._bar is not None:
            with suppress(OSError):
                self._bar.render_finish()
            self._bar = None

    @staticmethod
    def _say(what: str) -> None:
        with suppress(OSError):
            click.echo(plain(what), err=True)


def _addresses(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    pairs = [one.partition("=") for one in given]
    for name, sign, address in pairs:
        if not (name and sign and address):
            raise click.BadParameter(f"expected NAME=URL, found {name}{sign}{address}")
    return {name: address for name, _, address in pairs}


@click.command("fetch")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--to", "folder", type=click.Path(path_type=Path, file_okay=False), help="Folder of the files."
)
@click.option("--list", "listed", is_flag=True, help="List sources and addresses; fetch nothing.")
@click.option("--dry-run", is_flag=True, help="List what would be asked for; fetch nothing.")
@click.option(
    "--address",
    "addresses",
    multiple=True,
    metavar="NAME=URL",
    callback=_addresses,
    help="Take a source or file from this address; one that ends in / is a folder of files.",
)
@click.option("--attempts", type=click.IntRange(1), default=6, show_default=True)
@click.option(
    "--stall-seconds",
    type=click.FloatRange(0, min_open=True),
    default=30.0,
    show_default=True,
    help="Give up a connection that sends nothing for so long.",
)
def fetch_command(
    sources: tuple[str, ...],
    folder: Path | None,
    listed: bool,
    dry_run: bool,
    addresses: dict[str, str],
    attempts: int,
    stall_seconds: float,
) -> None:
    """Download sources, all of them or those named, as `--list` names them or their files.

    Files that are there are asked for only if they changed; what broke off goes on. What came
    when is in fetch.json of the folder.

    \b
    Example:
      raregraph fetch mondo-json orphadata-product4 --to data
    """
    try:
        wanted = remotes(sources, addresses)
    except (NoSuchSource, BadAddress) as error:
        raise click.UsageError(str(error)) from error
    if listed:
        return _list(wanted)
    if folder is None:
        raise click.UsageError("--to is missing: which folder do the files go to?")
    if dry_run:
        return _foretell(wanted, folder)
    folder.mkdir(parents=True, exist_ok=True)
    with alone_in(folder), _ended_by_sigterm():
        failures = _fetch_all(wanted, folder, Client(stall_seconds), Patience(attempts))
    if failures:
        raise click.ClickException("\n".join([f"{len(failures)} did not come", *failures]))


def _fetch_all(wanted: list[Remote], folder: Path, client: Client, patience: Patience) -> list[str]:
    """Fetch files one after the other; return what failed."""
    records = retrieved(folder)
    failures = []
    rows = []
    bar = _Bar()
    for remote in wanted:
        before = records.get(remote.name)
        try:
            record = fetch(remote, folder, before, client, patience, bar)
        except FetchFailed as error:
            failures.append(str(error))
            continue
        finally:
            bar.ends()
        records[remote.name] = record
        write_records(folder, records)
        rows.append((record.file, _outcome(before, record), f"{record.bytes:,}", record.version))
    table(("file", "outcome", "bytes", "version"), rows)
    return failures


def _outcome(before: FetchRecord | None, now: FetchRecord) -> str:
    if before is None:
        return "new"
    return "unchanged" if before.sha256 == now.sha256 else "changed"


def _list(wanted: list[Remote]) -> None:
    sources = {remote.source for remote in wanted}
    by_name = {remote.name: remote for remote in wanted}
    seen = {True: "seen", False: "unproved"}
    rows = [
        (
            one.name,
            by_name[remote.name].address,
            seen[one.seen],
            one.versioned_by,
            remote.licence,
            one.title,
        )
        for one in DOWNLOADS
        if one.name in sources
        for remote in one.remotes
        if remote.name in by_name
    ]
    table(("source", "address", "proof", "version from", "licence", "title"), rows)


def _foretell(wanted: list[Remote], folder: Path) -> None:
    records = retrieved(folder)
    rows = []
    for remote in wanted:
        held = Partial(folder / remote.name).held(remote.address)
        state = "if changed" if remote.name in records else "whole"
        rows.append((remote.name, f"from byte {held.size}" if held else state, remote.address))
    table(("file", "asked for", "address"), rows)


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """Let SIGTERM end the command as Ctrl-C does: files are closed, what came is kept."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
