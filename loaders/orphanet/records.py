"""The disorders of an Orphadata product that tells of them record by record."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple
from xml.etree.ElementTree import Element

from pyoxigraph import NamedNode

from loaders.claims import Property
from loaders.kind import Reading, entity
from loaders.reading.plain_text import plain
from loaders.reading.xml_records import name_of, orpha, orpha_code, records, text
from ontology.identifiers import IdentifierError
from ontology.standard import dcterms_references

_PMID = re.compile(r"(?<![0-9A-Za-z])([1-9][0-9]{0,8}) ?\[PMID\]", re.IGNORECASE)
# The other way round, mostly in epidemiology: "PMID: 8595484 ; 29847346".
_PMIDS_AFTER = re.compile(
    r"\bPMID(?: reference)?:?[ \t]*([1-9][0-9]{0,8}(?![0-9])"
    r"(?:[ \t]*[;,:&][ \t]*[1-9][0-9]{0,8}(?![0-9]))*)",
    re.IGNORECASE,
)
_ONLY_PMIDS = re.compile(r"(?:[1-9][0-9]{0,8}\[PMID\]_?)*", re.IGNORECASE)


class Disorder(NamedTuple):
    """A disorder: its IRI and names; `place` begins the place of what its record holds.

    `record` is the element that holds the disorder, where that is not the disorder itself.
    """

    iri: NamedNode
    place: str
    name: str
    type: str
    element: Element
    record: Element


def disorders(
    reading: Reading, tag: str = "Disorder", parent: str = "DisorderList"
) -> Iterator[Disorder]:
    """Yield the disorders in the elements `tag`, or those elements themselves, in file order.

    A record without an ORPHAcode, or of a disorder that had one before, is skipped: two would
    contradict each other. Raises SourceError.
    """
    seen: set[NamedNode] = set()
    for number, record in records(reading.file, tag, parent, reading.tally):
        inner = None if tag == "Disorder" else record.find("Disorder")
        element = record if inner is None else inner
        try:
            iri = orpha(element)
        except IdentifierError as error:
            reading.skip(f"{tag}/{number}", str(error))
            continue
        place = f"ORPHA:{orpha_code(element)}"
        if iri in seen:
            reading.skip(f"{tag}/{number}", f"expected one record of {place}, found a second one")
            continue
        seen.add(iri)
        names = plain(text(element, "Name")), name_of(element, "DisorderType")
        yield Disorder(iri, place, *names, element, record)


def references(written: str) -> tuple[Property, ...]:
    """Return the articles that a source cell such as "22587682[PMID]_[EXPERT]" names."""
    after = (re.findall("[0-9]+", run) for run in _PMIDS_AFTER.findall(written))
    found = dict.fromkeys((*_PMID.findall(written), *chain.from_iterable(after)))
    return tuple((dcterms_references, entity("PMID", number)) for number in found)


def names_only_articles(written: str) -> bool:
    """Return whether `references` says all that a source cell says."""
    return _ONLY_PMIDS.fullmatch(written) is not None
