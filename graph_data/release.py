"""A release: store, dumps and manifest in one folder, written hidden and renamed whole."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from graph_data.canonical import canonical, canonical_hash
from graph_data.closure import CLOSURE, closure
from graph_data.dumps import write_dumps
from graph_data.manifest import Manifest, manifest_of
from graph_data.source_graph import SourceGraph
from graph_data.store import write_store
from graph_data.validation import Violation, violations
from graph_data.void import VOID_GRAPH, description

BUILD = Path("build")
STORE = "store"
DUMPS = "dumps"
MANIFEST = "manifest.json"

Report = Callable[[str], None]


class BuildFailed(Exception):
    """The sources do not make a valid release; nothing was published."""


class NoRelease(Exception):
    """There is no release where one was looked for."""


def build_release(
    graphs: Sequence[SourceGraph],
    prefixes: dict[str, str],
    report: Report = lambda _: None,
    out: Path | None = None,
) -> tuple[Path, Manifest]:
    """Build a release from the graphs and return its folder and its manifest.

    It is written to `out`, or below build/releases and then named by build/current. Until it is
    whole and valid it stands in a hidden folder, so a build that fails leaves nothing behind.
    Raises BuildFailed, or FileExistsError if `out` is there already.
    """
    if out is not None and out.exists():
        raise FileExistsError(out)
    releases = out.parent if out is not None else BUILD / "releases"
    with _hidden(releases) as hidden:
        manifest = _write(hidden, graphs, prefixes, report)
        folder = out or releases / manifest.release
        if not folder.exists():
            hidden.rename(folder)
    if out is None:
        _point_current_at(folder)
    return folder, manifest


def current(folder: Path | None = None) -> Path:
    """Return the folder of the named release, or of the one that build/current names.

    Raises NoRelease if it is not there or holds no manifest.
    """
    found = folder or BUILD / "current"
    if not (found / MANIFEST).is_file():
        raise NoRelease(
            f"no release at {found}: expected a folder with {MANIFEST}; `raregraph build` makes one"
        )
    return found.resolve()


def read_manifest(release: Path) -> Manifest:
    """Return the manifest of a release."""
    return Manifest.from_json((release / MANIFEST).read_text(encoding="utf-8"))


def steps(graphs: Sequence[SourceGraph]) -> int:
    """Return how many times a build of these graphs reports."""
    return len(graphs) + 5


def _write(
    folder: Path, graphs: Sequence[SourceGraph], prefixes: dict[str, str], report: Report
) -> Manifest:
    quads = canonical(_read(graphs, report))
    derived = canonical(closure(quads))
    report(f"closure: {len(derived):,} quads")
    data = canonical([*quads, *derived])
    described = [*graphs, _derived(CLOSURE, "Transitive closures, derived at build", data)]
    release_quads = canonical([*data, *description(described, data, canonical_hash(data))])
    report(f"description: {len(release_quads) - len(data):,} quads of VoID")
    _validate(release_quads, prefixes)
    report("validation: no violation")
    write_store(folder / STORE, release_quads)
    report(f"store: {len(release_quads):,} quads")
    files = list(write_dumps(folder / DUMPS, release_quads, prefixes))
    described.append(_derived(VOID_GRAPH, "Description in VoID, derived at build", release_quads))
    manifest = manifest_of(described, release_quads, files)
    (folder / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
    report(f"dumps: {len(files)} files")
    return manifest


def _read(graphs: Sequence[SourceGraph], report: Report) -> Iterator[Quad]:
    for graph in graphs:
        if sum(other.iri == graph.iri for other in graphs) > 1:
            raise BuildFailed(f"two sources make one graph, {graph.iri.value}: expected one each")
        count = 0
        for quad in graph.quads():
            if quad.graph_name != graph.iri:
                raise BuildFailed(f"{graph.iri.value} holds a quad of {quad.graph_name}: {quad}")
            count += 1
            yield quad
        report(f"{graph.title}: {count:,} quads")


def _validate(quads: Sequence[Quad], prefixes: dict[str, str]) -> None:
    found: list[Violation] = violations(quads, prefixes)
    if found:
        lines = "\n".join(f"  {violation}" for violation in found[:50])
        raise BuildFailed(f"{len(found)} violations of shapes and checks:\n{lines}")


def _derived(iri: NamedNode, title: str, data: Sequence[Quad]) -> SourceGraph:
    quads = [quad for quad in data if quad.graph_name == iri]
    return SourceGraph(iri, title, "", version("raregraph"), canonical_hash(quads), lambda: quads)


@contextmanager
def _hidden(releases: Path) -> Iterator[Path]:
    releases.mkdir(parents=True, exist_ok=True)
    hidden = releases / f".building-{os.getpid()}"
    hidden.mkdir()
    try:
        yield hidden
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


def _point_current_at(folder: Path) -> None:
    link = BUILD / f".current-{os.getpid()}"
    link.symlink_to(folder.relative_to(BUILD), target_is_directory=True)
    os.replace(link, BUILD / "current")
