"""One named graph that a build is given: where it comes from and its quads."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from graph_data.tally import Tally


@dataclass(frozen=True)
class SourceGraph:
    """One named graph to build.

    `licence` is an IRI, `version` the source's own name of its release, `sha256` the digest of
    the source's bytes. `quads` may be called more than once and gives the same quads each time,
    all of them in the graph `iri`; `tally` counts what was read for them, if anything does.
    `size` is that of the source in bytes, as far as it is known: the largest are begun first.
    A `bulk` graph is made of a source's whole download: shapes are checked on a sample of it.
    """

    iri: NamedNode
    title: str
    licence: str
    version: str
    sha256: str
    quads: Callable[[], Iterable[Quad]]
    tally: Tally | None = None
    size: int = 0
    bulk: bool = False
