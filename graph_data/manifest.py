"""The manifest of a release: what is in it, by whom, and how to check it."""

import dataclasses
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, cast, get_origin

from pyoxigraph import NamedNode, Quad

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
        """Return the manifest that `to_json` wrote.

        Raises ValueError, naming the field, for a text that it did not write.
        """
        whole = json.loads(text)
        read = _fields(cls, whole)
        read["graphs"] = [GraphEntry(**_fields(GraphEntry, one)) for one in read["graphs"]]
        read["files"] = [DumpFile(**_fields(DumpFile, one)) for one in read["files"]]
        if bad := [name for name, count in read["counts"].items() if not isinstance(count, int)]:
            raise ValueError(f"no number as count of {bad[0]}")
        return cls(**read)


def manifest_of(
    graphs: Sequence[SourceGraph], quads: Sequence[Quad], files: list[DumpFile]
) -> Manifest:
    """Return the manifest of a release that holds `quads` and the dumps `files`.

    The release is named by the project's version and the first 12 digits of the RDFC-1.0 hash.
    """
    digest = canonical_hash(quads)
    sizes = triples_by_graph(quads)
    return Manifest(
        release=release_name(version("raregraph"), digest),
        version=version("raregraph"),
        base=BASE,
        canonical_hash=digest,
        counts=counts(quads),
        graphs=[_entry(graph, sizes.get(graph.iri.value, 0)) for graph in graphs],
        files=files,
    )


def release_name(project_version: str, digest: str) -> str:
    """Return the name of the release whose canonical hash is `digest`."""
    return f"{project_version}-{digest[:12]}"


def triples_by_graph(quads: Sequence[Quad]) -> dict[str, int]:
    """Return how many triples each named graph holds, by its IRI."""
    return dict(Counter(q.graph_name.value for q in quads if isinstance(q.graph_name, NamedNode)))


def counts(quads: Sequence[Quad]) -> dict[str, int]:
    """Return the sizes that a manifest tells: quads, triples, claims, conflicts."""
    kinds = Counter(o for _, o in {(q.subject, q.object) for q in quads if q.predicate == rdf_type})
    return {
        "quads": len(quads),
        "triples": len(triples(quads)),
        "claims": kinds[rdf_Statement],
        "conflicts": kinds[Conflict],
    }


def _fields(kind: type, found: object) -> dict[str, Any]:
    """Return what JSON gives for each field of a dataclass, all there and of their types."""
    if not isinstance(found, dict):
        raise ValueError(f"no object of {kind.__name__}: {found!r:.60}")
    expected = {field.name: field.type for field in dataclasses.fields(kind)}
    if set(found) != set(expected):
        odd = ", ".join(sorted(map(str, set(found) ^ set(expected))))
        raise ValueError(f"{kind.__name__} with missing or unknown fields: {odd}")
    for name, type_ in expected.items():
        if not isinstance(found[name], get_origin(type_) or cast(type, type_)):
            raise ValueError(f"{kind.__name__} with {name}: {found[name]!r:.60}")
    return found


def _entry(graph: SourceGraph, count: int) -> GraphEntry:
    return GraphEntry(
        iri=graph.iri.value,
        title=graph.title,
        version=graph.version,
        licence=graph.licence,
        sha256=graph.sha256,
        triples=count,
    )
