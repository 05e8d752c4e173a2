"""The cells of phenotype.hpoa that say how often an annotation holds, of whom, by which source.

https://obophenotype.github.io/human-phenotype-ontology/annotations/phenotype_hpoa/
"""

from functools import lru_cache
from typing import Final, NamedTuple

from pyoxigraph import Literal, NamedNode

from loaders.annotations import NEGATED, band, phenotype_term
from loaders.claims import Property
from loaders.orphanet.entities import english
from loaders.reading.figures import decimal
from ontology import terms as rg
from ontology.identifiers import IdentifierError, parse
from ontology.standard import (
    biolink_has_count,
    biolink_has_percentage,
    biolink_has_total,
    biolink_onset_qualifier,
    biolink_sex_qualifier,
    dcterms_references,
    xsd_decimal,
)

NOT: Final = "NOT"
IN_THE_STUDY: Final = (rg.population, english("people in the cited study"))


class Frequency(NamedTuple):
    """What the frequency cell makes of a claim."""

    kind: NamedNode
    qualifiers: tuple[Property, ...] = ()
    notes: tuple[Property, ...] = ()


@lru_cache(maxsize=4096)
def frequency(written: str) -> Frequency:
    """Return what a frequency cell says: nothing, a band, a count of a total, a percentage.

    Raises ValueError.
    """
    if not written:
        return Frequency(rg.PlainClaim)
    if written.startswith("HP:"):
        return Frequency(rg.QualifiedClaim, band(written))
    note = ((rg.asWritten, Literal(written)),)
    if written.endswith("%"):
        number = decimal(written[:-1].strip())
        if float(number) > 100:
            raise ValueError(f"expected a percentage up to 100, found {written!r}")
        share = (biolink_has_percentage, Literal(number, datatype=xsd_decimal))
        return Frequency(rg.QuantifiedClaim, (share, IN_THE_STUDY), note)
    count, _, total = written.partition("/")
    if not (_is_count(count) and _is_count(total) and int(count) <= int(total) and int(total)):
        found = f"expected a frequency (HP:0040281, 3/30 or 21%), found {written!r}"
        raise ValueError(found)
    counts = (biolink_has_count, Literal(int(count))), (biolink_has_total, Literal(int(total)))
    return Frequency(rg.QuantifiedClaim, (*counts, IN_THE_STUDY), note)


def _is_count(written: str) -> bool:
    return written.isascii() and written.isdigit() and len(written) < 10


@lru_cache(maxsize=4096)
def limits(qualifier: str, onset: str, sex: str, modifier: str) -> tuple[Property, ...]:
    """Return what else limits an annotation: a denial, an onset, a sex, modifiers.

    Raises ValueError.
    """
    if qualifier not in ("", NOT):
        raise ValueError(f"expected NOT or nothing as qualifier, found {qualifier!r}")
    limits: list[Property] = [NEGATED] if qualifier else []
    if onset:
        limits.append((biolink_onset_qualifier, phenotype_term(onset)))
    if sex:
        limits.append((biolink_sex_qualifier, Literal(sex)))
    modifiers = filter(None, map(str.strip, modifier.split(";")))
    return (*limits, *((rg.clinicalModifier, phenotype_term(term)) for term in modifiers))


@lru_cache(maxsize=1 << 16)
def sources(references: str, evidence: str) -> tuple[Property, ...]:
    """Return the references and the evidence code; a reference that is no IRI as it is written."""
    found: list[Property] = []
    for written in filter(None, map(str.strip, references.split(";"))):
        try:
            found.append((dcterms_references, _reference(written)))
        except ValueError:
            found.append((rg.asWritten, Literal(written)))
    if evidence:
        found.append((rg.evidenceCode, Literal(evidence)))
    return tuple(found)


def _reference(written: str) -> NamedNode:
    try:
        return parse(written)
    except IdentifierError:
        if "://" in written:
            return NamedNode(written)
        raise


@lru_cache(maxsize=4096)
def biocuration(written: str) -> tuple[Property, ...]:
    """Return who entered an annotation and when, if that is said."""
    return ((rg.biocuration, Literal(written)),) if written else ()
