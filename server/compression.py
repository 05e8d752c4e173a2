"""Answers in a content coding: short ones in memory, long ones as files without a name."""

import sys
import tempfile
import zlib
from collections.abc import Callable
from typing import BinaryIO, Protocol, cast

if sys.version_info >= (3, 14):
    from compression import zstd as zstd
else:
    from backports import zstd as zstd

# A shorter answer fits into one packet as it is.
LEAST_BYTES = 1_000
_BLOCK_BYTES = 262_144
_GZIP_LEVEL = 5
_ZSTD_LEVEL = 3
_GZIP_FORMAT = 31  # zlib's window bits for a gzip header, which it writes without a date


class _Compressor(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...

    def flush(self) -> bytes: ...


_COMPRESSORS: dict[str, Callable[[], _Compressor]] = {
    "gzip": lambda: zlib.compressobj(_GZIP_LEVEL, wbits=_GZIP_FORMAT),
    "zstd": lambda: zstd.ZstdCompressor(level=_ZSTD_LEVEL),
}


def compressed(content: bytes, coding: str) -> bytes:
    """Return the content in a coding; equal content gives equal bytes."""
    compressor = _COMPRESSORS[coding]()
    return compressor.compress(content) + compressor.flush()


def compressed_file(content: BinaryIO, coding: str) -> BinaryIO:
    """Return a file without a name, at its start, that holds the content in a coding.

    The content is read to its end and closed.
    """
    compressor = _COMPRESSORS[coding]()
    target = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115  # the reader closes it
    with content:
        while block := content.read(_BLOCK_BYTES):
            target.write(compressor.compress(block))
    target.write(compressor.flush())
    target.seek(0)
    return target
