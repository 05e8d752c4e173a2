"""What one source claims without a limit and another one limits or denies, told as such.

A plain claim says that something holds of all. Where another source says of the same that it
holds of some or of none, or gives another mode of inheritance, the plain claim becomes a
rg:UnqualifiedSourceClaim that points to the others, and the direct triple goes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from pyoxigraph import NamedNode

from graph_data.census import TYPE, Row, row
from ontology import terms as rg
from ontology.base import GRAPH
from ontology.standard import (
    biolink_negated,
    rdf_object,
    rdf_predicate,
    rdf_subject,
)


def _term(node: NamedNode) -> bytes:
    return str(node).encode()


# What is made by hand says already what limits it, or a check refuses it.
CURATED: Final = _term(NamedNode(GRAPH + "curated"))
_PLAIN: Final = _term(rg.PlainClaim)
_UNQUALIFIED: Final = _term(rg.UnqualifiedSourceClaim)
_LIMITING: Final = {_term(rg.QualifiedClaim), _term(rg.QuantifiedClaim), _UNQUALIFIED}
_SUBJECT, _PREDICATE, _OBJECT = map(_term, (rdf_subject, rdf_predicate, rdf_object))
_SOURCE: Final = _term(rg.assertedBy)
_NEGATED: Final = _term(biolink_negated)
_CONTEXT: Final = _term(rg.contextualisedBy)
_READ: Final = {TYPE, _SUBJECT, _PREDICATE, _OBJECT, _SOURCE, _NEGATED}
_INHERITANCE: Final = _term(rg.inheritance)
# A tie of a candidate gene is another tie than that of a cause.
_EXEMPT: Final = _term(rg.geneAssociation)


class Changes(NamedTuple):
    """The lines of N-Quads that go, and those that come instead."""

    removed: frozenset[bytes]
    added: frozenset[bytes]


class _Claim(NamedTuple):
    iri: bytes
    source: bytes
    graph: bytes
    value: bytes
    is_plain: bool
    is_limiting: bool

    def is_changed_by(self, other: "_Claim") -> bool:
        """Tell whether a claim of the same subject and predicate limits this one."""
        if not self.is_plain or self.graph == CURATED or self.source == other.source:
            return False
        return other.is_limiting if self.value == other.value else other.is_plain


def contextualised(lines: Iterable[bytes]) -> Changes:
    """Return what changes among sorted N-Quads where sources limit or deny each other's claims.

    Claims of the curated graph and ties of genes stay as they are. The direct triple stays in a
    graph that has another plain claim of it.
    """
    removed: set[bytes] = set()
    added: set[bytes] = set()
    for (subject, predicate, _), claims in _by_triple(lines).items():
        changed = {
            one: context
            for one in claims
            if (context := [other for other in claims if one.is_changed_by(other)])
        }
        for one, context in changed.items():
            removed.add(_line(one.iri, TYPE, _PLAIN, one.graph))
            added.add(_line(one.iri, TYPE, _UNQUALIFIED, one.graph))
            added |= {_line(one.iri, _CONTEXT, other.iri, one.graph) for other in context}
            if not any(_keeps(other, one) for other in claims if other not in changed):
                removed.add(_line(subject, predicate, one.value, one.graph))
    return Changes(frozenset(removed), frozenset(added))


def _keeps(claim: _Claim, changed: _Claim) -> bool:
    same = claim.graph == changed.graph and claim.value == changed.value
    return same and claim.is_plain


def _by_triple(lines: Iterable[bytes]) -> dict[tuple[bytes, bytes, bytes], list[_Claim]]:
    """Return the claims by what they say: subject, predicate and, but for modes, object."""
    found: dict[tuple[bytes, bytes, bytes], list[_Claim]] = defaultdict(list)
    rows = (row(line) for line in lines if line.split(b" ", 2)[1] in _READ)
    for iri, group in groupby(rows, itemgetter(0)):
        said = _said(group)
        predicate = said.get(_PREDICATE, [_EXEMPT])[0]
        if predicate == _EXEMPT or _SUBJECT not in said or _OBJECT not in said:
            continue
        value = said[_OBJECT][0]
        key = (said[_SUBJECT][0], predicate, b"" if predicate == _INHERITANCE else value)
        found[key] += _claims(iri, said, value)
    return {key: claims for key, claims in found.items() if len(claims) > 1}


def _said(rows: Iterable[Row]) -> dict[bytes, list[bytes]]:
    found: dict[bytes, list[bytes]] = defaultdict(list)
    for _, predicate, value, graph in rows:
        found[predicate].append(value)
        found[b"graph"] = [graph]
    return found


def _claims(iri: bytes, said: dict[bytes, list[bytes]], value: bytes) -> Iterator[_Claim]:
    kinds = set(said[TYPE])
    is_limiting = bool(kinds & _LIMITING) or any(v.startswith(b'"true"') for v in said[_NEGATED])
    for source in said[_SOURCE]:
        yield _Claim(iri, source, said[b"graph"][0], value, _PLAIN in kinds, is_limiting)


def _line(subject: bytes, predicate: bytes, value: bytes, graph: bytes) -> bytes:
    return b" ".join((subject, predicate, value, graph, b".\n"))
