"""Quads in the one form that the store, the dumps and the hash share."""

import hashlib
from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, Store, parse, serialize


def canonical(quads: Iterable[Quad]) -> list[Quad]:
    """Return the distinct quads, sorted, with literals as the store gives them back.

    The store keeps values, not lexical forms: "01"^^xsd:integer comes back as "1". Passing the
    quads through it first makes dump, hash and answer agree.
    """
    store = Store()
    store.extend(quads)
    return list(parse(nquads(store), RdfFormat.N_QUADS))


def nquads(quads: Iterable[Quad]) -> bytes:
    """Return the canonical N-Quads of quads without blank nodes: sorted, distinct lines.

    Without blank nodes RDFC-1.0 (section 4.4) relabels nothing, so its result is this sort.
    """
    lines = set((serialize(quads, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True))
    return b"".join(sorted(lines))


def canonical_hash(quads: Iterable[Quad]) -> str:
    """Return the SHA-256 of the canonical N-Quads, 64 hexadecimal digits."""
    return hashlib.sha256(nquads(quads)).hexdigest()
