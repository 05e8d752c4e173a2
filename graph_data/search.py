"""The entities whose names hold some words, the best first."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from typing import Final, NamedTuple

from graph_data.names import WEIGHTS
from graph_data.search_text import SearchText, read_search

MOST_HITS: Final = 10_000

_COLUMNS = "SELECT name.id, entity, name, language, property, graph, name.words"
_FILTER = "(?2 IS NULL OR property = ?2) AND (?3 IS NULL OR graph = ?3)"
_WHOLE = f"{_COLUMNS} FROM name WHERE words = ?1 AND {_FILTER} ORDER BY id"
# CROSS JOIN: the words are looked up first, in the order of the rows, and only as far as needed.
_HOLDING = (
    f"{_COLUMNS} FROM word CROSS JOIN name ON id = word.rowid"
    f" WHERE word MATCH ?1 AND {_FILTER} ORDER BY word.rowid"
)


class Hit(NamedTuple):
    """An entity, the name by which it was found, who gives that name, and how well it fits.

    `score` is from 0 to 2; above 1 the name has the words that were asked for and no others, in
    their order.
    """

    entity: str
    name: str
    language: str
    property: str
    graph: str
    score: float


# What tells one hit from another, where nothing more is asked for.
PER_ENTITY: Final = ("entity",)


def search(
    connection: sqlite3.Connection,
    text: str,
    limit: int = 100,
    *,
    distinct: Sequence[str] = PER_ENTITY,
    property: str | None = None,
    graph: str | None = None,
) -> list[Hit]:
    """Return the best hits for a search text, at most `limit`, best first.

    Each entity appears once, with its best name; `distinct` gives other fields of Hit of which
    each combination appears once. Names of a `property` or a `graph` only, if one is given.
    Hits of one score are sorted by name, then by IRI. Raises BadSearch.
    """
    return list(islice(_distinct(_hits(connection, text, property, graph), distinct), limit))


def _hits(
    connection: sqlite3.Connection, text: str, property: str | None, graph: str | None
) -> Iterator[Hit]:
    asked = read_search(text)
    whole = connection.execute(_WHOLE, (" ".join(asked.words), property, graph))
    holding = connection.execute(_HOLDING, (asked.match, property, graph))
    with closing(whole), closing(holding):
        seen = set()
        for row in whole:
            seen.add(row[0])
            yield _hit(row, asked, is_whole=True)
        for row in holding:
            if row[0] not in seen:
                yield _hit(row, asked, is_whole=False)


def _hit(row: tuple[str, ...], asked: SearchText, *, is_whole: bool) -> Hit:
    """Return the hit of a row.

    A whole name scores 1 + the weight of its property; any other the share of its words that is
    asked for, times that weight.
    """
    _, entity, name, language, property, graph, words = row
    weight = WEIGHTS[property]
    share = len(asked.words) / (words.count(" ") + 1)
    score = 1 + weight if is_whole else min(1.0, share * weight)
    return Hit(entity, name, language, property, graph, round(score, 6))


def _distinct(hits: Iterator[Hit], fields: Sequence[str]) -> Iterator[Hit]:
    """Yield the first hit of each combination of these fields."""
    seen = set()
    for hit in hits:
        key = tuple(getattr(hit, field) for field in fields)
        if key not in seen:
            seen.add(key)
            yield hit
