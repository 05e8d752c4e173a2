"""The condition of a GARD page, and the page as a source, as quads."""

from collections.abc import Iterator
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad

from loaders.claims import Property
from loaders.gard.identity import Identity
from loaders.gard.parts import address, described, english
from loaders.gard.records import GardPage
from loaders.known_names import KnownNames
from ontology import terms as rg
from ontology.standard import (
    biolink_Disease,
    dcterms_date,
    dcterms_identifier,
    dcterms_license,
    dcterms_modified,
    dcterms_title,
    pav_retrievedOn,
    prov_Entity,
    prov_hadPrimarySource,
    rdf_type,
    schema_MedicalCondition,
    schema_url,
    schema_WebPage,
    skos_Concept,
    skos_prefLabel,
    xsd_date,
)


def source_quads(about: Identity, page: GardPage, retrieved_on: date | None) -> Iterator[Quad]:
    """Yield the page as a source: title, dates, digest, and address and licence if it has them."""
    properties: list[Property] = [
        (rdf_type, prov_Entity),
        (rdf_type, schema_WebPage),
        (dcterms_title, english(f"{page.title} (GARD page)")),
        (rg.sha256, Literal(page.sha256)),
        *((dcterms_date, Literal(words)) for words in page.unread_dates),
    ]
    if page.updated:
        properties.append((dcterms_modified, _day(page.updated)))
    if retrieved_on:
        properties.append((pav_retrievedOn, _day(retrieved_on)))
    if page.url:
        properties.append((schema_url, address(page.url)))
    if page.licence:
        properties.append((dcterms_license, NamedNode(page.licence)))
    yield from described(about, about.source, properties)


def condition_quads(about: Identity, page: GardPage, known: KnownNames) -> Iterator[Quad]:
    """Yield the condition; the page's title is its name only where no other is known.

    A second skos:prefLabel that differs in letter case or in wording would be none at all.
    """
    properties: list[Property] = [
        (rdf_type, biolink_Disease),
        (rdf_type, schema_MedicalCondition),
        (rdf_type, skos_Concept),
        (prov_hadPrimarySource, about.source),
    ]
    if about.gard_number:
        properties.append((dcterms_identifier, Literal(f"GARD:{about.gard_number}")))
    if not known.titles_of(about.entity):
        properties.append((skos_prefLabel, english(page.title)))
    yield from described(about, about.entity, properties)


def _day(day: date) -> Literal:
    return Literal(day.isoformat(), datatype=xsd_date)
