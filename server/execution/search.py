"""The text searches of queries, answered from the index beside the store."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path

from graph_data.search import search
from graph_data.search_index import NoSearch, open_index
from server.problems import QueryFailed, SearchRefused
from server.query.search_arguments import Arguments
from server.query.search_values import values_of
from server.query.text_search import Rewritten, rewritten, search_calls

# What tells rows apart, by the fields that are asked for. A score does not: it is that of a name.
_TELLING = {
    "entity": ("entity",),
    "name": ("name", "language"),
    "property": ("property",),
    "graph": ("graph",),
}


class Searches:
    """The index of one release; it is opened when it is first asked."""

    def __init__(self, index: Path) -> None:
        self._index = index
        self._opened: sqlite3.Connection | None = None

    def replaced(self, query: str, known_prefixes: Mapping[str, str]) -> Rewritten:
        """Return the query with its searches replaced by what they find.

        Raises SearchRefused; QueryFailed if the index is damaged.
        """
        calls = search_calls(query, known_prefixes)
        if not calls:
            return Rewritten(query, query)
        try:
            return rewritten(query, calls, [self._values(call.arguments) for call in calls])
        except NoSearch as error:
            raise SearchRefused(f"This release has no index to search: {error}.") from error
        except sqlite3.Error as error:
            raise QueryFailed(f"The index of names is damaged: {error}.") from error

    def _values(self, arguments: Arguments) -> str:
        distinct = [part for field in arguments.variables for part in _TELLING.get(field, ())]
        hits = search(
            self._connection(),
            arguments.text,
            arguments.limit,
            distinct=distinct,
            property=arguments.property,
            graph=arguments.graph,
        )
        return values_of(arguments, hits)

    def _connection(self) -> sqlite3.Connection:
        if self._opened is None:
            self._opened = open_index(self._index)
        return self._opened
