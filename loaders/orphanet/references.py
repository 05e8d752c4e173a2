"""References of Orphanet to other terminologies, with the precision that Orphanet gives them."""

from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from pyoxigraph import Literal, NamedNode, Quad

from loaders.kind import Reading, entity
from loaders.mappings import mapping
from loaders.orphanet.entities import english
from loaders.reading.xml_records import name_of, text
from ontology import terms as rg
from ontology.identifiers import IdentifierError
from ontology.standard import (
    oio_hasDbXref,
    semapv_UnspecifiedMatching,
    skos_broadMatch,
    skos_exactMatch,
    skos_narrowMatch,
)

# Orphanet's words run from its own code to the other one: NTBT, "narrower term to broader term",
# says that the other concept is the broader. ND is "not yet decided", NA "not applicable".
PREDICATES: Final = {
    "E": skos_exactMatch,
    "NTBT": skos_broadMatch,
    "BTNT": skos_narrowMatch,
    "W": skos_exactMatch,  # wrong: the exact match is denied
    "ND": oio_hasDbXref,
    "NA": oio_hasDbXref,
    "": oio_hasDbXref,
}


class Reference(NamedTuple):
    """One reference; `precision` is Orphanet's text, which begins with one of its codes.

    `remarks` are further words on it, such as how it stands in ICD-10; `status` is empty or says
    whether it was validated.
    """

    terminology: str
    local_id: str
    precision: str
    remarks: tuple[str, ...]
    status: str
    fragment: str


def xml_references(disorder: Element, place: str) -> Iterator[Reference]:
    """Yield the references of a disorder of an Orphadata product; `place` is the disorder's."""
    path = "ExternalReferenceList/ExternalReference"
    for number, one in enumerate(disorder.iterfind(path), 1):
        yield Reference(
            terminology=text(one, "Source"),
            local_id=text(one, "Reference"),
            precision=name_of(one, "DisorderMappingRelation"),
            remarks=(name_of(one, "DisorderMappingICDRelation"),),
            status=name_of(one, "DisorderMappingValidationStatus"),
            fragment=f"{place}/ExternalReference/{number}",
        )


def referred(reading: Reading, disease: NamedNode, reference: Reference) -> Iterator[Quad]:
    """Yield the quads of one reference; skip it if its identifier or its precision is unknown."""
    code = reference.precision.partition(" ")[0]
    if code not in PREDICATES:
        known = ", ".join(filter(None, PREDICATES))
        reading.skip(reference.fragment, f"expected a precision of {known}, found {code!r}")
        return
    try:
        target = entity(reference.terminology, reference.local_id)
    except IdentifierError as error:
        reading.skip(reference.fragment, str(error))
        return
    words = filter(None, (reference.precision, *reference.remarks))
    notes = [(rg.asWritten, Literal(one)) for one in dict.fromkeys(words)]
    if reference.status:
        notes.append((rg.validationStatus, english(reference.status)))
    yield from mapping(
        reading,
        disease,
        PREDICATES[code],
        target,
        semapv_UnspecifiedMatching,
        notes=tuple(notes),
        fragment=reference.fragment,
        negated=code == "W",
    )
