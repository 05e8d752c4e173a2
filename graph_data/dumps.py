"""The dumps of a release: files that any RDF tool reads back."""

import gzip
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from graph_data.canonical import nquads

FORMATS = (RdfFormat.TURTLE, RdfFormat.N_QUADS, RdfFormat.TRIG, RdfFormat.JSON_LD)
# Each file of a release, plain and gzipped.
DUMP_NAMES = frozenset(
    f"raregraph.{form.file_extension}{ending}" for form in FORMATS for ending in ("", ".gz")
)


@dataclass(frozen=True)
class DumpFile:
    """One file of a release: its name, media type, size in bytes and SHA-256."""

    name: str
    media_type: str
    bytes: int
    sha256: str


def triples(quads: Sequence[Quad]) -> list[Triple]:
    """Return the distinct triples of the quads, sorted as N-Triples."""
    return sorted({q.triple for q in quads}, key=str)


def dump(quads: Sequence[Quad], form: RdfFormat, prefixes: Mapping[str, str]) -> bytes:
    """Return the quads in an RDF format: the named graphs, or their union where it has none.

    Equal quads give equal bytes.
    """
    if form == RdfFormat.N_QUADS:
        return nquads(quads)
    statements = quads if form.supports_datasets else triples(quads)
    used = dict(prefixes) if form in (RdfFormat.TURTLE, RdfFormat.TRIG) else None
    return serialize(statements, format=form, prefixes=used) or b""


def write_dumps(
    folder: Path, quads: Sequence[Quad], prefixes: Mapping[str, str]
) -> Iterator[DumpFile]:
    """Write each dump, plain and gzipped, and yield what was written.

    Turtle holds the union of the graphs, each triple once; N-Quads, TriG and JSON-LD the graphs.
    """
    folder.mkdir()
    for form in FORMATS:
        content = dump(quads, form, prefixes)
        name = f"raregraph.{form.file_extension}"
        yield _written(folder / name, form.media_type, content)
        # mtime 0: the day of the build is not in the bytes
        yield _written(folder / f"{name}.gz", "application/gzip", gzip.compress(content, mtime=0))


def _written(path: Path, media_type: str, content: bytes) -> DumpFile:
    path.write_bytes(content)
    return DumpFile(path.name, media_type, len(content), hashlib.sha256(content).hexdigest())


def changed_files(folder: Path, files: Sequence[DumpFile]) -> list[str]:
    """Return the names of the files that are missing or not as the manifest says."""
    return [file.name for file in files if not _is_unchanged(folder / file.name, file.sha256)]


def _is_unchanged(path: Path, sha256: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256
