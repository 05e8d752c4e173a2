"""Orphadata product 9, epidemiology: how frequent rare diseases are, where, and by which source.

https://www.orphadata.com/epidemiology/
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from pyoxigraph import Literal, NamedNode, Quad

from loaders.claims import Property
from loaders.kind import Kind, Reading
from loaders.orphanet.entities import english, named
from loaders.orphanet.orphadata import PRODUCT9_PREV, kind
from loaders.orphanet.places import Place, describe_place, place_named
from loaders.orphanet.records import Disorder, disorders, references
from loaders.reading.figures import decimal
from loaders.reading.xml_records import name_of, text
from ontology import terms as rg
from ontology.standard import schema_unitText, schema_value, xsd_decimal

# Orphanet's mean values are per 100 000, as the class beside each shows ("1-9 / 100 000": 1.27).
PER: Final = "per 100 000 people"
MEASURES: Final = {
    "Point prevalence": (rg.pointPrevalence, PER),
    "Annual incidence": (rg.annualIncidence, PER + " a year"),
    "Prevalence at birth": (rg.prevalenceAtBirth, "per 100 000 births"),
    "Lifetime Prevalence": (rg.lifetimePrevalence, PER),
}
CASES: Final = "Cases/families"
COUNTED: Final = {"Case(s)": "cases", "Family(ies)": "families"}
CLASS_ONLY: Final = "Class only"


class Prevalence(NamedTuple):
    """One record: what is measured where, and the figure as the file gives it."""

    measure: NamedNode
    unit: str
    place: Place
    population: str
    qualification: str
    prevalence_class: str
    figure: str
    status: str
    source: str
    fragment: str

    @property
    def value(self) -> Decimal | None:
        """The figure. 0.0 is how the file writes that there is none, as does "Class only"."""
        found = Decimal(self.figure) if self.figure else Decimal(0)
        return found if found and self.qualification != CLASS_ONLY else None


class Epidemiology(NamedTuple):
    """A disorder and its records."""

    disease: NamedNode
    name: str
    type: str
    records: tuple[Prevalence, ...]


def read(reading: Reading) -> Iterator[Epidemiology]:
    """Yield the disorders of a file with their records, in its order. Raises SourceError.

    A record is skipped that does not say what it measures and where, or has no figure and no class.
    """
    for disorder in disorders(reading):
        found = tuple(_records(reading, disorder))
        yield Epidemiology(disorder.iri, disorder.name, disorder.type, found)


def describe(reading: Reading, one: Epidemiology) -> Iterator[Quad]:
    """Yield a disorder's names and its claims, without what describes the places."""
    yield from named(reading, one.disease, one.name, one.type)
    for record in one.records:
        yield from _claim(reading, one.disease, record)


def quads(reading: Reading) -> Iterator[Quad]:
    """Yield the quads of a file, each place's description once."""
    seen: set[Place] = set()
    for one in read(reading):
        yield from describe(reading, one)
        for place in dict.fromkeys(record.place for record in one.records):
            if place not in seen:
                seen.add(place)
                yield from describe_place(reading, place)


KIND: Final[Kind] = kind(PRODUCT9_PREV, "Orphadata product 9: epidemiology", quads)


def _records(reading: Reading, disorder: Disorder) -> Iterator[Prevalence]:
    for number, element in enumerate(disorder.element.iterfind("PrevalenceList/Prevalence"), 1):
        reading.tally.records += 1
        fragment = f"{disorder.place}/Prevalence/{number}"
        try:
            yield _record(element, fragment)
        except ValueError as error:
            reading.skip(fragment, str(error))


def _record(element: Element, fragment: str) -> Prevalence:
    qualification = name_of(element, "PrevalenceQualification")
    place = place_named(name_of(element, "PrevalenceGeographic"))
    measure, unit, population = _measure(name_of(element, "PrevalenceType"), qualification, place)
    record = Prevalence(
        measure,
        unit,
        place,
        population,
        qualification,
        name_of(element, "PrevalenceClass"),
        decimal(text(element, "ValMoy") or "0"),
        name_of(element, "PrevalenceValidationStatus"),
        text(element, "Source"),
        fragment,
    )
    if record.value is None and not record.prevalence_class:
        raise ValueError("expected a value or a class, found neither")
    return record


def _measure(written: str, qualification: str, place: Place) -> tuple[NamedNode, str, str]:
    """Return what is measured, its unit, and of whom. Raises ValueError."""
    if written == CASES:
        if qualification not in COUNTED:
            raise ValueError(f"expected {' or '.join(COUNTED)}, found {qualification!r}")
        counted = COUNTED[qualification]
        return rg.casesOrFamilies, counted, f"reported {counted}"
    if written not in MEASURES:
        known = ", ".join((*MEASURES, CASES))
        raise ValueError(f"expected a type of prevalence ({known}), found {written!r}")
    measure, unit = MEASURES[written]
    who = "newborns" if measure == rg.prevalenceAtBirth else "people"
    return measure, unit, f"{who} {place.phrase}"


def _claim(reading: Reading, disease: NamedNode, record: Prevalence) -> Iterator[Quad]:
    notes = list(references(record.source))
    if record.value is None and Decimal(record.figure):
        notes.append((rg.asWritten, Literal(f"ValMoy {record.figure}")))
    yield from reading.claim(
        rg.QualifiedClaim if record.value is None else rg.QuantifiedClaim,
        disease,
        record.measure,
        record.place.iri,
        record.fragment,
        qualifiers=tuple(_qualifiers(record)),
        notes=tuple(notes),
    )


def _qualifiers(record: Prevalence) -> Iterator[Property]:
    """Yield what tells one record from another; the same figure of two sources is two records."""
    if record.value is not None:
        yield schema_value, Literal(record.figure, datatype=xsd_decimal)
        yield schema_unitText, english(record.unit)
        yield rg.population, english(record.population)
    if record.prevalence_class:
        yield rg.prevalenceClass, Literal(record.prevalence_class)
    if record.qualification:
        yield rg.prevalenceQualification, english(record.qualification)
    if record.status:
        yield rg.validationStatus, english(record.status)
    if record.source:
        yield rg.asWritten, Literal(record.source)
