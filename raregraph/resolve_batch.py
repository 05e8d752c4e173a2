"""raregraph resolve --batch: a CSV file of identifiers to a CSV file of what they are mapped to."""

import csv
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

import click
from pyoxigraph import NamedNode

from graph_data.naming import short, space
from graph_data.resolution import Crosswalk, Equivalent, targets
from ontology.identifiers import IdentifierError, parse
from raregraph.csv_files import BadTable, cells, named, written
from raregraph.resolve_output import relation, route, sources

HEADER = (
    *("input", "identifier", "target", "label", "predicate", "sources", "route", "hops"),
    *("obsolete", "ambiguity", "problem"),
)


class Line(NamedTuple):
    """One row of the output, the columns of HEADER."""

    input: str
    identifier: str = ""
    target: str = ""
    label: str = ""
    predicate: str = ""
    sources: str = ""
    route: str = ""
    hops: str = ""
    obsolete: str = ""
    ambiguity: str = ""
    problem: str = ""


def batch(
    crosswalk: Crosswalk,
    file: Path,
    column: str | None,
    wanted: str | None,
    hops: int,
    output: Path | None,
) -> None:
    """Write what the identifiers of a CSV file are mapped to, and a summary on standard error.

    Raises BadTable if the file is no CSV file of text or lacks the column; SystemExit with code
    1 if an input has a problem, which its row tells.
    """
    read = problems = lines = 0
    inputs = identifiers(file, column)
    first = list(islice(inputs, 1))  # nothing is written for a file without the column
    with written(output) as target:
        table = csv.writer(target, lineterminator="\n")
        table.writerow(HEADER)
        for cell in chain(first, inputs):
            read += 1
            found = list(resolved(crosswalk, cell, wanted, hops))
            problems += any(line.problem for line in found)
            lines += len(found)
            table.writerows(found)
    told = f"{read:,} identifiers read, {lines:,} rows written"
    click.echo(f"{told}, {problems:,} identifiers with a problem", err=True)
    if problems:
        raise SystemExit(1)


def identifiers(file: Path, column: str | None) -> Iterator[str | None]:
    """Yield the cells of a column, None where a row is too short for it.

    Without a column it is the first one; its first cell is the header unless it is an
    identifier. Raises BadTable.
    """
    rows = cells(file)
    first = next(rows, None)
    if first is None:
        raise BadTable(f"{named(file)}: expected a header and rows, found an empty file")
    place = 0
    if column is None:
        if _is_identifier(first[0]):
            yield first[0]
    elif first.count(column) == 1:
        place = first.index(column)
    else:
        problem = f"expected the column {column!r} once, found {first}"
        raise BadTable(f"{named(file)}: line 1: {problem}")
    for row in rows:
        yield row[place] if place < len(row) else None


def resolved(
    crosswalk: Crosswalk, cell: str | None, wanted: str | None, hops: int
) -> Iterator[Line]:
    """Yield a row for each target of an identifier, or one that tells what is wrong with it."""
    if cell is None or not cell.strip():
        yield Line(cell or "", problem="no identifier in this row")
        return
    try:
        start = parse(cell)
    except IdentifierError as error:
        yield Line(cell, problem=str(error))
        return
    found = list(crosswalk.equivalents(start, hops))
    counts = {name: len(entities) for name, entities in targets(found).items()}
    lines = [
        _line(cell, start, one, counts)
        for one in found
        if wanted is None or space(one.entity) == wanted
    ]
    if wanted == space(start) and (found or crosswalk.label(start)):
        lines.insert(0, _itself(crosswalk, cell, start))
    if lines:
        yield from lines
    else:
        what = f"nothing of {wanted} is reached" if found else "in no mapping of this release"
        yield Line(cell, short(start), problem=what)


def _itself(crosswalk: Crosswalk, cell: str, start: NamedNode) -> Line:
    return Line(
        input=cell,
        identifier=short(start),
        target=short(start),
        label=crosswalk.label(start),
        hops="0",
        obsolete=_yes(crosswalk.withdrawn(start)),
    )


def _line(cell: str, start: NamedNode, one: Equivalent, counts: dict[str, int]) -> Line:
    return Line(
        input=cell,
        identifier=short(start),
        target=short(one.entity),
        label=one.label,
        predicate=relation(one.route[-1]),
        sources=sources(one.route[-1]).replace(", ", "|"),
        route=route(one),
        hops=str(len(one.route)),
        obsolete=_yes(one.obsolete),
        ambiguity=str(counts.get(space(one.entity), 0)),
    )


def _yes(flag: bool) -> str:
    return "true" if flag else "false"


def _is_identifier(text: str) -> bool:
    try:
        parse(text)
    except IdentifierError:
        return False
    return True
