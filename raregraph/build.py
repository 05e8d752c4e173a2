"""raregraph build: sources to a release."""

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from graph_data.release import build_release, steps
from loaders.sources.gard_page import PageCounts
from ontology import identifiers
from raregraph.build_reporting import Reporting
from raregraph.build_sources import sources, standard_graphs
from raregraph.build_summary import tell
from raregraph.terminal import progress, table

__all__ = ["build", "standard_graphs"]

# The columns of the table of pages, as gard_page.PageCounts names them.
COUNTED = (
    "names",
    "sections",
    "resources",
    "references",
    "footnote_links",
    "unresolved",
    "mentions",
)


@click.command()
@click.option(
    "--gard-page",
    "pages",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Add a GARD page (text or MedQuAD XML); may be given several times.",
)
@click.option(
    "--from",
    "folders",
    multiple=True,
    metavar="FOLDER",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Add the source files found below this folder; may be given several times.",
)
@click.option("--strict", is_flag=True, help="Fail if a record of a source file is skipped.")
@click.argument("more_pages", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--retrieved-on", type=click.DateTime(["%Y-%m-%d"]), help="When the pages were got.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="Write the release to this new folder."
)
def build(
    pages: tuple[Path, ...],
    folders: tuple[Path, ...],
    strict: bool,
    more_pages: tuple[Path, ...],
    retrieved_on: datetime | None,
    out: Path | None,
) -> None:
    """Build a release: store, dumps, manifest and report, or nothing at all.

    \b
    Example:
      raregraph build --from downloads
    """
    pages = (*pages, *more_pages)
    if retrieved_on is not None and not (pages or folders):
        raise click.UsageError("--retrieved-on is of GARD pages, and none is given")
    with _undone_by_sigterm():
        found = sources(pages, folders, retrieved_on.date() if retrieved_on else None)
        _tell_pages(found.pages)
        reporting = Reporting(found.not_taken, strict)
        with progress(steps(found.graphs)) as report:
            path, manifest = build_release(
                found.graphs,
                identifiers.output_prefixes(),
                report=report,
                out=out,
                inspect=reporting.inspect,
                finish=reporting.finish,
            )
    if folders:
        tell(reporting.report, path)
    counts = ", ".join(f"{count:,} {what}" for what, count in manifest.counts.items())
    click.echo(f"Release {manifest.release}: {counts}")
    click.echo(f"Written to {path}. Next: raregraph serve" + (f" --release {out}" if out else ""))


def _tell_pages(pages: Sequence[PageCounts]) -> None:
    """Print what each GARD page yielded."""
    if pages:
        header = ("page", "condition", *COUNTED)
        rows = [(p.title, p.condition, *(str(getattr(p, name)) for name in COUNTED)) for p in pages]
        table(header, rows)


@contextmanager
def _undone_by_sigterm() -> Iterator[None]:
    """Let SIGTERM end the build as Ctrl-C does, so that it removes what it has begun."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
