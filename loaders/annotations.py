"""What a file says of one condition by terms, with what limits each statement.

model.md: a statement that a source limits or denies yields no direct triple, nor does the same
statement without a limit beside it, nor do several modes of inheritance side by side.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from loaders.claims import Property
from loaders.kind import Reading, entity
from ontology import terms as rg
from ontology.identifiers import BadIdentifier
from ontology.standard import (
    biolink_DiseaseOrPhenotypicFeatureToGeneticInheritanceAssociation,
    biolink_DiseaseToPhenotypicFeatureAssociation,
    biolink_frequency_qualifier,
    biolink_negated,
)

# Without a limit of its own: which of both it is depends on what stands beside it.
UNLIMITED: Final = frozenset({rg.PlainClaim, rg.UnqualifiedSourceClaim})

NEGATED: Final[Property] = (biolink_negated, Literal(True))

_ASSOCIATIONS: Final = {
    rg.hasPhenotype: biolink_DiseaseToPhenotypicFeatureAssociation,
    rg.inheritance: biolink_DiseaseOrPhenotypicFeatureToGeneticInheritanceAssociation,
}
# HPO's terms of frequency, HP:0040279; the last one denies.
_FREQUENCIES: Final = frozenset(f"HP:004028{digit}" for digit in range(6))
_EXCLUDED: Final = "HP:0040285"


class Annotation(NamedTuple):
    """One statement of a condition: by which term, what limits it, where in the file it stands.

    `kind` is that of the claim, rg:PlainClaim where nothing in the statement itself limits it.
    """

    predicate: NamedNode
    value: NamedNode
    kind: NamedNode
    fragment: str
    qualifiers: tuple[Property, ...] = ()
    notes: tuple[Property, ...] = ()


def phenotype_term(written: str) -> NamedNode:
    """Return the IRI of a term of HPO, obsolete or not. Raises BadIdentifier."""
    if not written.startswith("HP:"):
        raise BadIdentifier(written, "HP: and seven digits")
    return entity("HP", written[3:])


def band(written: str) -> tuple[Property, ...]:
    """Return the qualifiers that a term of frequency stands for, with the denial if it is none.

    Raises BadIdentifier for another term.
    """
    if written not in _FREQUENCIES:
        raise BadIdentifier(written, "a frequency, HP:0040280 to HP:0040285")
    frequency = (biolink_frequency_qualifier, phenotype_term(written))
    return (frequency, NEGATED) if written == _EXCLUDED else (frequency,)


def claims(reading: Reading, subject: NamedNode, said: Sequence[Annotation]) -> Iterator[Quad]:
    """Yield the claims of all that a file says of one condition."""
    beside = _Beside(said)
    for one in said:
        kind, notes = one.kind, one.notes
        if kind in UNLIMITED:
            others = [_iri(reading, subject, other) for other in beside.context(one)]
            if others:
                kind = rg.UnqualifiedSourceClaim
                notes += tuple((rg.contextualisedBy, other) for other in dict.fromkeys(others))
        yield from reading.claim(
            kind,
            subject,
            one.predicate,
            one.value,
            one.fragment,
            association=_ASSOCIATIONS.get(one.predicate),
            qualifiers=one.qualifiers,
            notes=notes,
        )


class _Beside:
    """What stands beside a statement without a limit and takes its directness from it."""

    def __init__(self, said: Iterable[Annotation]) -> None:
        self._limited: defaultdict[tuple[NamedNode, NamedNode], list[Annotation]] = defaultdict(
            list
        )
        self._modes: list[Annotation] = []
        for one in said:
            if one.kind not in UNLIMITED:
                self._limited[one.predicate, one.value].append(one)
            if one.predicate == rg.inheritance:
                self._modes.append(one)

    def context(self, one: Annotation) -> Iterator[Annotation]:
        yield from self._limited.get((one.predicate, one.value), ())
        if one.predicate == rg.inheritance:
            yield from (mode for mode in self._modes if mode.value != one.value)


def _iri(reading: Reading, subject: NamedNode, one: Annotation) -> NamedNode:
    return reading.claim_iri(subject, one.predicate, one.value, one.qualifiers)
