"""A source file on disk, plain or gzipped."""

import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Final, cast

from loaders.loader import SourceError

_GZIP: Final = b"\x1f\x8b"
_HEAD: Final = 8_192


@dataclass(frozen=True)
class SourceFile:
    """A file that a release is built from; `name` is how messages and reports call it."""

    path: Path
    name: str

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the file's bytes as they are on disk, 64 hexadecimal digits."""
        with self.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Give the file's content, unpacked if it is gzipped.

        Raises SourceError where a file ends in .gz and is none, or is broken off or damaged
        (RFC 1952), also while it is read inside the block.
        """
        with self.path.open("rb") as raw:
            is_gzip = raw.read(2) == _GZIP
            raw.seek(0)
            if not is_gzip and self.path.suffix == ".gz":
                raise SourceError(self.name, "beginning", "expected gzip, found other bytes")
            try:
                if is_gzip:
                    with gzip.GzipFile(fileobj=raw) as packed:
                        yield cast(BinaryIO, io.BufferedReader(packed, 1 << 20))
                else:
                    yield raw
            except EOFError as error:
                raise SourceError(self.name, "end", "gzip: the file is broken off") from error
            except (gzip.BadGzipFile, zlib.error) as error:
                raise SourceError(self.name, "gzip", f"damaged: {error}") from error

    def head(self) -> bytes:
        """Return the first 8 KiB of the content, unpacked; b"" if that cannot be read."""
        try:
            with self.opened() as stream:
                return stream.read(_HEAD)
        except SourceError:
            return b""
