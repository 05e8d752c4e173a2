"""raregraph build: sources to a release."""

import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import click

from graph_data.files import curated_mappings
from graph_data.own_graphs import own_graphs
from graph_data.release import BuildFailed, build_release, steps
from graph_data.source_graph import SourceGraph
from loaders.known_names import KnownNames
from loaders.sources import gard_page, sssom
from ontology import identifiers
from raregraph.service_graph import service_graph
from raregraph.terminal import progress, table, version

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
@click.argument("more_pages", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--retrieved-on", type=click.DateTime(["%Y-%m-%d"]), help="When the pages were got.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="Write the release to this new folder."
)
def build(
    pages: tuple[Path, ...],
    more_pages: tuple[Path, ...],
    retrieved_on: datetime | None,
    out: Path | None,
) -> None:
    """Build a release: store, dumps and manifest, or nothing at all.

    \b
    Example:
      raregraph build --gard-page insulinoma.txt vipoma.xml
    """
    pages = (*pages, *more_pages)
    if retrieved_on is not None and not pages:
        raise click.UsageError("--retrieved-on is of GARD pages, and none is given")
    graphs = standard_graphs()
    if pages:
        retrieved = retrieved_on.date() if retrieved_on else None
        graphs = standard_graphs(_page_graphs(graphs, pages, retrieved))
    with _undone_by_sigterm(), progress(steps(graphs)) as report:
        path, manifest = build_release(
            graphs, identifiers.output_prefixes(), report=report, out=out
        )
    counts = ", ".join(f"{count:,} {what}" for what, count in manifest.counts.items())
    click.echo(f"Release {manifest.release}: {counts}")
    click.echo(f"Written to {path}. Next: raregraph serve" + (f" --release {out}" if out else ""))


def standard_graphs(pages: Sequence[SourceGraph] = ()) -> list[SourceGraph]:
    """Return the graphs of a release: the project's own, the curated mappings, those of pages.

    The last describes the endpoint that serves them.
    """
    mappings = [sssom.LOADER.source_graph(file, version()) for file in curated_mappings()]
    graphs = [*own_graphs(), *mappings, *pages]
    return [*graphs, service_graph(graphs)]


@contextmanager
def _undone_by_sigterm() -> Iterator[None]:
    """Let SIGTERM end the build as Ctrl-C does, so that it removes what it has begun."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _page_graphs(
    graphs: list[SourceGraph], paths: Sequence[Path], retrieved_on: date | None
) -> list[SourceGraph]:
    """Return the graphs of GARD pages, and tell what each page yielded."""
    pages = [gard_page.read_page(path) for path in paths]
    _refuse_twins([page.sha256 for page in pages], paths, "are the same page")
    known = KnownNames.of(quad for graph in graphs for quad in graph.quads())
    found = [gard_page.page_graph(page, known, retrieved_on) for page in pages]
    _refuse_twins([graph.iri.value for graph in found], paths, "make one graph")
    counts = [gard_page.counts(page, known) for page in pages]
    header = ("page", "condition", *COUNTED)
    table(header, [(c.title, c.condition, *(str(getattr(c, n)) for n in COUNTED)) for c in counts])
    return found


def _refuse_twins(keys: Iterable[str], paths: Sequence[Path], why: str) -> None:
    first: dict[str, Path] = {}
    for key, path in zip(keys, paths, strict=True):
        if key in first:
            raise BuildFailed(f"{first[key]} and {path} {why}, {key}: give one of them")
        first[key] = path
