"""Pages about conditions that do not exist, and the names that their tests know."""

from io import BytesIO
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from loaders.known_names import KnownNames
from loaders.sources.gard_page import GardPage, describe, read
from ontology import terms as rg
from ontology.base import ID
from ontology.standard import rdf_object, rdf_predicate

FIXTURES = Path(__file__).parents[2] / "fixtures" / "gard"
TEXT = (FIXTURES / "glimmer_toe.txt").read_text(encoding="utf-8")
XML = (FIXTURES / "glow_fever.xml").read_text(encoding="utf-8")

KNOWN_TURTLE = """
@prefix rg: <https://w3id.org/raregraph/vocab/> .
@prefix d: <https://w3id.org/raregraph/id/> .
@prefix MONDO: <http://purl.obolibrary.org/obo/MONDO_> .
@prefix HP: <http://purl.obolibrary.org/obo/HP_> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix oio: <http://www.geneontology.org/formats/oboInOwl#> .
@prefix biolink: <https://w3id.org/biolink/vocab/> .

d:gard-0099001 a biolink:Disease ; skos:prefLabel "glimmer toe Syndrome"@en ;
    skos:altLabel "Shining toe disease"@en ; skos:exactMatch MONDO:9900001 .
MONDO:9900001 a biolink:Disease ; skos:prefLabel "GTS"@en .
MONDO:9900002 a biolink:Disease ; skos:prefLabel "luminous sheep disease"@en ;
    oio:hasRelatedSynonym "GTS"@en .
d:gard-0000041 a biolink:Disease ; skos:prefLabel "Glow fever"@en .
d:gard-0000042 a biolink:Disease ; skos:prefLabel "Glow fever type 2"@en .
d:lumin a rg:Hormone ; skos:prefLabel "lumin"@en .
HP:9900006 rdfs:label "Autosomal whimsical inheritance" ; skos:altLabel "Whimsical"@en ,
    "Autosomal whimsical"@en .
d:claim rdf:predicate rg:inheritance ; rdf:object HP:9900006 .
HP:9900007 rdfs:label "Bright toes" .
"""
KNOWN = KnownNames.of(parse(KNOWN_TURTLE, RdfFormat.TURTLE))
NOTHING_KNOWN = KnownNames.of([])


def d(name: str) -> NamedNode:
    """Return an IRI of ours."""
    return NamedNode(ID + name)


def text_of(term: object) -> str:
    """Return the text of an IRI or a literal."""
    assert isinstance(term, NamedNode | Literal)
    return term.value


def page_of(text: str) -> GardPage:
    """Return the page that a text or an XML document holds."""
    return read(BytesIO(text.encode()), "page.txt")


def quads_of(text: str, known: KnownNames = KNOWN) -> list[Quad]:
    """Return the quads of a page."""
    return list(describe(page_of(text), known))


def objects(found: list[Quad], subject: object, predicate: NamedNode) -> set[object]:
    """Return the objects of a subject and a predicate."""
    return {q.object for q in found if q.subject == subject and q.predicate == predicate}


def subjects(found: list[Quad], predicate: NamedNode, value: object) -> list[object]:
    """Return the subjects of a predicate and an object, in the order of the quads."""
    return [q.subject for q in found if q.predicate == predicate and q.object == value]


def mentioned(found: list[Quad]) -> list[object]:
    """Return what the extracted claims mention."""
    claims = subjects(found, rdf_predicate, rg.mentions)
    return [value for claim in claims for value in objects(found, claim, rdf_object)]
