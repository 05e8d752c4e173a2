"""raregraph diff: what a newer release says otherwise than an older one."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import click
from pyoxigraph import NamedNode

from graph_data.differences import (
    Change,
    Difference,
    Said,
    about,
    claim_differences,
    mapping_differences,
)
from graph_data.release import current, opened
from graph_data.said import claims, mappings
from ontology import identifiers
from raregraph.terminal import output_option, plain, short, write

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
_CHANGES: Final = click.Choice([kind.value for kind in Change])


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

    \b
    Example:
      raregraph diff build/releases/0.1.0-1b2c build/current --about ORPHA:652
    """
    found = _differences(current(old), current(new))
    if entities:
        found = about(found, frozenset(identifiers.parse(one).value for one in entities))
    told = [one for one in found if not kinds or one.change in kinds]
    write(output, _FORMATS[form](told).encode())


def _differences(old: Path, new: Path) -> Iterator[Difference]:
    before, after = opened(old), opened(new)
    yield from claim_differences(claims(before), claims(after))
    yield from mapping_differences(mappings(before), mappings(after))


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


def _as_table(found: Sequence[Difference]) -> str:
    rows = [_COLUMNS, *map(_row, found)]
    lines = ["\t".join(plain(cell) for cell in row) for row in rows]
    return "\n".join([*lines, "", *_totals(found)]) + "\n"


def _totals(found: Sequence[Difference]) -> list[str]:
    counts = Counter(one.change for one in found)
    return [f"{kind.value}: {counts[kind]:,}" for kind in Change]


def _as_csv(found: Sequence[Difference]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([_COLUMNS, *map(_row, found)])
    return text.getvalue()


def _as_json(found: Sequence[Difference]) -> str:
    counts = Counter(one.change.value for one in found)
    whole: dict[str, Any] = {
        "counts": {kind.value: counts[kind.value] for kind in Change},
        "changes": [dict(zip(_COLUMNS, _row(one), strict=True)) for one in found],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


_FORMATS: Final[dict[str, Callable[[Sequence[Difference]], str]]] = {
    "table": _as_table,
    "json": _as_json,
    "csv": _as_csv,
}
