"""The graphs that the files of a folder make."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from pyoxigraph import Quad

from graph_data.source_graph import SourceGraph
from graph_data.tally import Tally
from loaders.folder.discovery import Chosen
from loaders.folder.source_description import source_description
from loaders.folder.tally import FilesTally
from loaders.kind import Reading
from loaders.loader import SourceError
from loaders.reading.source_file import SourceFile

_GZIP_GAIN: Final = 8


def file_graph(chosen: Chosen) -> SourceGraph:
    """Return the graph that files of one kind and version make.

    Where the files do not tell a version, it is the first 12 digits of the digest. The tally is
    counted anew whenever the quads are asked for.
    """
    digest = files_sha256([file for file, _ in chosen.files])
    readings = [
        Reading(file, chosen.kind, replace(header, version=header.version or digest[:12]))
        for file, header in chosen.files
    ]
    tally = FilesTally()
    first = readings[0]
    return SourceGraph(
        iri=first.graph,
        title=" ".join(filter(None, (chosen.kind.title, first.header.part))),
        licence=chosen.kind.licence,
        version=first.header.version,
        sha256=digest,
        quads=lambda: _quads(readings, digest, tally),
        tally=tally,
        size=sum(_unpacked_bytes(file) for file, _ in chosen.files),
        bulk=True,
    )


def _unpacked_bytes(file: SourceFile) -> int:
    """Return about how many bytes a file unpacks to; it only decides which is begun first."""
    packed = file.path.suffix in (".gz", ".tgz")
    return file.path.stat().st_size * (_GZIP_GAIN if packed else 1)


def files_sha256(files: list[SourceFile]) -> str:
    """Return the digest of one file; of several, that of their digests and names, sorted.

    The names are without folders, so that equal files have equal digests wherever they lie.
    """
    if len(files) == 1:
        return files[0].sha256
    lines = sorted(f"{file.sha256}  {PurePath(file.name).name}\n" for file in files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _quads(readings: list[Reading], digest: str, tally: FilesTally) -> Iterator[Quad]:
    tally.clear()
    sharing = [reading.source for reading in readings]
    for reading in readings:
        reading.tally = Tally()
        is_whole = sharing.count(reading.source) == 1
        count = 0
        for quad in _of_file(reading, reading.file.sha256 if is_whole else digest):
            count += 1
            yield quad
        tally.add(reading.file.name, reading.file.sha256, count, reading.tally)


def _of_file(reading: Reading, sha256: str) -> Iterator[Quad]:
    yield from source_description(reading, sha256)
    try:
        yield from reading.kind.quads(reading)
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
        raise SourceError(reading.file.name, "file", problem) from error
