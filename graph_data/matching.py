"""How well the findings that somebody lists fit the phenotypes that diseases are annotated with.

The measure, in three published steps:

1. The information content of a term is IC(t) = -ln(n(t) / N): N diseases are annotated, n(t) of
   them with the term or one below it (P. Resnik, "Using Information Content to Evaluate Semantic
   Similarity in a Taxonomy", IJCAI 1995, pages 448-453, with diseases for words).
2. Two terms are as similar as their most informative common ancestor is informative (the same
   paper). A term is one of its own ancestors here.
3. A list fits a disease as well as its terms are matched on average, each by the best of the
   disease's terms (best-match average: C. Pesquita et al., BMC Bioinformatics 2008, 9(Suppl 5):S4;
   from the query to the disease only: S. Köhler et al., Am. J. Hum. Genet. 2009, 85(4):457-464).

The rank follows the query to the disease alone: a list holds what somebody has noticed, so that
what it does not name is not absent, and a disease that is well described must not fall behind for
that. The mean of both directions, the symmetric measure of Köhler et al., parts equal scores.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Final, NamedTuple

METHOD: Final = (
    "Resnik information content (Resnik 1995), best-match average (Pesquita et al. 2008)"
    " from the query to the disease (Köhler et al. 2009)"
)
NO_DIAGNOSIS: Final = (
    "This is a similarity of lists of terms. It is not a diagnosis and does not replace one."
)

Terms = frozenset[str]
_NONE: Final[Terms] = frozenset()


class Pair(NamedTuple):
    """A term that was asked for, the disease's best match, what both are kinds of, and its IC."""

    asked: str
    found: str
    common: str
    information: float


class Contradiction(NamedTuple):
    """A term that was asked for, and what the disease is said not to have: it or one above it."""

    asked: str
    excluded: str


class Hit(NamedTuple):
    """A disease with its score, the symmetric one, and how both come about."""

    disease: str
    score: float
    symmetric: float
    pairs: tuple[Pair, ...]
    contradictions: tuple[Contradiction, ...]


@dataclass(frozen=True)
class Hierarchy:
    """Terms and those directly above them."""

    parents: Mapping[str, Iterable[str]]
    _closed: dict[str, Terms] = field(default_factory=dict, init=False, compare=False)

    def ancestors(self, term: str) -> Terms:
        """Return the term and all above it; also where the hierarchy has a cycle."""
        if (known := self._closed.get(term)) is not None:
            return known
        seen, waiting = {term}, [term]
        while waiting:
            new = set(self.parents.get(waiting.pop(), ())) - seen
            seen |= new
            waiting.extend(new)
        return self._closed.setdefault(term, frozenset(seen))


@dataclass(frozen=True)
class Annotations:
    """What diseases are annotated with: the terms that they have, and those they are said not to.

    A disease is annotated if it has a term; one that is only said not to have some is not.
    """

    hierarchy: Hierarchy
    present: Mapping[str, Terms]
    excluded: Mapping[str, Terms] = field(default_factory=dict)

    @cached_property
    def information(self) -> dict[str, float]:
        """The information content of each term that a disease has, and of all above these."""
        having: Counter[str] = Counter()
        annotated = [terms for terms in self.present.values() if terms]
        for terms in annotated:
            having.update(set(chain.from_iterable(map(self.hierarchy.ancestors, terms))))
        return {term: -math.log(count / len(annotated)) + 0.0 for term, count in having.items()}

    def common(self, one: str, other: str) -> tuple[str, float]:
        """Return the most informative common ancestor of two terms and its information content.

        Of several the first by name; ("", 0.0) if there is none.
        """
        shared = self.hierarchy.ancestors(one) & self.hierarchy.ancestors(other)
        known = [term for term in shared if term in self.information]
        best = min(known, key=lambda term: (-self.information[term], term), default="")
        return best, self.information.get(best, 0.0)


def ranked(
    annotations: Annotations, query: Iterable[str], diseases: Iterable[str] | None = None
) -> list[Hit]:
    """Return the annotated diseases by falling score, all or those given; equal ones by name.

    A disease whose terms have nothing informative in common with the query is left out. The
    terms of the query are known, none is obsolete; one that is given twice counts once.
    """
    asked = sorted(set(query))
    considered = annotations.present if diseases is None else set(diseases)
    best = _best_matches(annotations, asked)
    hits = [
        hit
        for disease in considered
        if (terms := annotations.present.get(disease))
        and (hit := _hit(annotations, disease, sorted(terms), asked, best)).score > 0
    ]
    return sorted(hits, key=lambda hit: (-hit.score, -hit.symmetric, hit.disease))


_Best = dict[tuple[str, str], tuple[str, float]]


def _best_matches(annotations: Annotations, asked: Sequence[str]) -> _Best:
    terms = set().union(*annotations.present.values())
    return {(one, term): annotations.common(one, term) for one in asked for term in terms}


def _hit(
    annotations: Annotations, disease: str, terms: Sequence[str], asked: Sequence[str], best: _Best
) -> Hit:
    pairs = tuple(_pair(one, terms, best) for one in asked)
    there = math.fsum(pair.information for pair in pairs) / len(pairs)
    backwards = math.fsum(max(best[one, term][1] for one in asked) for term in terms) / len(terms)
    excluded = annotations.excluded.get(disease, _NONE)
    contradictions = tuple(
        Contradiction(one, absent)
        for one in asked
        for absent in sorted(excluded & annotations.hierarchy.ancestors(one))
    )
    score, symmetric = round(there, 9), round((there + backwards) / 2, 9)
    return Hit(disease, score, symmetric, pairs, contradictions)


def _pair(one: str, terms: Sequence[str], best: _Best) -> Pair:
    found = max(terms, key=lambda term: (best[one, term][1], term == one))
    return Pair(one, found, *best[one, found])
