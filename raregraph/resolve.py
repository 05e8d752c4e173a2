"""raregraph resolve: an identifier, or a table of them, to its equivalents with their routes."""

import json
from pathlib import Path

import click
from pyoxigraph import NamedNode

from graph_data.naming import short, space
from graph_data.release import current, opened
from graph_data.resolution import Crosswalk
from ontology import identifiers
from raregraph.resolve_batch import batch
from raregraph.resolve_output import as_json, long_lines, remarks, table_lines
from raregraph.sssom import space_named
from raregraph.terminal import output_option, release_option, write


@click.command()
@click.argument("identifier", required=False)
@release_option
@output_option
@click.option("--hops", default=3, show_default=True, type=click.IntRange(1, 9))
@click.option(
    "--to",
    "wanted",
    callback=space_named,
    help="Only identifiers of this space, such as MONDO or ORPHA.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "long", "json"]),
    default="table",
    show_default=True,
    help="long and json tell each record of each route.",
)
@click.option(
    "--batch",
    "file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True),
    help="A CSV file of identifiers, one a row, or - for standard input; CSV is written.",
)
@click.option("--column", help="With --batch: the column; without it the first one.")
def resolve(
    identifier: str | None,
    folder: Path | None,
    output: Path | None,
    hops: int,
    wanted: str | None,
    form: str,
    file: Path | None,
    column: str | None,
) -> None:
    """List what IDENTIFIER, in any spelling, is mapped to, with predicate, source and route.

    The predicate leads from the end of the route to the identifier; the steps before it are
    skos:exactMatch, or dcterms:isReplacedBy from what is withdrawn to what replaces it.
    ^ marks a record that is read backwards and whose predicate has no inverse, "not" one that
    denies the match.

    With --batch each row of the output is one target of one input: its predicate, sources and
    route, and as ambiguity how many targets of that space are reached by exact matches. What is
    wrong with an input is told in its row, and the exit code is 1.

    \b
    Examples:
      raregraph resolve ORPHA:97253
      raregraph resolve UMLS:C0021670 --to MONDO --format long
      raregraph resolve --batch patients.csv --column disease --to MONDO --output mondo.csv
    """
    if (identifier is None) == (file is None):
        raise click.UsageError("expected an identifier, or --batch and a file")
    if column is not None and file is None:
        raise click.UsageError("--column belongs to --batch")
    crosswalk = Crosswalk(opened(current(folder)))
    if file is not None:
        batch(crosswalk, file, column, wanted, hops, output)
    elif identifier is not None:
        content = _one(crosswalk, identifiers.parse(identifier), hops, wanted, form)
        write(output, content.encode())


def _one(crosswalk: Crosswalk, start: NamedNode, hops: int, to: str | None, form: str) -> str:
    found = list(crosswalk.equivalents(start, hops))
    told = remarks(crosswalk, start, found)
    if not found and not told:
        raise click.ClickException(f"{short(start)} is in no mapping of this release")
    shown = [one for one in found if to is None or space(one.entity) == to]
    if form == "json":
        return json.dumps(as_json(crosswalk, start, shown, told), indent=1) + "\n"
    for remark in told:
        click.echo(remark, err=True)
    lines = long_lines(shown) if form == "long" else table_lines(shown)
    return "".join(f"{line}\n" for line in lines)
