"""The answer of a query while it is written: in memory, and on disk when it gets long."""

import io
import tempfile
from typing import BinaryIO, cast

from server.problems import ResultTooLarge

IN_MEMORY_BYTES = 1_000_000


class Spool(io.RawIOBase):
    """A writer that holds at most `most_bytes`; one byte more raises ResultTooLarge."""

    def __init__(self, most_bytes: int) -> None:
        super().__init__()
        self._most_bytes = most_bytes
        self._memory = io.BytesIO()
        self.file: BinaryIO | None = None  # unlinked; None as long as the content is short
        self.length = 0

    @property
    def writer(self) -> BinaryIO:
        """Return itself, under the type that serialisers ask for."""
        return cast(BinaryIO, self)

    def write(self, chunk: bytes, /) -> int:  # type: ignore[override]
        """Append and return the length of the chunk."""
        self.length += len(chunk)
        if self.length > self._most_bytes:
            raise ResultTooLarge(
                f"The answer is longer than {self._most_bytes} bytes.",
                "result_bytes",
                self._most_bytes,
            )
        if self.file is None and self.length > IN_MEMORY_BYTES:
            self.file = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115
            self.file.write(self._memory.getvalue())
            self._memory = io.BytesIO()
        return (self.file or self._memory).write(chunk)

    def flush(self) -> None:
        """Return when all content is where `file` reads it. Raises OSError if the disk is full."""
        if self.file and not self.file.closed:
            self.file.flush()

    def short(self) -> bytes:
        """Return the content as far as it is in memory: all of it if there is no file."""
        return self._memory.getvalue()
