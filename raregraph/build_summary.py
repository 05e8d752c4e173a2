"""What a build from folders tells on the terminal when it is done."""

from collections import Counter
from pathlib import Path

import click

from graph_data.release_folder import REPORT_PAGE
from raregraph.build_report import BuildReport, GraphReport, by_reason, counted, told
from raregraph.terminal import plain, table

_HEADER = ("source", "version", "records", "quads", "claims", "skipped", "seconds")


def tell(report: BuildReport, release: Path) -> None:
    """Print a table of the sources, why records were skipped, what is not taken, and where more is.

    A log that is no terminal gets the same, with tabs.
    """
    table(_HEADER, [_row(graph) for graph in report.graphs if graph.files])
    if report.skips:
        click.echo(f"\n{counted(len(report.skips), 'record')} skipped:")
    for reason, skips in by_reason(report.skips).items():
        (example,) = told(skips[:1], 1)
        click.echo(plain(f"  {len(skips):,}: {reason}"))
        click.echo(plain(f"     e.g. {example}"))
    if report.not_taken:
        counts = Counter(file.reason for file in report.not_taken)
        reasons = ", ".join(f"{count:,} {reason}" for reason, count in counts.most_common())
        click.echo(f"\n{counted(len(report.not_taken), 'file')} not taken: {reasons}")
    click.echo(f"Every record and file that is left out: {release / REPORT_PAGE}")


def _row(graph: GraphReport) -> tuple[str, ...]:
    counts = (graph.records, graph.quads, graph.claims, graph.skipped)
    numbers = [f"{count:,}" for count in counts]
    return (graph.title, graph.version, *numbers, f"{graph.seconds:.1f}")
