"""What the pages show: models made of query rows, so that templates never meet RDF terms."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ontology.base import GRAPH

Row = Mapping[str, str]


class Description(NamedTuple):
    """A description of the condition, whose it is, and of which date."""

    text: str
    source: str
    date: str


class Name(NamedTuple):
    """A name of the condition, and what else bears it."""

    name: str
    also_names: str


class Claim(NamedTuple):
    """What a source says, the words that limit it, the curator's note, the words that carry it."""

    iri: str
    value: str
    kind: str
    limit: str
    note: str
    source: str
    quote: str


class Condition(NamedTuple):
    """A condition with its names and what is said on its inheritance."""

    iri: str
    name: str
    descriptions: list[Description]
    names: list[Name]
    inheritance: list[Claim]


class Example(NamedTuple):
    """An example query: an anchor on the page, the question, what to beware of, the text.

    `missing` are the kinds of source that it needs and the release does not hold.
    """

    anchor: str
    question: str
    comment: str
    query: str
    missing: tuple[str, ...] = ()


def condition(
    described: Sequence[Row], named: Sequence[Row], inheritance: Sequence[Row]
) -> Condition | None:
    """Return the condition of the rows of condition.rq, names.rq and inheritance.rq."""
    if not described:
        return None
    return Condition(
        iri=described[0]["condition"],
        name=described[0]["name"],
        descriptions=[
            Description(row["description"], row["source"], row.get("date", ""))
            for row in described
            if "description" in row
        ],
        names=[Name(row["name"], row.get("others", "")) for row in named if "name" in row],
        inheritance=[_claim(row) for row in inheritance if "claim" in row],
    )


def examples(rows: Sequence[Row], graphs: Sequence[str]) -> list[Example]:
    """Return the examples of the rows of examples.rq, for a release of these graphs."""
    return [
        Example(
            anchor="example-" + row["example"].rpartition("/")[2],
            question=row["question"],
            comment=row.get("comment", ""),
            query=row["query"].strip(),
            missing=tuple(kind for kind in _needed(row) if not _holds(graphs, kind)),
        )
        for row in rows
    ]


def _needed(row: Row) -> list[str]:
    return sorted(row.get("needed", "").split())


def _holds(graphs: Sequence[str], kind: str) -> bool:
    """Tell whether a graph is of this kind of source, or of one part of it."""
    return any(iri.startswith((f"{GRAPH}{kind}/", f"{GRAPH}{kind}-")) for iri in graphs)


def _claim(row: Row) -> Claim:
    return Claim(
        iri=row["claim"],
        value=row["value"],
        kind=row["kind"],
        limit=" ".join(filter(None, [_percentage(row), row.get("quantifier", "")])),
        note=row.get("note", ""),
        source=row["source"],
        quote=row.get("quote", ""),
    )


def _percentage(row: Row) -> str:
    if "percentage" not in row:
        return ""
    number = f"{float(row['percentage']):g} %"
    return f"about {number}" if row.get("approximate") in {"true", "1"} else number
