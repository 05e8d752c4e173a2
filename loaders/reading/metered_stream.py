"""A stream that stops where a record of a file becomes too long to be held."""

from typing import BinaryIO

from loaders.loader import SourceError


class MeteredStream:
    """Gives a stream's bytes, and SourceError where more than `limit` come after a mark."""

    def __init__(self, name: str, stream: BinaryIO, limit: int) -> None:
        self.name = name
        self.since_mark = 0
        self.last = b""
        self._lines = 1
        self._limit = limit
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, at most the limit."""
        size = size if 0 <= size <= self._limit else self._limit
        chunk = self._stream.read(size)
        self.last = chunk or self.last
        self._lines += chunk.count(b"\n")
        self.since_mark += len(chunk)
        if self.since_mark > self._limit:
            raise self.error(f"expected records below {self._limit:,} bytes, found a longer one")
        return chunk

    def mark(self) -> None:
        """Count anew: a record is done."""
        self.since_mark = 0

    def error(self, problem: str) -> SourceError:
        """Return an error at the line up to which was read."""
        return SourceError(self.name, f"line {self._lines} or before", problem)
