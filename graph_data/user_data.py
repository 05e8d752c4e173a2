"""Users' own RDF files as a folder that is served like a release."""

import hashlib
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from pyoxigraph import Quad, Store

from graph_data import rdf_files
from graph_data.release_folder import STORE
from graph_data.search_index import SEARCH, NoSearch, name_quads, write_index
from graph_data.store import named_quads

# Beside the store: the namespaces by prefix that the files declare.
PREFIXES = "prefixes.json"


def write_data_folder(
    parent: Path,
    files: Sequence[Path],
    has_union: bool,
    report: Callable[[str], None] = lambda _: None,
) -> Path:
    """Write what the files hold to a new folder below `parent` and return it.

    It is named by the content of the files, and holds a store, the index of their names (unless
    SQLite lacks FTS5) and their prefixes, but no manifest.
    With `has_union` the default graph holds the triples of the named graphs, too, each once.
    Raises BadData, or OSError for a file that cannot be read; what is below `parent` is then
    of no use.
    """
    for path in files:
        rdf_files.check_endings(path)
    parent.mkdir(exist_ok=True)
    name, prefixes = _fill(parent, files, has_union, report)
    folder = parent / name
    folder.mkdir()
    for part in (STORE, SEARCH):
        if (parent / part).exists():
            (parent / part).rename(folder / part)
    (folder / PREFIXES).write_text(json.dumps(prefixes), encoding="utf-8")
    return folder


def steps(files: Sequence[Path]) -> int:
    """Return how many times `write_data_folder` reports."""
    return len(files) + 2


def read_prefixes(folder: Path) -> dict[str, str]:
    """Return the prefixes that the files of a folder declare; none for a release."""
    try:
        found: dict[str, str] = json.loads((folder / PREFIXES).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return found


def _fill(
    folder: Path, files: Sequence[Path], has_union: bool, report: Callable[[str], None]
) -> tuple[str, dict[str, str]]:
    """Write store and index and return the name of the data, and the prefixes of the files."""
    store = Store(str(folder / STORE))
    digest, prefixes = hashlib.sha256(b"union" if has_union else b""), dict[str, str]()
    for path in files:
        report(f"{path.name}: {path.stat().st_size:,} bytes")
        digest.update(rdf_files.load(store, path))
        prefixes = rdf_files.prefixes(path) | prefixes
    count, graphs = len(store), sum(1 for _ in store.named_graphs())
    with suppress(NoSearch):  # an SQLite without FTS5: everything but the search works
        report(f"search: {write_index(folder / SEARCH, name_quads(store)):,} names")
    if has_union:
        store.bulk_extend(Quad(q.subject, q.predicate, q.object) for q in named_quads(store))
    store.flush()
    store.optimize()
    report(f"{count:,} triples, in the default graph and {graphs:,} named graphs")
    return f"data-{digest.hexdigest()[:12]}", prefixes
