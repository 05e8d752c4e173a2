"""The manifest of a release: what is in it, by whom, and how to check it."""

import dataclasses
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version

from pyoxigraph import Quad

from graph_data.canonical import canonical_hash
from graph_data.dumps import DumpFile, triples
from graph_data.source_graph import SourceGraph
from ontology.base import BASE
from ontology.standard import rdf_Statement, rdf_type
from ontology.terms import Conflict


@dataclass(frozen=True)
class GraphEntry:
    """One named graph: where it comes from and how many triples it holds."""

    iri: str
    title: str
    version: str
    licence: str
    sha256: str
    triples: int


@dataclass(frozen=True)
class Manifest:
    """What a release holds. No day and no machine is in it: equal sources, equal manifest."""

    release: str
    version: str
    base: str
    canonical_hash: str
    counts: dict[str, int]
    graphs: list[GraphEntry]
    files: list[DumpFile]

    def to_json(self) -> str:
        """Return the manifest as indented JSON."""
        return json.dumps(dataclasses.asdict(self), indent=2, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """Return the manifest that `to_json` wrote."""
        fields = json.loads(text)
        fields["graphs"] = [GraphEntry(**graph) for graph in fields["graphs"]]
        fields["files"] = [DumpFile(**file) for file in fields["files"]]
        return cls(**fields)


def manifest_of(
    graphs: Sequence[SourceGraph], quads: Sequence[Quad], files: list[DumpFile]
) -> Manifest:
    """Return the manifest of a release that holds `quads` and the dumps `files`.

    The release is named by the project's version and the first 12 digits of the RDFC-1.0 hash.
    """
    digest = canonical_hash(quads)
    sizes = Counter(q.graph_name for q in quads)
    return Manifest(
        release=f"{version('raregraph')}-{digest[:12]}",
        version=version("raregraph"),
        base=BASE,
        canonical_hash=digest,
        counts=_counts(quads),
        graphs=[_entry(graph, sizes[graph.iri]) for graph in graphs],
        files=files,
    )


def _counts(quads: Sequence[Quad]) -> dict[str, int]:
    kinds = Counter(o for _, o in {(q.subject, q.object) for q in quads if q.predicate == rdf_type})
    return {
        "quads": len(quads),
        "triples": len(triples(quads)),
        "claims": kinds[rdf_Statement],
        "conflicts": kinds[Conflict],
    }


def _entry(graph: SourceGraph, count: int) -> GraphEntry:
    return GraphEntry(
        iri=graph.iri.value,
        title=graph.title,
        version=graph.version,
        licence=graph.licence,
        sha256=graph.sha256,
        triples=count,
    )
