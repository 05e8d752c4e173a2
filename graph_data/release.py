"""A release: store, dumps and manifest in one folder, written hidden and renamed whole."""

import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from pyoxigraph import NamedNode

from graph_data import release_folder
from graph_data.assembling import ADDED, Assembling, Report
from graph_data.dumps import DumpFile, dump_tasks
from graph_data.files import BadRules
from graph_data.held import Held, held
from graph_data.lines import NoSort, count_lines
from graph_data.manifest import Manifest, manifest_of
from graph_data.processes import ProcessEnded, finished
from graph_data.publishing import (
    already_there,
    hidden_folder,
    point_at,
    publish,
    publish_or_repair,
)
from graph_data.release_folder import (
    DUMPS,
    MANIFEST,
    STORE,
    BadRelease,
    NoRelease,
    current,
    is_sound,
    opened,
    read_manifest,
)
from graph_data.search_index import SEARCH, NoSearch, named_in, write_index
from graph_data.source_graph import SourceGraph
from graph_data.staging import Staged, StrayQuad, stage
from graph_data.store import open_store
from graph_data.violation import Violation

__all__ = [
    "DUMPS",
    "MANIFEST",
    "STORE",
    "BadRelease",
    "BuildFailed",
    "NoRelease",
    "Report",
    "Staged",
    "build_release",
    "current",
    "opened",
    "read_manifest",
    "steps",
]


class BuildFailed(Exception):
    """The sources do not make a valid release; nothing was published."""


def build_release(
    graphs: Sequence[SourceGraph],
    prefixes: dict[str, str],
    report: Report = lambda _: None,
    out: Path | None = None,
    inspect: Callable[[list[Staged]], None] = lambda _: None,
    finish: Callable[[Path, Manifest], None] = lambda _, __: None,
) -> tuple[Path, Manifest]:
    """Build a release from the graphs and return its folder and its manifest.

    It is written to `out`, or below build/releases and then named by build/current. Until it is
    whole and valid it is hidden, so a build that fails leaves nothing behind. A damaged release
    of the same name is replaced. `inspect` is given what each source made, and may raise; `finish`
    may add files to the hidden folder of the whole release.
    Raises BuildFailed, or FileExistsError if `out` is there already.
    """
    _refuse_twins(graphs)
    if out is not None and out.exists():
        raise already_there(out)
    releases = out.parent if out is not None else release_folder.BUILD / "releases"
    with hidden_folder(releases) as hidden:
        manifest = _write(hidden, graphs, prefixes, report, inspect)
        finish(hidden, manifest)
        if out is not None:
            return publish(hidden, out), manifest
        folder = releases / manifest.release
        publish_or_repair(hidden, folder, lambda there: is_sound(there, manifest))
    point_at(release_folder.BUILD / "current", folder)
    return folder, manifest


def steps(graphs: Sequence[SourceGraph]) -> int:
    """Return how many times a build of these graphs reports."""
    return len(graphs) + len(ADDED) + 6


def _write(
    folder: Path,
    graphs: Sequence[SourceGraph],
    prefixes: dict[str, str],
    report: Report,
    inspect: Callable[[list[Staged]], None],
) -> Manifest:
    folder.mkdir()
    work = folder.with_name("work")
    work.mkdir()
    data = Assembling(work, folder / STORE, report)
    try:
        staged = stage(graphs, work, report)
        inspect(staged)
        data.take(staged)
        data.derive()
        data.describe()
        report(f"store: {count_lines(data.lines):,} quads")
        manifest = _finish(folder, data, prefixes, report)
    except (BadRules, NoSearch, NoSort, ProcessEnded, StrayQuad) as error:
        raise BuildFailed(str(error)) from error
    (folder / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
    shutil.rmtree(work)
    return manifest


def _finish(folder: Path, data: Assembling, prefixes: dict[str, str], report: Report) -> Manifest:
    """Validate what is assembled, and write the dumps and the index of names beside its store."""
    (folder / DUMPS).mkdir()
    tasks: list[Callable[[], object]] = [
        partial(_checked, folder / STORE, prefixes),
        partial(_shaped, folder / STORE, data, prefixes),
        *dump_tasks(folder / DUMPS, data.dumps, data.lines, prefixes),
        partial(_write_index, folder / SEARCH, data.lines),
        partial(_held, data.lines),
    ]
    sizes, files, faults = None, list[DumpFile](), list[Violation]()
    for _, found in finished(tasks):
        if isinstance(found, Held):
            sizes = found
        elif isinstance(found, tuple):
            faults += found
        elif isinstance(found, list):
            files += found
        elif isinstance(found, str):
            report(found)
    _refuse_faults(faults)
    report("validation: no violation")
    report(f"dumps: {len(files)} files")
    assert sizes is not None
    return manifest_of(data.graphs, sizes, sorted(files, key=lambda file: file.name))


def _held(lines: Path) -> Held:
    with lines.open("rb") as file:
        return held(file)


def _write_index(path: Path, lines: Path) -> str:
    with lines.open("rb") as file:
        return f"search: {write_index(path, named_in(file)):,} names"


def _refuse_twins(graphs: Sequence[SourceGraph]) -> None:
    first: dict[NamedNode, SourceGraph] = {}
    for graph in graphs:
        if (twin := first.setdefault(graph.iri, graph)) is not graph:
            titles = f"{twin.title!r} and {graph.title!r}"
            raise BuildFailed(f"two sources make one graph, {graph.iri.value}: {titles}")


def _checked(store: Path, prefixes: dict[str, str]) -> tuple[Violation, ...]:
    from graph_data.release_checks import check_faults  # rdflib takes 0.2 s to import

    return tuple(check_faults(open_store(store), prefixes))


def _shaped(store: Path, data: Assembling, prefixes: dict[str, str]) -> tuple[Violation, ...]:
    from graph_data.release_checks import shape_faults  # rdflib takes 0.2 s to import

    bulk = {graph.iri for graph in data.graphs if graph.bulk}
    return tuple(shape_faults(open_store(store), data.lines, bulk, prefixes))


def _refuse_faults(found: Sequence[Violation]) -> None:
    if found:
        lines = "\n".join(f"  {violation}" for violation in sorted(found)[:50])
        raise BuildFailed(f"{len(found)} violations of shapes and checks:\n{lines}")
