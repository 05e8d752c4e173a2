"""The folder of a release: where its parts are, how they are read, whether they are sound."""

import filecmp
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from graph_data.dcat import DCAT_GRAPH
from graph_data.dumps import changed_files, dump_names
from graph_data.held import Held, held
from graph_data.lines import sort_lines, write_quads, write_triples
from graph_data.manifest import Manifest, release_name
from graph_data.search_index import SEARCH, index_fault, named_in
from graph_data.store import default_quads, named_quads, open_store
from graph_data.void import VOID_GRAPH

BUILD = Path("build")
STORE = "store"
DUMPS = "dumps"
MANIFEST = "manifest.json"
# How the build went: times differ, so that neither is in the manifest.
REPORT = "report.json"
REPORT_PAGE = "report.html"


class NoRelease(Exception):
    """There is no release where one was looked for."""


class BadRelease(Exception):
    """A release is damaged: which part of it, what was expected, what was found."""

    def __init__(self, path: Path, expected: str, found: str) -> None:
        super().__init__(
            f"{path} is damaged: expected {expected}, found {' '.join(found.split())};"
            " `raregraph build` makes it anew"
        )


def current(folder: Path | None = None) -> Path:
    """Return the folder of the named release, or of the one that build/current names.

    Raises NoRelease if it is not there or holds no manifest.
    """
    found = folder if folder is not None else BUILD / "current"
    if not (found / MANIFEST).is_file():
        raise NoRelease(
            f"no release at {found}: expected a folder with {MANIFEST}; `raregraph build` makes one"
        )
    return found.resolve()


def read_manifest(release: Path) -> Manifest:
    """Return the manifest of a release. Raises BadRelease."""
    path = release / MANIFEST
    try:
        return Manifest.from_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadRelease(path, "the manifest of a release", str(error)) from error


def opened(release: Path) -> Store:
    """Return the store of a release, read-only. Raises BadRelease."""
    path = release / STORE
    try:
        return open_store(path)
    except (OSError, RuntimeError) as error:  # RuntimeError: RocksDB's "Corruption"
        raise BadRelease(path, "the store of a release", str(error)) from error


@dataclass(frozen=True)
class Stored:
    """What the store of a release holds: its named graphs as canonical N-Quads in a file.

    `is_union` tells whether the default graph is the union of the named graphs.
    """

    lines: Path
    is_union: bool


@contextmanager
def stored(release: Path) -> Iterator[Stored]:
    """Give what the store of a release holds, in a file that goes at the end.

    Raises BadRelease if the store cannot be read, NoSort.
    """
    with tempfile.TemporaryDirectory(prefix="raregraph-") as folder:
        lines, triples, union = (Path(folder, name) for name in ("quads", "default", "union"))
        store = opened(release)
        try:
            for quads, target in ((named_quads, lines), (default_quads, triples)):
                write_quads(quads(store), union)
                sort_lines([union], target)
        except (OSError, RuntimeError) as error:
            raise BadRelease(release / STORE, "a readable store", str(error)) from error
        write_triples(lines, union)
        is_union = filecmp.cmp(union, triples, shallow=False)
        union.unlink()
        triples.unlink()
        yield Stored(lines, is_union)


def faults(release: Path, found: Stored) -> Iterator[str]:
    """Yield what in a release is not as its manifest says, a line each.

    `found` is what its store holds. Raises BadRelease if the manifest cannot be read.
    """
    manifest = read_manifest(release)
    with found.lines.open("rb") as lines:
        there = held(lines)
    yield from _told_otherwise(manifest, there)
    if manifest.union_default_graph and not found.is_union:
        yield f"{STORE}: the default graph is not the union of the named graphs"
    with found.lines.open("rb") as lines:
        if fault := index_fault(release / SEARCH, named_in(lines)):
            yield fault
    listed = {file.name for file in manifest.files}
    for name in dump_names(_data_quads(there)):
        if name not in listed:
            yield f"{MANIFEST}: files: expected {name}, found nothing"
    for name in changed_files(release / DUMPS, manifest.files):
        yield f"{name}: not as the manifest says"


def _told_otherwise(manifest: Manifest, there: Held) -> Iterator[str]:
    compared: list[tuple[str, object, object]] = [
        ("release", manifest.release, release_name(manifest.version, there.sha256)),
        ("canonical_hash", manifest.canonical_hash, there.sha256),
        ("counts", manifest.counts, there.counts),
        ("conflicts", manifest.conflicts, there.conflicts),
        ("graphs", {g.iri: g.triples for g in manifest.graphs if g.triples}, there.graphs),
    ]
    for name, told, found in compared:
        if told != found:
            yield f"{MANIFEST}: {name}: expected {found} as in the store, found {told}"


def _data_quads(there: Held) -> int:
    described = (VOID_GRAPH.value, DCAT_GRAPH.value)
    return sum(count for iri, count in there.graphs.items() if iri not in described)


def is_sound(release: Path, expected: Manifest) -> bool:
    """Tell whether a folder holds the release of this manifest, undamaged."""
    try:
        if read_manifest(release) != expected:
            return False
        with stored(release) as found:
            return not any(faults(release, found))
    except (BadRelease, OSError):
        return False
