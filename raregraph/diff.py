"""raregraph diff: what a newer release says otherwise than an older one."""

import csv
import io
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Final, TextIO

import click
from pyoxigraph import NamedNode

from graph_data.comparing import STEPS, differences
from graph_data.differences import Change, Difference, Said, about
from graph_data.lines import NoSort
from graph_data.processes import ProcessEnded
from graph_data.release import Report, current
from ontology import identifiers
from raregraph.terminal import output_option, plain, progress, short, write

_COLUMNS: Final = (
    "change",
    "source",
    "subject",
    "predicate",
    "object",
    "subject_before",
    "object_before",
    "predicate_before",
    "condition_before",
    "condition_after",
)


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--about", "entities", multiple=True, help="Only of this entity; several times.")
@click.option(
    "--change", "kinds", multiple=True, type=click.Choice([kind.value for kind in Change])
)
@output_option
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table")
def diff(
    old: Path,
    new: Path,
    entities: tuple[str, ...],
    kinds: tuple[str, ...],
    output: Path | None,
    form: str,
) -> None:
    """List what the release in folder NEW says otherwise than the one in folder OLD.

    Claims and mappings are compared by what they say: labels, quotes, references and the
    versions of sources do not count. At the end stands how often each kind of change occurs.
    The dumps of both are read, in bounded memory.

    \b
    Example:
      raregraph diff build/releases/0.1.0-1b2c build/current --about ORPHA:652
    """
    ours = frozenset(identifiers.parse(one).value for one in entities)
    with progress(STEPS) as report, tempfile.TemporaryFile() as file:
        found = _differences(current(old), current(new), report)
        found = about(found, ours) if ours else found
        text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
        _FORMATS[form](text, (one for one in found if not kinds or one.change in kinds))
        text.detach().seek(0)
        write(output, file)


def _differences(old: Path, new: Path, report: Report) -> Iterator[Difference]:
    try:
        yield from differences(old, new, report)
    except (NoSort, ProcessEnded) as error:
        raise click.ClickException(str(error)) from error


def _row(one: Difference) -> tuple[str, ...]:
    said = one.after or one.before
    assert said is not None
    was = one.before if one.before and one.after and one.before != one.after else None
    old = (_short(was.subject), _short(was.object), _short(was.predicate)) if was else ("",) * 3
    return (one.change.value, *_names(said), *old, one.gone, one.come)


def _names(said: Said) -> tuple[str, ...]:
    return said.source, _short(said.subject), _short(said.predicate), _short(said.object)


def _short(value: str) -> str:
    if "://" not in value:
        return value
    before, _, iri = value.rpartition(" ")
    try:
        return f"{before} {short(NamedNode(iri))}".strip()
    except ValueError:  # a text that happens to hold an address
        return value


def _as_table(file: TextIO, found: Iterable[Difference]) -> None:
    counts: Counter[Change] = Counter()
    print(*_COLUMNS, sep="\t", file=file)
    for one in found:
        counts[one.change] += 1
        print(*map(plain, _row(one)), sep="\t", file=file)
    print("", *(f"{kind.value}: {counts[kind]:,}" for kind in Change), sep="\n", file=file)


def _as_csv(file: TextIO, found: Iterable[Difference]) -> None:
    csv.writer(file).writerows(chain([_COLUMNS], map(_row, found)))


def _as_json(file: TextIO, found: Iterable[Difference]) -> None:
    """Write JSON change by change; the counts come last, when they are known."""
    counts: Counter[Change] = Counter()
    file.write('{"changes": [')
    for one in found:
        file.write(",\n" if counts else "\n")
        counts[one.change] += 1
        change = dict(zip(_COLUMNS, _row(one), strict=True))
        file.write(json.dumps(change, ensure_ascii=False))
    whole = {kind.value: counts[kind] for kind in Change}
    file.write(f'\n],\n"counts": {json.dumps(whole)}}}\n')


_FORMATS: Final[dict[str, Callable[[TextIO, Iterable[Difference]], None]]] = {
    "table": _as_table,
    "json": _as_json,
    "csv": _as_csv,
}
