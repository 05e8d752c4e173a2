"""raregraph build: sources to a release."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import click

from graph_data.files import curated_mappings
from graph_data.own_graphs import own_graphs
from graph_data.release import build_release, steps
from graph_data.source_graph import SourceGraph
from loaders.known_names import KnownNames
from loaders.sources import gard_page, sssom
from ontology import identifiers
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
    graphs = standard_graphs()
    if pages := (*pages, *more_pages):
        graphs += _page_graphs(graphs, pages, retrieved_on.date() if retrieved_on else None)
    with progress(steps(graphs)) as report:
        path, manifest = build_release(
            graphs, identifiers.output_prefixes(), report=report, out=out
        )
    counts = ", ".join(f"{count:,} {what}" for what, count in manifest.counts.items())
    click.echo(f"Release {manifest.release}: {counts}")
    click.echo(f"Written to {path}. Next: raregraph serve" + (f" --release {out}" if out else ""))


def standard_graphs() -> list[SourceGraph]:
    """Return the graphs of every release: the project's own and the curated mappings."""
    mappings = [sssom.LOADER.source_graph(file, version()) for file in curated_mappings()]
    return [*own_graphs(), *mappings]


def _page_graphs(
    graphs: list[SourceGraph], paths: Iterable[Path], retrieved_on: date | None
) -> list[SourceGraph]:
    """Return the graphs of GARD pages, and tell what each page yielded."""
    known = KnownNames.of(quad for graph in graphs for quad in graph.quads())
    pages = [gard_page.read_page(path) for path in paths]
    counts = [gard_page.counts(page, known) for page in pages]
    header = ("page", "condition", *COUNTED)
    table(header, [(c.title, c.condition, *(str(getattr(c, n)) for n in COUNTED)) for c in counts])
    return [gard_page.page_graph(page, known, retrieved_on) for page in pages]
