"""phenotype.hpoa: the annotations of diseases that the Human Phenotype Ontology gives out.

https://hpo.jax.org/data/annotations
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from pyoxigraph import NamedNode, Quad

from loaders.annotations import Annotation, claims, phenotype_term
from loaders.hpoa.cells import biocuration, frequency, limits, sources
from loaders.hpoa.file import Row, header, recognises, rows_by_disease
from loaders.kind import Kind, Reading, entity
from loaders.orphanet.entities import described, english
from ontology import terms as rg
from ontology.standard import (
    schema_name,
)

DISEASES: Final = ("OMIM", "ORPHA", "DECIPHER", "MONDO")
# Whose names of diseases may be shown to everybody: those of OMIM and DECIPHER are not open.
OPEN_NAMES: Final = frozenset({"ORPHA", "MONDO"})
ASPECTS: Final = {
    "P": rg.hasPhenotype,
    "I": rg.inheritance,
    "C": rg.clinicalCourse,
    "M": rg.clinicalModifier,
}
PAST_HISTORY: Final = "H"


class Annotated(NamedTuple):
    """A disease, the names that the file has for it if they are open, and its annotations."""

    disease: NamedNode
    names: tuple[str, ...]
    annotations: tuple[Annotation, ...]


def read(reading: Reading) -> Iterator[Annotated]:
    """Yield the diseases of a file with their annotations. Raises SourceError.

    A row is skipped if its disease, its term or what limits it cannot be read: without the limit
    it would say more than its source does.
    """
    for rows in rows_by_disease(reading):
        reading.tally.records += len(rows)
        prefix, _, local_id = rows[0].database_id.partition(":")
        try:
            disease = _disease(prefix, local_id)
        except ValueError as error:
            for row in rows:
                reading.skip(f"line {row.line}", str(error))
            continue
        names = dict.fromkeys(row.disease_name for row in rows if prefix in OPEN_NAMES)
        yield Annotated(disease, tuple(filter(None, names)), tuple(_annotations(reading, rows)))


def describe(reading: Reading, one: Annotated) -> Iterator[Quad]:
    """Yield a disease's identifier and open names, and its claims."""
    yield from described(reading, one.disease)
    for name in one.names:
        yield reading.quad(one.disease, schema_name, english(name))
    yield from claims(reading, one.disease, one.annotations)


def quads(reading: Reading) -> Iterator[Quad]:
    """Yield the quads of a file, disease by disease."""
    for one in read(reading):
        yield from describe(reading, one)


KIND: Final = Kind(
    name="phenotype-hpoa",
    title="Annotations of diseases of the Human Phenotype Ontology (phenotype.hpoa)",
    licence="https://hpo.jax.org/app/license",
    credit="This service uses the Human Phenotype Ontology and its annotations, hpo.jax.org",
    home="https://hpo.jax.org/data/annotations",
    recognises=recognises,
    header=header,
    quads=quads,
    rights="Name and version are to be shown and the content is not to be altered. OMIM(R) numbers "
    "are facts; names of OMIM and DECIPHER are not contained.",
)


def _disease(prefix: str, local_id: str) -> NamedNode:
    if prefix not in DISEASES:
        expected = ", ".join(DISEASES)
        raise ValueError(f"expected a disease of {expected}, found {prefix}:{local_id}")
    return entity(prefix, local_id)


def _annotations(reading: Reading, rows: Sequence[Row]) -> Iterator[Annotation]:
    for row in rows:
        if row.aspect == PAST_HISTORY:
            reading.tally.pass_over("aspect H, past medical history")
            continue
        try:
            yield _annotation(row)
        except ValueError as error:
            reading.skip(f"line {row.line}", str(error))


def _annotation(row: Row) -> Annotation:
    """Return what a row says. Raises ValueError.

    Its references and evidence code tell it from a row that says the same by other sources.
    """
    if row.aspect not in ASPECTS:
        raise ValueError(f"expected an aspect ({', '.join(ASPECTS)}), found {row.aspect!r}")
    often = frequency(row.frequency)
    kind, limiting = often.kind, often.qualifiers
    if row.qualifier or row.onset or row.sex or row.modifier:
        others = limits(row.qualifier, row.onset, row.sex, row.modifier)
        limiting = tuple(dict.fromkeys((*limiting, *others)))
    if limiting and kind == rg.PlainClaim:
        kind = rg.QualifiedClaim
    return Annotation(
        ASPECTS[row.aspect],
        phenotype_term(row.hpo_id),
        kind,
        f"line={row.line}",
        (*limiting, *sources(row.reference, row.evidence)),
        (*often.notes, *biocuration(row.biocuration)),
    )
