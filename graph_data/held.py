"""How much a release holds, told from its canonical N-Quads: what a manifest says of it."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from graph_data.census import TYPE, node
from ontology.standard import rdf_Statement
from ontology.terms import Conflict, conflictKind

_CLAIM: Final = b" " + TYPE + b" " + str(rdf_Statement).encode()
_CONFLICT: Final = b" " + TYPE + b" " + str(Conflict).encode()
_KIND: Final = b" " + str(conflictKind).encode() + b" "


@dataclass(frozen=True)
class Held:
    """The SHA-256 of the N-Quads, the sizes of a release, the triples of each graph by its IRI.

    `conflicts` counts by the name of their kind.
    """

    sha256: str
    counts: dict[str, int]
    conflicts: dict[str, int]
    graphs: dict[str, int]


def held(lines: Iterable[bytes]) -> Held:
    """Return how much canonical N-Quads, distinct and sorted lines, hold."""
    digest = hashlib.sha256()
    graphs: Counter[bytes] = Counter()
    kinds: Counter[str] = Counter()
    triples = claims = conflicts = 0

    def parts() -> Iterable[bytes]:
        for line in lines:
            digest.update(line)
            triple, graph, _ = line.rsplit(b" ", 2)
            graphs[graph] += 1
            yield triple

    for triple, _ in groupby(parts()):
        triples += 1
        claims += triple.endswith(_CLAIM)
        conflicts += triple.endswith(_CONFLICT)
        if _KIND in triple and triple.split(b" ", 2)[1] == _KIND.strip():
            kinds[_kind(triple)] += 1
    sizes = {"quads": graphs.total(), "triples": triples, "claims": claims, "conflicts": conflicts}
    by_graph = {node(graph).value: count for graph, count in sorted(graphs.items())}
    return Held(digest.hexdigest(), sizes, dict(sorted(kinds.items())), by_graph)


def _kind(triple: bytes) -> str:
    return node(triple.rsplit(b" ", 1)[1]).value.rpartition("#")[2].rpartition("/")[2]
