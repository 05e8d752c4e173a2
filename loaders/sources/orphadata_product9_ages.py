"""Orphadata product 9, natural history: when rare diseases begin, how they are inherited.

https://www.orphadata.com/natural-history/
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from loaders.annotations import Annotation, claims
from loaders.kind import Kind, Reading, entity
from loaders.orphanet.entities import english, named
from loaders.orphanet.orphadata import PRODUCT9_AGES, kind
from loaders.orphanet.records import Disorder, disorders
from loaders.reading.xml_records import text
from ontology import terms as rg
from ontology.base import ID
from ontology.standard import rdf_type, schema_name, skos_Concept

# HPO's terms for Orphanet's ages. HPO calls HP:0003621 "Juvenile onset" (5 to 15 years) and
# HP:0003584 "Late onset" (after 60).
ONSETS: Final = {
    "Antenatal": entity("HP", "0030674"),
    "Neonatal": entity("HP", "0003623"),
    "Infancy": entity("HP", "0003593"),
    "Childhood": entity("HP", "0011463"),
    "Adolescent": entity("HP", "0003621"),
    "Adult": entity("HP", "0003581"),
    "Elderly": entity("HP", "0003584"),
    "All ages": NamedNode(ID + "onset-at-all-ages"),
}
# HP:0010982, polygenic, is the term that has "Multifactorial inheritance" among its synonyms.
MODES: Final = {
    "Autosomal dominant": entity("HP", "0000006"),
    "Autosomal recessive": entity("HP", "0000007"),
    "Mitochondrial inheritance": entity("HP", "0001427"),
    "Multigenic/multifactorial": entity("HP", "0010982"),
    "Oligogenic": entity("HP", "0010983"),
    "Semi-dominant": entity("HP", "0032113"),
    "X-linked dominant": entity("HP", "0001423"),
    "X-linked recessive": entity("HP", "0001419"),
    "Y-linked": entity("HP", "0001450"),
}
# Orphanet's values that are no modes: HPO has no terms for them, and must not seem to.
NO_MODES: Final = {
    "Not applicable": NamedNode(ID + "not-genetically-inherited"),
    "Unknown": NamedNode(ID + "inheritance-unknown"),
}
NO_VALUES: Final = frozenset({"No data available", "Not yet documented"})
_OURS: Final = {
    ONSETS["All ages"]: "onset at all ages",
    NO_MODES["Not applicable"]: "not genetically inherited",
    NO_MODES["Unknown"]: "inheritance unknown",
}


class NaturalHistory(NamedTuple):
    """A disorder with its ages of onset and modes of inheritance."""

    disease: NamedNode
    name: str
    type: str
    annotations: tuple[Annotation, ...]


def read(reading: Reading) -> Iterator[NaturalHistory]:
    """Yield the disorders of a file, in its order. Raises SourceError.

    A value that is not known is skipped.
    """
    for disorder in disorders(reading):
        reading.tally.records += 1
        said = (
            *_values(reading, disorder, "AverageAgeOfOnset", rg.onset, ONSETS),
            *_values(reading, disorder, "TypeOfInheritance", rg.inheritance, MODES | NO_MODES),
        )
        yield NaturalHistory(disorder.iri, disorder.name, disorder.type, said)


def describe(reading: Reading, one: NaturalHistory) -> Iterator[Quad]:
    """Yield a disorder's names and its claims: a mode is direct only where nothing is beside it."""
    yield from named(reading, one.disease, one.name, one.type)
    yield from claims(reading, one.disease, one.annotations)


def quads(reading: Reading) -> Iterator[Quad]:
    """Yield the quads of a file and the names of the values that HPO has no term for."""
    for one in read(reading):
        yield from describe(reading, one)
    for value, name in _OURS.items():
        yield reading.quad(value, rdf_type, skos_Concept)
        yield reading.quad(value, schema_name, english(name))


KIND: Final[Kind] = kind(PRODUCT9_AGES, "Orphadata product 9: natural history", quads)


def _values(
    reading: Reading,
    disorder: Disorder,
    tag: str,
    predicate: NamedNode,
    known: dict[str, NamedNode],
) -> Iterator[Annotation]:
    for number, element in enumerate(disorder.element.iterfind(f"{tag}List/{tag}"), 1):
        written, place = text(element, "Name"), f"{disorder.place}/{tag}/{number}"
        if written in NO_VALUES:
            reading.tally.pass_over(f"{tag}: {written}")
        elif written not in known:
            reading.skip(place, f"expected one of {', '.join(known)}, found {written!r}")
        else:
            is_mode = written not in NO_MODES
            kind = rg.PlainClaim if is_mode else rg.UnqualifiedSourceClaim
            notes = ((rg.asWritten, Literal(written)),)
            yield Annotation(predicate, known[written], kind, place, notes=notes)
