"""A release: store, dumps and manifest in one folder, written hidden and renamed whole."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from graph_data import release_folder
from graph_data.canonical import canonical, canonical_hash
from graph_data.closure import CLOSURE, closure
from graph_data.dcat import DCAT_GRAPH, catalogue
from graph_data.dumps import write_dumps
from graph_data.files import BadRules
from graph_data.manifest import Manifest, manifest_of
from graph_data.own_graphs import LICENCE
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
from graph_data.search_index import SEARCH, NoSearch, write_index
from graph_data.source_graph import SourceGraph
from graph_data.store import write_store
from graph_data.void import VOID_GRAPH, description

__all__ = [
    "DUMPS",
    "MANIFEST",
    "STORE",
    "BadRelease",
    "BuildFailed",
    "NoRelease",
    "build_release",
    "current",
    "opened",
    "read_manifest",
    "steps",
]

Report = Callable[[str], None]

_DESCRIPTIONS = {
    VOID_GRAPH: "Description in VoID, derived at build",
    DCAT_GRAPH: "Description in DCAT, derived at build",
}


class BuildFailed(Exception):
    """The sources do not make a valid release; nothing was published."""


def build_release(
    graphs: Sequence[SourceGraph],
    prefixes: dict[str, str],
    report: Report = lambda _: None,
    out: Path | None = None,
) -> tuple[Path, Manifest]:
    """Build a release from the graphs and return its folder and its manifest.

    It is written to `out`, or below build/releases and then named by build/current. Until it is
    whole and valid it is hidden, so a build that fails leaves nothing behind. A damaged release
    of the same name is replaced.
    Raises BuildFailed, or FileExistsError if `out` is there already.
    """
    _refuse_twins(graphs)
    if out is not None and out.exists():
        raise already_there(out)
    releases = out.parent if out is not None else release_folder.BUILD / "releases"
    with hidden_folder(releases) as hidden:
        manifest = _write(hidden, graphs, prefixes, report)
        if out is not None:
            return publish(hidden, out), manifest
        folder = releases / manifest.release
        publish_or_repair(hidden, folder, lambda there: is_sound(there, manifest))
    point_at(release_folder.BUILD / "current", folder)
    return folder, manifest


def steps(graphs: Sequence[SourceGraph]) -> int:
    """Return how many times a build of these graphs reports."""
    return len(graphs) + 6


def _write(
    folder: Path, graphs: Sequence[SourceGraph], prefixes: dict[str, str], report: Report
) -> Manifest:
    folder.mkdir()
    quads = canonical(_read(graphs, report))
    derived = canonical(closure(quads))
    report(f"closure: {len(derived):,} quads")
    data = canonical([*quads, *derived])
    closed = _derived(CLOSURE, "Transitive closures, derived at build", data, _licence(graphs))
    described = [*graphs, closed]
    release_quads = canonical([*data, *_descriptions(described, data)])
    report(f"description: {len(release_quads) - len(data):,} quads of VoID and DCAT")
    _validate(release_quads, prefixes)
    report("validation: no violation")
    write_store(folder / STORE, release_quads)
    report(f"store: {len(release_quads):,} quads")
    report(f"search: {_write_index(folder, release_quads):,} names")
    files = list(write_dumps(folder / DUMPS, release_quads, prefixes))
    described += [_derived(iri, title, release_quads) for iri, title in _DESCRIPTIONS.items()]
    manifest = manifest_of(described, release_quads, files)
    (folder / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
    report(f"dumps: {len(files)} files")
    return manifest


def _descriptions(graphs: Sequence[SourceGraph], data: Sequence[Quad]) -> list[Quad]:
    void = description(graphs, data, canonical_hash(data))
    descriptions = [_derived(iri, title, ()) for iri, title in _DESCRIPTIONS.items()]
    return [*void, *catalogue([*graphs, *descriptions], data, version("raregraph"))]


def _write_index(folder: Path, quads: Sequence[Quad]) -> int:
    try:
        return write_index(folder / SEARCH, quads)
    except NoSearch as error:
        raise BuildFailed(str(error)) from error


def _refuse_twins(graphs: Sequence[SourceGraph]) -> None:
    first: dict[NamedNode, SourceGraph] = {}
    for graph in graphs:
        if (twin := first.setdefault(graph.iri, graph)) is not graph:
            titles = f"{twin.title!r} and {graph.title!r}"
            raise BuildFailed(f"two sources make one graph, {graph.iri.value}: {titles}")


def _read(graphs: Sequence[SourceGraph], report: Report) -> Iterator[Quad]:
    for graph in graphs:
        count = 0
        for quad in graph.quads():
            if quad.graph_name != graph.iri:
                raise BuildFailed(f"{graph.iri.value} holds a quad of {quad.graph_name}: {quad}")
            count += 1
            yield quad
        report(f"{graph.title}: {count:,} quads")


def _validate(quads: Sequence[Quad], prefixes: dict[str, str]) -> None:
    from graph_data.validation import violations  # rdflib and pySHACL take 0.2 s to import

    try:
        found = violations(quads, prefixes)
    except BadRules as error:
        raise BuildFailed(str(error)) from error
    if found:
        lines = "\n".join(f"  {violation}" for violation in found[:50])
        raise BuildFailed(f"{len(found)} violations of shapes and checks:\n{lines}")


def _derived(
    iri: NamedNode, title: str, data: Sequence[Quad], licence: str = LICENCE
) -> SourceGraph:
    quads = [quad for quad in data if quad.graph_name == iri]
    digest = canonical_hash(quads)
    return SourceGraph(iri, title, licence, version("raregraph"), digest, lambda: quads)


def _licence(graphs: Iterable[SourceGraph]) -> str:
    """Return the licence of what is derived from the graphs: theirs, "" if they have several."""
    licences = {graph.licence for graph in graphs}
    return licences.pop() if len(licences) == 1 else ""
