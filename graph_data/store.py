"""The Oxigraph store of a release: all access to it."""

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store


def write_store(folder: Path, quads: Iterable[Quad]) -> int:
    """Write quads of named graphs as a new store and return how many distinct ones it holds.

    The default graph gets the union of the named graphs, each triple once: the engine's own
    union gives a triple back once for each graph that holds it, so its COUNT is wrong.
    Either the whole store appears at `folder` or nothing does.
    Raises FileExistsError if `folder` is there already.
    """
    if folder.exists():
        raise FileExistsError(f"{folder} exists already")
    hidden = folder.with_name(f".{folder.name}.{os.getpid()}")
    try:
        count = _fill(hidden, quads)
        hidden.rename(folder)
    finally:
        shutil.rmtree(hidden, ignore_errors=True)
    return count


def load(store: Store, quads: Path, triples: Path) -> None:
    """Add the N-Quads of named graphs to a store, and their triples to its default graph.

    Both are files; `triples` are N-Triples.
    """
    store.bulk_load(path=quads, format=RdfFormat.N_QUADS, lenient=True)
    store.bulk_load(path=triples, format=RdfFormat.N_TRIPLES, lenient=True)


def open_store(folder: Path) -> Store:
    """Return the store at `folder`, read-only; many processes may have it open.

    Raises FileNotFoundError if there is none.
    """
    if not folder.is_dir():
        raise FileNotFoundError(f"there is no store at {folder}")
    return Store.read_only(str(folder))


def named_quads(store: Store) -> Iterator[Quad]:
    """Return the quads of the named graphs, in the store's order."""
    for graph in store.named_graphs():
        yield from store.quads_for_pattern(None, None, None, graph)


def default_quads(store: Store) -> Iterator[Quad]:
    """Return the quads of the default graph, in the store's order."""
    return store.quads_for_pattern(None, None, None, DefaultGraph())


def _fill(folder: Path, quads: Iterable[Quad]) -> int:
    store = Store(str(folder))
    store.bulk_extend(quads)
    count = len(store)
    store.bulk_extend(Quad(q.subject, q.predicate, q.object) for q in named_quads(store))
    store.flush()
    store.optimize()
    return count
