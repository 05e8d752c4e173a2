"""The graphs of a release: the project's own, those of GARD pages, those of folders."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from graph_data.files import curated_mappings
from graph_data.own_graphs import own_graphs
from graph_data.release import BuildFailed
from graph_data.source_graph import SourceGraph
from loaders.folder.discovery import discovered
from loaders.folder.files import NotTaken
from loaders.folder.graphs import file_graph
from loaders.known_names import KnownNames
from loaders.reading.source_file import SourceFile
from loaders.sources import gard_page, sssom
from loaders.sources.gard_page import GardPage, PageCounts
from raregraph.service_graph import service_graph
from raregraph.terminal import version


@dataclass
class Sources:
    """The graphs to build, what each GARD page yielded, and the files that are not taken."""

    graphs: list[SourceGraph]
    pages: list[PageCounts] = field(default_factory=list)
    not_taken: list[NotTaken] = field(default_factory=list)


def sources(
    pages: Sequence[Path], folders: Sequence[Path] = (), retrieved_on: date | None = None
) -> Sources:
    """Return the graphs of a release with these pages, and with what is found in the folders.

    Raises SourceError, and BuildFailed where two pages are one.
    """
    graphs = standard_graphs()
    read = [(str(path), gard_page.read_page(path)) for path in pages]
    _refuse_twins([(name, page.sha256) for name, page in read], "are the same page")
    found = discovered(folders) if folders else None
    not_taken = list(found.not_taken) if found else []
    if found:
        read += _further_pages([page for _, page in read], found.pages, not_taken)
    made, counts = _page_graphs(graphs, read, retrieved_on)
    made += [file_graph(chosen) for chosen in found.graphs] if found else []
    return Sources(standard_graphs(made) if made else graphs, counts, not_taken)


def standard_graphs(more: Sequence[SourceGraph] = ()) -> list[SourceGraph]:
    """Return the graphs of a release: the project's own, the curated mappings, and `more`.

    The last describes the endpoint that serves them.
    """
    mappings = [sssom.LOADER.source_graph(file, version()) for file in curated_mappings()]
    graphs = [*own_graphs(), *mappings, *more]
    return [*graphs, service_graph(graphs)]


def _further_pages(
    given: Iterable[GardPage], files: Sequence[SourceFile], not_taken: list[NotTaken]
) -> Iterator[tuple[str, GardPage]]:
    """Yield the pages in files, those left out that are given besides."""
    known = {page.sha256 for page in given}
    for file in files:
        with file.opened() as stream:
            page = gard_page.read(stream, file.name)
        if page.sha256 in known:
            not_taken.append(
                NotTaken(file.name, "same content", "as a page given with --gard-page")
            )
        else:
            yield file.name, page


def _page_graphs(
    graphs: Sequence[SourceGraph],
    pages: Sequence[tuple[str, GardPage]],
    retrieved_on: date | None,
) -> tuple[list[SourceGraph], list[PageCounts]]:
    if not pages:
        return [], []
    known = KnownNames.of(quad for graph in graphs for quad in graph.quads())
    found = [gard_page.page_graph(page, known, retrieved_on) for _, page in pages]
    names = [name for name, _ in pages]
    _refuse_twins(zip(names, (graph.iri.value for graph in found), strict=True), "make one graph")
    return found, [gard_page.counts(page, known) for _, page in pages]


def _refuse_twins(keys: Iterable[tuple[str, str]], why: str) -> None:
    first: dict[str, str] = {}
    for name, key in keys:
        if key in first:
            raise BuildFailed(f"{first[key]} and {name} {why}, {key}: give one of them")
        first[key] = name
