"""The index of all names of a release: one SQLite file that is written once and then only read.

A table holds the names, the best first, so that their row numbers rank them; FTS5 gives the row
numbers of those that hold some words, in order, and the best are had without looking at the rest.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from graph_data.names import WEIGHTS, Name, names, words

SEARCH: Final = "search.sqlite"

# Names as they come; `words` are separated by spaces, `weight` is that of the property.
_UNSORTED = """
CREATE TEMP TABLE unsorted(
    entity TEXT, name TEXT, language TEXT, property TEXT, graph TEXT, words TEXT, rank REAL
);
"""
_TABLES = """
CREATE TABLE name(
    id INTEGER PRIMARY KEY, entity TEXT NOT NULL, name TEXT NOT NULL, language TEXT NOT NULL,
    property TEXT NOT NULL, graph TEXT NOT NULL, words TEXT NOT NULL
);
CREATE VIRTUAL TABLE word USING fts5(
    words, content='', columnsize=0, tokenize='ascii', prefix='1 2 3 4'
);
"""
_SORT = """
INSERT INTO name(entity, name, language, property, graph, words)
SELECT entity, name, language, property, graph, words FROM unsorted
ORDER BY rank DESC, name, entity, property, graph, language
"""
_INDEX = """
CREATE INDEX whole ON name(words);
INSERT INTO word(rowid, words) SELECT id, words FROM name ORDER BY id;
INSERT INTO word(word) VALUES ('optimize');
"""
# Nothing to fall back to: a file that is not finished is thrown away.
_WRITING = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096;"
_NAMING: Final = frozenset(f"<{name}>".encode() for name in WEIGHTS)
_LINES: Final = 10_000
_COLUMNS = "entity, name, language, property, graph"


class NoSearch(Exception):
    """There is no index of names, or this SQLite cannot read it: what is missing."""


def write_index(path: Path, quads: Iterable[Quad]) -> int:
    """Write the index of the names among the quads and return how many it holds.

    Equal quads give equal bytes with one version of SQLite, in any order of the quads.
    Raises NoSearch where SQLite has no FTS5, FileExistsError if something is there.
    """
    if path.exists():
        raise FileExistsError(f"{path} exists already")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(_WRITING + _UNSORTED)
        try:
            connection.executescript(_TABLES)
        except sqlite3.OperationalError as error:
            path.unlink()
            raise NoSearch(f"SQLite {sqlite3.sqlite_version} lacks FTS5: {error}") from error
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO unsorted VALUES (?, ?, ?, ?, ?, ?, ?)", _rows(quads))
        count = connection.execute(_SORT).rowcount
        connection.execute("COMMIT")
        connection.executescript("BEGIN;" + _INDEX + "COMMIT;")
    return count


def named_in(lines: Iterable[bytes]) -> Iterator[Quad]:
    """Yield the quads that give names among lines of N-Quads."""
    found = (line for line in lines if line.split(b" ", 2)[1] in _NAMING)
    while block := b"".join(islice(found, _LINES)):
        yield from parse(block, RdfFormat.N_QUADS, lenient=True)


def name_quads(store: Store) -> Iterator[Quad]:
    """Yield the quads of a store that give names.

    What stands in a named graph, too, is left out of the default graph.
    """
    for name in WEIGHTS:
        for quad in store.quads_for_pattern(None, NamedNode(name), None, None):
            if quad.graph_name != DefaultGraph() or not _is_named(store, quad):
                yield quad


def open_index(path: Path) -> sqlite3.Connection:
    """Return a read-only connection to an index, for one thread. Raises NoSearch."""
    if not path.is_file():
        raise NoSearch(f"there is no index of names at {path}")
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True)
    try:
        connection.execute("SELECT rowid FROM word WHERE word MATCH '\"a\"' LIMIT 1").fetchone()
    except sqlite3.Error as error:
        connection.close()
        raise NoSearch(f"{path.name} cannot be used: {error}") from error
    return connection


def index_fault(path: Path, quads: Iterable[Quad]) -> str | None:
    """Return what is wrong with the index of these quads; None if it is sound."""
    try:
        with closing(open_index(path)) as connection:
            (state,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if state != "ok":
                return f"{path.name}: expected a sound database, found: {state}"
            indexed = connection.execute(f"SELECT {_COLUMNS} FROM name")
            found = {Name(*row) for row in indexed}
    except (NoSearch, sqlite3.Error) as error:
        return f"{path.name}: expected the index of all names, found: {error}"
    if found != {name for name in names(quads) if words(name.name)}:
        return f"{path.name}: expected the names of the store, found others"
    return None


def _rows(quads: Iterable[Quad]) -> Iterator[tuple[str | float, ...]]:
    """Yield the rows of the names that have words, with what ranks them: the shorter the better.

    That is all that the BM25 of names comes to where every name found holds every word asked for.
    """
    for name in names(quads):
        if found := words(name.name):
            yield (*name, " ".join(found), round(WEIGHTS[name.property] / len(found), 9))


def _is_named(store: Store, quad: Quad) -> bool:
    same = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return any(one.graph_name != DefaultGraph() for one in same)
