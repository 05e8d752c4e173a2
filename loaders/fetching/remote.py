"""A file that can be downloaded, and the source that it is of."""

from dataclasses import dataclass
from typing import Final

from loaders.fetching.content import Shape

_GIB: Final = 1 << 30


@dataclass(frozen=True)
class Remote:
    """A file to download: of which source, its name in the folder, where, what it must be.

    `version` is a pattern whose group is the version, searched in the addresses that a download
    was redirected to; "" where only the file itself or its date tells it.
    """

    source: str
    name: str
    address: str
    shape: Shape
    licence: str
    version: str = ""
    at_most_bytes: int = _GIB


@dataclass(frozen=True)
class Download:
    """A source: its files, and how its address and version are known.

    None of the addresses was called when the table was written. `seen` tells that they stand in
    public code or in the source's documentation; else they are put together from the names of
    a repository and its files.
    """

    name: str
    title: str
    remotes: tuple[Remote, ...]
    versioned_by: str
    seen: bool
