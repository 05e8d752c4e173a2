"""The dumps of a release: files that any RDF tool reads back."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Final

from isal import isal_zlib
from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from graph_data.lines import write_triples

FORMATS: Final = (RdfFormat.TURTLE, RdfFormat.N_QUADS, RdfFormat.TRIG, RdfFormat.JSON_LD)
# A release of so many quads has fewer dumps: nobody edits it, and the others would be gigabytes.
LARGE: Final = 1_000_000
_OF_LARGE: Final = ("raregraph.nq.gz", "raregraph.ttl.gz")
_BY_ENDING: Final = {form.file_extension: form for form in FORMATS}
_PACKED: Final = ".gz"
# Each file that a release may have.
DUMP_NAMES: Final = frozenset(
    f"raregraph.{ending}{packed}" for ending in _BY_ENDING for packed in ("", _PACKED)
)
_BLOCK: Final = 1 << 20
_LEVEL: Final = 2
_GZIP: Final = 31  # a window of 32 KiB in the format of gzip (RFC 1952)


@dataclass(frozen=True)
class DumpFile:
    """One file of a release: its name, media type, size in bytes and SHA-256."""

    name: str
    media_type: str
    bytes: int
    sha256: str


def dump_names(quads: int) -> list[str]:
    """Return the names of the dumps of a release with so many quads of data, sorted.

    A small one has each format plain and gzipped, a large one Turtle and N-Quads gzipped.
    """
    return sorted(DUMP_NAMES if quads < LARGE else _OF_LARGE)


def form_of(name: str) -> RdfFormat:
    """Return the format of what a dump of this name holds, unpacked."""
    return _BY_ENDING[name.removesuffix(_PACKED).rpartition(".")[2]]


def media_type(name: str) -> str:
    """Return the media type of what a dump of this name holds, unpacked."""
    return form_of(name).media_type


def triples(quads: Sequence[Quad]) -> list[Triple]:
    """Return the distinct triples of the quads, sorted as N-Triples."""
    return sorted({q.triple for q in quads}, key=str)


def write_form(source: Path, target: Path, form: RdfFormat, prefixes: Mapping[str, str]) -> None:
    """Write sorted N-Quads of a file in an RDF format: the named graphs, or their union.

    Equal content gives equal bytes. Both files are on one disk.
    """
    triples = source.with_name(f"{target.name}.triples")
    if form == RdfFormat.N_QUADS:
        target.hardlink_to(source)
        return
    if not form.supports_datasets:
        write_triples(source, triples)
        source = triples
    read = RdfFormat.N_QUADS if form.supports_datasets else RdfFormat.N_TRIPLES
    quads = parse(path=str(source), format=read, lenient=True)
    serialize(quads, output=str(target), format=form, prefixes=_used(form, prefixes))
    triples.unlink(missing_ok=True)


def dump_tasks(
    folder: Path, names: Sequence[str], source: Path, prefixes: Mapping[str, str]
) -> list[Callable[[], list[DumpFile]]]:
    """Return what writes the dumps of these names from sorted N-Quads: a task for each format.

    Turtle holds the union of the graphs, each triple once; N-Quads, TriG and JSON-LD the graphs.
    """
    forms = dict.fromkeys(form_of(name) for name in names)
    return [
        partial(_write, folder, [n for n in names if form_of(n) == form], source, prefixes)
        for form in forms
    ]


def _write(
    folder: Path, names: Sequence[str], source: Path, prefixes: Mapping[str, str]
) -> list[DumpFile]:
    """Write the dumps of one format, plain, gzipped or both."""
    form = form_of(names[0])
    plain = folder / f"raregraph.{form.file_extension}"
    write_form(source, plain, form, prefixes)
    found = []
    for name in names:
        if name.endswith(_PACKED):
            _pack(plain, folder / name)
        kind = "application/gzip" if name.endswith(_PACKED) else form.media_type
        found.append(DumpFile(name, kind, (folder / name).stat().st_size, sha256(folder / name)))
    if plain.name not in names:
        plain.unlink()
    return found


def changed_files(folder: Path, files: Sequence[DumpFile]) -> list[str]:
    """Return the names of the files that are missing or not as the manifest says."""
    return [file.name for file in files if not _is_unchanged(folder / file.name, file.sha256)]


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_unchanged(path: Path, expected: str) -> bool:
    return path.is_file() and sha256(path) == expected


def _pack(source: Path, target: Path) -> None:
    # without a name and a time in its header: equal content, equal bytes
    packer = isal_zlib.compressobj(_LEVEL, wbits=_GZIP)
    with source.open("rb") as plain, target.open("wb") as packed:
        for block in _blocks(plain):
            packed.write(packer.compress(block))
        packed.write(packer.flush())


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    while block := file.read(_BLOCK):
        yield block


def _used(form: RdfFormat, prefixes: Mapping[str, str]) -> dict[str, str] | None:
    return dict(prefixes) if form in (RdfFormat.TURTLE, RdfFormat.TRIG) else None
