"""The folder of a release: where its parts are, how they are read, whether they are sound."""

from collections.abc import Callable, Iterator
from pathlib import Path

from pyoxigraph import Quad, Store

from graph_data.canonical import canonical, canonical_hash
from graph_data.dumps import DUMP_NAMES, changed_files, triples
from graph_data.manifest import Manifest, counts, release_name, triples_by_graph
from graph_data.search_index import SEARCH, index_fault
from graph_data.store import default_quads, named_quads, open_store

BUILD = Path("build")
STORE = "store"
DUMPS = "dumps"
MANIFEST = "manifest.json"


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


def stored_quads(release: Path) -> list[Quad]:
    """Return all quads of the named graphs, in canonical order. Raises BadRelease."""
    return canonical(_all(release, named_quads))


def faults(release: Path, quads: list[Quad]) -> Iterator[str]:
    """Yield what in a release is not as its manifest says, a line each.

    `quads` are those of its store. Raises BadRelease if the manifest cannot be read.
    """
    manifest = read_manifest(release)
    digest = canonical_hash(quads)
    stored: list[tuple[str, object, object]] = [
        ("release", manifest.release, release_name(manifest.version, digest)),
        ("canonical_hash", manifest.canonical_hash, digest),
        ("counts", manifest.counts, counts(quads)),
        ("graphs", {g.iri: g.triples for g in manifest.graphs}, triples_by_graph(quads)),
    ]
    for name, told, found in stored:
        if told != found:
            yield f"{MANIFEST}: {name}: expected {found} as in the store, found {told}"
    if triples(_all(release, default_quads)) != triples(quads):
        yield f"{STORE}: the default graph is not the union of the named graphs"
    if fault := index_fault(release / SEARCH, quads):
        yield fault
    for name in sorted(DUMP_NAMES - {file.name for file in manifest.files}):
        yield f"{MANIFEST}: files: expected {name}, found nothing"
    for name in changed_files(release / DUMPS, manifest.files):
        yield f"{name}: not as the manifest says"


def is_sound(release: Path, expected: Manifest) -> bool:
    """Tell whether a folder holds the release of this manifest, undamaged."""
    try:
        found = read_manifest(release)
        return found == expected and not any(faults(release, stored_quads(release)))
    except (BadRelease, OSError):
        return False


def _all(release: Path, quads: Callable[[Store], Iterator[Quad]]) -> list[Quad]:
    store = opened(release)
    try:
        return list(quads(store))
    except (OSError, RuntimeError) as error:
        raise BadRelease(release / STORE, "a readable store", str(error)) from error
