"""What a loader is, and the one error that it raises about its source."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from io import BufferedReader
from typing import BinaryIO, cast

from pyoxigraph import NamedNode, Quad

from graph_data.source_graph import SourceGraph


class SourceError(ValueError):
    """A source is not what its loader reads: where it fails, what was found and what expected.

    A place that is a number is a line, counted from 1.
    """

    def __init__(self, source: str, place: int | str, problem: str) -> None:
        where = f"line {place}" if isinstance(place, int) else place
        super().__init__(f"{source}, {where}: {problem}")
        self.source = source
        self.place = place
        self.problem = problem


@dataclass(frozen=True)
class Loader:
    """A kind of source: what it is called, what it may be used for, how its bytes become quads."""

    name: str
    title: str
    licence: str
    graph: NamedNode
    quads: Callable[[BinaryIO], Iterator[Quad]]
    download: str | None = None

    def source_graph(self, file: Traversable, version: str) -> SourceGraph:
        """Return the named graph that one file of this source makes.

        The file is hashed now and read when the quads are asked for, each time anew.
        """
        with _opened(file) as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return SourceGraph(
            iri=self.graph,
            title=self.title,
            licence=self.licence,
            version=version,
            sha256=digest,
            quads=lambda: self._read(file),
        )

    def _read(self, file: Traversable) -> Iterator[Quad]:
        with _opened(file) as stream:
            yield from self.quads(stream)


def _opened(file: Traversable) -> BufferedReader:
    return cast(BufferedReader, file.open("rb"))
