"""The manifest of a release: what is in it, by whom, and how to check it."""

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Final, cast, get_origin

from graph_data.dumps import DumpFile
from graph_data.held import Held
from graph_data.source_graph import SourceGraph
from ontology.base import BASE


@dataclass(frozen=True)
class GraphEntry:
    """One named graph: where it comes from and how many triples it holds.

    A `bulk` graph is made of a source's whole download.
    """

    iri: str
    title: str
    version: str
    licence: str
    sha256: str
    triples: int
    bulk: bool


@dataclass(frozen=True)
class Manifest:
    """What a release holds. No day and no machine is in it: equal sources, equal manifest.

    `union_default_graph` tells that the default graph is the union of the named graphs;
    `conflicts` counts the conflicts by kind.
    """

    release: str
    version: str
    base: str
    canonical_hash: str
    union_default_graph: bool
    counts: dict[str, int]
    conflicts: dict[str, int]
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
        counted = [*read["counts"].items(), *read["conflicts"].items()]
        if bad := [name for name, count in counted if not isinstance(count, int)]:
            raise ValueError(f"no number as count of {bad[0]}")
        return cls(**read)


def manifest_of(graphs: Sequence[SourceGraph], held: Held, files: list[DumpFile]) -> Manifest:
    """Return the manifest of a release that holds so much, in these graphs and dumps.

    The release is named by the project's version and the first 12 digits of the RDFC-1.0 hash.
    """
    return Manifest(
        release=release_name(version("raregraph"), held.sha256),
        version=version("raregraph"),
        base=BASE,
        canonical_hash=held.sha256,
        union_default_graph=True,
        counts=held.counts,
        conflicts=held.conflicts,
        graphs=[_entry(graph, held.graphs.get(graph.iri.value, 0)) for graph in graphs],
        files=files,
    )


def release_name(project_version: str, digest: str) -> str:
    """Return the name of the release whose canonical hash is `digest`."""
    return f"{project_version}-{digest[:12]}"


def _fields(kind: type, found: object) -> dict[str, Any]:
    """Return what JSON gives for each field of a dataclass, all there and of their types."""
    if not isinstance(found, dict):
        raise ValueError(f"no object of {kind.__name__}: {found!r:.60}")
    expected = {field.name: field.type for field in dataclasses.fields(kind)}
    found = _ADDED.get(kind, {}) | found
    if set(found) != set(expected):
        odd = ", ".join(sorted(map(str, set(found) ^ set(expected))))
        raise ValueError(f"{kind.__name__} with missing or unknown fields: {odd}")
    for name, type_ in expected.items():
        if not isinstance(found[name], get_origin(type_) or cast(type, type_)):
            raise ValueError(f"{kind.__name__} with {name}: {found[name]!r:.60}")
    return found


# The fields that manifests of raregraph 0.1.0 do not have, and what holds of their releases.
_ADDED: Final[dict[type, dict[str, Any]]] = {
    Manifest: {"union_default_graph": True, "conflicts": {}},
    GraphEntry: {"bulk": False},
}


def _entry(graph: SourceGraph, count: int) -> GraphEntry:
    return GraphEntry(
        iri=graph.iri.value,
        title=graph.title,
        version=graph.version,
        licence=graph.licence,
        sha256=graph.sha256,
        triples=count,
        bulk=graph.bulk,
    )
