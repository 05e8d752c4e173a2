"""The data of a release, what sources give and what is derived, as N-Quads and in a store."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad, Store

from graph_data.census import Census
from graph_data.closure import CLOSURE, closure
from graph_data.conflicts import CONFLICTS, KINDS, ConflictKind, conflict_quads
from graph_data.contextualising import contextualised
from graph_data.dcat import DCAT_GRAPH, catalogue
from graph_data.dumps import dump_names, sha256
from graph_data.lines import count_lines, sort_lines, write_quads, write_triples, write_without
from graph_data.links import links
from graph_data.matching_data import information_content_quads
from graph_data.own_graphs import LICENCE
from graph_data.processes import finished
from graph_data.source_graph import SourceGraph
from graph_data.staging import Staged
from graph_data.store import load, open_store
from graph_data.void import VOID_GRAPH, description, links_description

Report = Callable[[str], None]

_BLOCK: Final = 1 << 22
_TITLES: Final = {
    CLOSURE: "Transitive closures and information content, derived at build",
    CONFLICTS: "Disagreements of the sources, derived at build",
    VOID_GRAPH: "Description in VoID, derived at build",
    DCAT_GRAPH: "Description in DCAT, derived at build",
}
_GROWING: Final = frozenset({CLOSURE, CONFLICTS})
# The graphs that a build adds to those of the sources.
ADDED: Final = tuple(_TITLES)


@dataclass
class Assembling:
    """A release while its data are put together: as canonical N-Quads in `lines`, and in a store.

    `work` is a folder for files that do not stay; `graphs` are the graphs so far and `dumps` the
    names of the dumps that the release gets.
    """

    work: Path
    store: Path
    report: Report
    lines: Path = field(init=False)
    graphs: list[SourceGraph] = field(default_factory=list)
    dumps: list[str] = field(default_factory=list)
    _files: int = 0

    def take(self, staged: Sequence[Staged]) -> None:
        """Take what the sources give; claims that others limit are told as such."""
        self.graphs = [one.graph for one in staged]
        self.lines = self._sorted([one.path for one in staged])
        with self.lines.open("rb", _BLOCK) as lines:
            removed, added = contextualised(lines)
        if removed:
            kept, more = self._file(), self._file()
            write_without(self.lines, kept, removed)
            more.write_bytes(b"".join(sorted(added)))
            self.lines.unlink()
            self.lines = self._merged(kept, more)
        self.report(f"context: {len(removed):,} triples of claims that other sources limit")

    def derive(self) -> None:
        """Make the store, and add the closures and the conflicts to what the sources give."""
        store = Store(str(self.store))
        self._load(store, self.lines)
        licences = {graph.licence for graph in self.graphs}
        licence = licences.pop() if len(licences) == 1 else ""
        closures = self._written(_closures(store))
        self._add(store, CLOSURE, closures, licence)
        store.flush()
        del store  # many may read it once nobody writes
        conflicts = self._sorted([path for _, path in finished(self._conflict_tasks())])
        self._add(Store(str(self.store)), CONFLICTS, conflicts, licence)
        self.lines = self._merged(self.lines, closures, conflicts)

    def _conflict_tasks(self) -> list[Callable[[], Path]]:
        return [partial(_detected, self.store, kind, self._file(kind.name)) for kind in KINDS]

    def describe(self) -> None:
        """Add the descriptions of the release in VoID and DCAT; the store is then complete."""
        self.dumps = dump_names(count_lines(self.lines))
        (void, dcat), (more,) = self._descriptions()
        void = self._sorted([void, more])
        store = Store(str(self.store))
        for iri, made in ((VOID_GRAPH, void), (DCAT_GRAPH, dcat)):
            self._add(store, iri, made, LICENCE)
        self.lines = self._merged(self.lines, void, dcat)
        store.flush()
        store.optimize()

    def _descriptions(self) -> list[list[Path]]:
        """Return sorted N-Quads: VoID and DCAT, and what VoID says of links."""
        found = dict(finished([self._counted, self._linked]))
        return [found[number] for number in sorted(found)]

    def _counted(self) -> list[Path]:
        with self.lines.open("rb", _BLOCK) as lines:
            census = Census(lines)
        void = description(self.graphs, census, sha256(self.lines), self.dumps)
        graphs = [*self.graphs, *(_derived(iri, "", LICENCE) for iri in (VOID_GRAPH, DCAT_GRAPH))]
        dcat = catalogue(graphs, census, version("raregraph"), self.dumps)
        return [self._written(void, "void"), self._written(dcat, "dcat")]

    def _linked(self) -> list[Path]:
        found = links(lambda: self.lines.open("rb", _BLOCK))
        return [self._written(links_description(found), "links")]

    def _add(self, store: Store, iri: NamedNode, made: Path, licence: str) -> None:
        """Add a derived graph: to the store, and to the graphs of the release."""
        self._load(store, made)
        # as many as those that it is derived from
        bulk = iri in _GROWING and any(graph.bulk for graph in self.graphs)
        self.graphs.append(replace(_derived(iri, sha256(made), licence), bulk=bulk))
        self.report(f"{iri.value.rpartition('/')[2]}: {count_lines(made):,} quads")

    def _load(self, store: Store, quads: Path) -> None:
        triples = self._file()
        write_triples(quads, triples)
        load(store, quads, triples)
        triples.unlink()

    def _written(self, quads: Iterable[Quad], name: str = "derived") -> Path:
        """Write quads as canonical N-Quads."""
        unsorted = self._file(name)
        write_quads(quads, unsorted)
        return self._sorted([unsorted], name)

    def _sorted(self, files: list[Path], name: str = "sorted") -> Path:
        target = self._file(name)
        sort_lines(files, target)
        for file in files:
            file.unlink()
        return target

    def _merged(self, *files: Path) -> Path:
        target = self._file()
        sort_lines(files, target, are_sorted=True)
        for file in files:
            file.unlink()
        return target

    def _file(self, name: str = "part") -> Path:
        """Return the path of a new file; each of the processes has its own names."""
        self._files += 1
        return self.work / f"{name}-{self._files}"


def _detected(store: Path, kind: ConflictKind, target: Path) -> Path:
    """Write the conflicts of one kind that a store holds."""
    write_quads(conflict_quads(open_store(store), [kind]), target)
    return target


def _closures(store: Store) -> Iterator[Quad]:
    """Yield the closures, and what rests on hierarchies besides."""
    yield from closure(store)
    yield from information_content_quads(store)


def _derived(iri: NamedNode, digest: str, licence: str) -> SourceGraph:
    return SourceGraph(iri, _TITLES[iri], licence, version("raregraph"), digest, list)
