"""The quads of each source, written to a file of its own by a process of its own."""

import resource
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad

from graph_data.lines import write_quads
from graph_data.processes import finished
from graph_data.source_graph import SourceGraph
from graph_data.tally import Tally
from ontology.standard import rdf_Statement


class StrayQuad(Exception):
    """A source gives a quad of another graph than its own: which graph, which quad."""


@dataclass(frozen=True)
class Staged:
    """The quads of one source as N-Quads in a file, and what it took to make them.

    `peak_bytes` is the most memory that the process had; `quads` counts repeated ones, too.
    `claims` are those that it makes, by its tally or else as they are in it.
    """

    graph: SourceGraph
    path: Path
    quads: int
    claims: int
    seconds: float
    peak_bytes: int


@dataclass(frozen=True)
class _Made:
    quads: int
    claims: int
    tally: Tally | None
    seconds: float
    peak_bytes: int


def stage(
    graphs: Sequence[SourceGraph], folder: Path, report: Callable[[str], None]
) -> list[Staged]:
    """Write the quads of each graph below the folder and return the files in the graphs' order.

    Each core makes one graph at a time, those of the largest sources first. The tallies of the
    graphs are filled. Raises what a source raises, and StrayQuad.
    """
    order = sorted(range(len(graphs)), key=lambda number: -graphs[number].size)
    paths = [folder / f"{number}.nq" for number in range(len(graphs))]
    tasks = [_task(graphs[number], paths[number]) for number in order]
    staged: dict[int, Staged] = {}
    for task, made in finished(tasks):
        graph = graphs[order[task]]
        if graph.tally is not None and made.tally is not None:
            graph.tally.__dict__.update(made.tally.__dict__)
        path = paths[order[task]]
        staged[order[task]] = Staged(
            graph, path, made.quads, made.claims, made.seconds, made.peak_bytes
        )
        report(f"{graph.title}: {made.quads:,} quads")
    return [staged[number] for number in range(len(graphs))]


def _task(graph: SourceGraph, path: Path) -> Callable[[], _Made]:
    return lambda: _made(graph, path)


def _made(graph: SourceGraph, path: Path) -> _Made:
    begin = time.monotonic()
    count = claims = 0

    def checked() -> Iterator[Quad]:
        nonlocal count, claims
        for quad in graph.quads():
            if quad.graph_name != graph.iri:
                raise StrayQuad(f"{graph.iri.value} holds a quad of {quad.graph_name}: {quad}")
            count += 1
            if graph.tally is None and quad.object == rdf_Statement:
                claims += 1
            yield quad

    write_quads(checked(), path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    claims = claims if graph.tally is None else graph.tally.claims
    return _Made(count, claims, graph.tally, time.monotonic() - begin, peak)
