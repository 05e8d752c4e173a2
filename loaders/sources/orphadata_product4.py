"""Orphadata product 4: the phenotypes of rare diseases as HPO terms, with how frequent they are.

https://www.orphadata.com/phenotypes/
"""

from collections.abc import Iterator
from functools import lru_cache, partial
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from pyoxigraph import Literal, NamedNode, Quad

from loaders.annotations import Annotation, band, claims, phenotype_term
from loaders.claims import Property
from loaders.kind import Kind, Reading
from loaders.orphanet.entities import english, named
from loaders.orphanet.orphadata import PRODUCT4, kind
from loaders.orphanet.records import Disorder, disorders
from loaders.reading.xml_records import name_of, text
from ontology import terms as rg
from ontology.identifiers import BadIdentifier, IdentifierError
from ontology.standard import rdf_type, schema_name, skos_Concept

# Orphanet's words before the percentages, and the terms that HPO has for them.
FREQUENCIES: Final = {
    "Obligate": "HP:0040280",
    "Very frequent": "HP:0040281",
    "Frequent": "HP:0040282",
    "Occasional": "HP:0040283",
    "Very rare": "HP:0040284",
    "Excluded": "HP:0040285",
}
# The record of a disorder says this of all its annotations together.
_OF_THE_SET: Final = ("Source", "ValidationStatus", "Online", "ValidationDate")
_ASSOCIATIONS: Final = "HPODisorderAssociationList/HPODisorderAssociation"


class Phenotypes(NamedTuple):
    """A disorder, its annotations, and the names that the file has for their terms."""

    disease: NamedNode
    name: str
    type: str
    annotations: tuple[Annotation, ...]
    terms: tuple[tuple[NamedNode, str], ...]


def read(reading: Reading) -> Iterator[Phenotypes]:
    """Yield the disorders of a file with their annotations, in its order. Raises SourceError.

    An annotation whose term or frequency cannot be read is skipped: without its frequency it
    would say more than its source does.
    """
    for disorder in disorders(reading, "HPODisorderSetStatus", "HPODisorderSetStatusList"):
        found = list(_associations(reading, disorder))
        for tag in filter(partial(text, disorder.record), _OF_THE_SET):
            reading.tally.pass_over(f"{tag} of all annotations of a disorder")
        yield Phenotypes(
            disorder.iri,
            disorder.name,
            disorder.type,
            tuple(annotation for annotation, _ in found),
            tuple((annotation.value, name) for annotation, name in found if name),
        )


def describe(reading: Reading, one: Phenotypes) -> Iterator[Quad]:
    """Yield a disorder's names and its claims."""
    yield from named(reading, one.disease, one.name, one.type)
    yield from claims(reading, one.disease, one.annotations)


def quads(reading: Reading) -> Iterator[Quad]:
    """Yield the quads of a file, each term's name once."""
    seen: set[tuple[NamedNode, str]] = set()
    for one in read(reading):
        yield from describe(reading, one)
        for term in one.terms:
            if term not in seen:
                seen.add(term)
                yield reading.quad(term[0], rdf_type, skos_Concept)
                yield reading.quad(term[0], schema_name, english(term[1]))


KIND: Final[Kind] = kind(PRODUCT4, "Orphadata product 4: phenotypes of rare diseases", quads)


def _associations(reading: Reading, disorder: Disorder) -> Iterator[tuple[Annotation, str]]:
    for number, association in enumerate(disorder.element.iterfind(_ASSOCIATIONS), 1):
        reading.tally.records += 1
        place = f"{disorder.place}/HPODisorderAssociation/{number}"
        try:
            yield _annotation(association, place), text(association, "HPO/HPOTerm")
        except IdentifierError as error:
            reading.skip(place, str(error))


def _annotation(association: Element, place: str) -> Annotation:
    term = phenotype_term(text(association, "HPO/HPOId"))
    qualifiers, notes = _frequency(name_of(association, "HPOFrequency"))
    if criterion := name_of(association, "DiagnosticCriteria"):
        notes = (*notes, (rg.diagnosticCriterion, english(criterion)))
    limited = rg.QualifiedClaim if qualifiers else rg.PlainClaim
    return Annotation(rg.hasPhenotype, term, limited, place, qualifiers, notes)


@lru_cache(maxsize=64)
def _frequency(written: str) -> tuple[tuple[Property, ...], tuple[Property, ...]]:
    """Return what limits an annotation, and the words for it."""
    if not written:
        return (), ()
    term = FREQUENCIES.get(written.partition(" (")[0])
    if term is None:
        raise BadIdentifier(written, f"a frequency: {', '.join(FREQUENCIES)}")
    return band(term), ((rg.asWritten, Literal(written)),)
