"""raregraph build: sources to a release."""

from datetime import datetime
from pathlib import Path

import click

from graph_data.files import curated_mappings
from graph_data.own_graphs import own_graphs
from graph_data.release import build_release, steps
from graph_data.source_graph import SourceGraph
from loaders.sources import gard_page, sssom
from loaders.sources.known_names import KnownNames
from ontology import identifiers
from raregraph.terminal import progress, version


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
    known = KnownNames.of(quad for graph in graphs for quad in graph.quads())
    on = retrieved_on.date() if retrieved_on else None
    graphs += [gard_page.source_graph(path, known, on) for path in (*pages, *more_pages)]
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
