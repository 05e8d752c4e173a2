"""raregraph serve: a release, or files of one's own, over HTTP."""

import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from graph_data import user_data
from graph_data.publishing import hidden_folder
from graph_data.release import current, read_manifest
from raregraph.setting_options import chosen, setting_options
from raregraph.terminal import progress
from server.settings import Settings


@click.command()
@click.option(
    "--data",
    "files",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="Serve this RDF file instead of a release; may be given several times.",
)
@click.argument("more_files", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--union-default-graph/--no-union-default-graph",
    "has_union",
    default=True,
    show_default=True,
    help="Whether a query without FROM also sees the named graphs of the files.",
)
@setting_options
def serve(
    folder: Path | None,
    files: tuple[Path, ...],
    more_files: tuple[Path, ...],
    has_union: bool,
    settings_file: Path | None,
    **flags: Any,
) -> None:
    """Serve a release until Ctrl-C: pages at /, SPARQL at /sparql.

    With --data FILE [FILE ...] it serves those files instead: Turtle, TriG, N-Triples, N-Quads,
    N3, RDF/XML or JSON-LD by their endings, also packed (.gz, .zst).

    \b
    Example:
      raregraph serve --port 8080 --query-seconds 10
    """
    if more_files and not files:
        raise click.UsageError(f"{more_files[0]}: files are served with --data, before the first")
    if files and folder is not None:
        raise click.UsageError("--release and --data: give one of them")
    settings = chosen(flags, settings_file, folder)
    if not files:
        read_manifest(current(settings.release))
        _serve(replace(settings, release=settings.release.absolute()))
        return
    with _loaded((*files, *more_files), has_union) as found:
        _serve(replace(settings, release=found, watch_seconds=0.0))


@contextmanager
def _loaded(files: tuple[Path, ...], has_union: bool) -> Iterator[Path]:
    """Give the folder that holds the data of the files; it goes away at the end.

    What a server that was killed has left there goes away, too.
    """
    with _ended_by_sigterm(), hidden_folder(Path(tempfile.gettempdir())) as hidden:
        with progress(user_data.steps(files)) as report:
            found = user_data.write_data_folder(hidden, files, has_union, report)
        yield found


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """Let SIGTERM end the loading as Ctrl-C does, so that what has been written goes away."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _serve(settings: Settings) -> None:
    from server.serving import serve as serve_until_stopped  # granian takes 0.05 s to import

    name = settings.release.resolve().name

    def ready(address: str) -> None:
        with suppress(OSError):  # nobody reads, or the disk is full: it is served all the same
            click.echo(_greeting(name, address))

    serve_until_stopped(settings, ready)


def _greeting(name: str, address: str) -> str:
    return f"""{name} is served:
  {address}  pages for a browser
  {address}sparql  the SPARQL endpoint
Try: curl '{address}sparql?query=SELECT*%7B?s?p?o%7DLIMIT+5&format=csv'
Ctrl-C ends it, once the running queries have ended."""
