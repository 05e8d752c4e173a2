"""raregraph conflicts: where the sources of a release disagree."""

import csv
import io
import json
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import click

from graph_data.conflicts import KINDS
from graph_data.conflicts.listing import Found, Wanted, counted, listed
from graph_data.naming import short
from graph_data.release import current, opened
from ontology import identifiers
from raregraph.columns import lines
from raregraph.terminal import output_option, release_option, write

CONCEPTS = sorted({short(kind.concept).removeprefix("rg:") for kind in KINDS})
# A curated conflict may be of a kind that no query finds.
NAMES = [*sorted({*CONCEPTS, "ConditionConflict"}), *(kind.name for kind in KINDS)]
_HEADER = ("conflict", "kind", "label", "concerns", "sources")


@click.command()
@release_option
@output_option
@click.option("--kind", type=click.Choice(NAMES), metavar="KIND", help="Only of this kind.")
@click.option("--entity", help="Only what concerns this entity, by identifier.")
@click.option("--source", help="Only where a source takes part whose name has this in it.")
@click.option("--limit", type=click.IntRange(1), help="At most so many.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="json has the descriptions and each side.",
)
@click.option("--counts", is_flag=True, help="Only how many there are of each kind.")
@click.option("--kinds", is_flag=True, help="Only what the kinds are, no release is needed.")
def conflicts(
    folder: Path | None,
    output: Path | None,
    kind: str | None,
    entity: str | None,
    source: str | None,
    limit: int | None,
    form: str,
    counts: bool,
    kinds: bool,
) -> None:
    """List where the sources of a release disagree; none of it is reconciled.

    KIND is a concept of the vocabulary, such as NameConflict, or the name of one query, such as
    shared-name: --kinds lists them with what they mean.

    \b
    Examples:
      raregraph conflicts --counts
      raregraph conflicts --entity ORPHA:97253
      raregraph conflicts --kind onset --source phenotype-hpoa --limit 20 --format json
    """
    if kinds:
        header: tuple[str, ...] = ("name", "kind", "meaning")
        rows = [(k.name, short(k.concept), k.description) for k in KINDS]
        return _print(output, _text(header, rows, form))
    store = opened(current(folder))
    wanted = Wanted(kind, identifiers.parse(entity) if entity else None, source)
    if counts:
        numbers = [(name, str(count)) for name, count in counted(store, wanted).items()]
        return _print(output, _text(("kind", "conflicts"), numbers, form))
    found = list(islice(listed(store, wanted), limit))
    if form == "json":
        return _print(output, json.dumps([_as_json(one) for one in found], indent=1) + "\n")
    return _print(output, _text(_HEADER, [_row(one) for one in found], form))


def _print(output: Path | None, text: str) -> None:
    write(output, text.encode())


def _text(header: tuple[str, ...], rows: Sequence[tuple[str, ...]], form: str) -> str:
    if form == "json":
        return json.dumps([dict(zip(header, row, strict=True)) for row in rows], indent=1) + "\n"
    if form == "csv":
        file = io.StringIO()
        csv.writer(file, lineterminator="\n").writerows((header, *rows))
        return file.getvalue()
    return "".join(f"{line}\n" for line in lines(header, rows))


def _row(one: Found) -> tuple[str, ...]:
    concerned = ", ".join(short(entity) for entity in one.concerns)
    return short(one.iri), one.kind, one.label, concerned, ", ".join(one.sources)


def _as_json(one: Found) -> dict[str, object]:
    return {
        "conflict": one.iri.value,
        "kind": one.kind,
        "label": one.label,
        "description": one.description,
        "concerns": [short(entity) for entity in one.concerns],
        "statements": [statement.value for statement in one.statements],
        "values": list(one.values),
        "sources": list(one.sources),
    }
