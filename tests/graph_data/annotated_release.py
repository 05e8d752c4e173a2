"""A little of HPO and a few annotations, as the loaders write them."""

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from .offenders import HEAD

GRAPH = "https://w3id.org/raregraph/graph/"
HPO_GRAPH = GRAPH + "hp-json/2024-08-13"
HPOA_GRAPH = GRAPH + "phenotype-hpoa/2023-01-27"
PRODUCT4_GRAPH = GRAPH + "orphadata-product4/2024-12-03"

# Hypoglycemia and its kinds, hyperhidrosis, one term that was replaced, one that was only dropped.
HPO = """
HP:0000118 rdfs:label "Phenotypic abnormality"@en .
HP:0001943 rdfs:label "Hypoglycemia"@en ; rdfs:subClassOf HP:0000118 .
HP:0001958 rdfs:label "Nonketotic hypoglycemia"@en ; rdfs:subClassOf HP:0001943 .
HP:0001985 rdfs:label "Hypoketotic hypoglycemia"@en ; rdfs:subClassOf HP:0001943 .
HP:0000975 rdfs:label "Hyperhidrosis"@en ; rdfs:subClassOf HP:0000118 .
HP:0000006 rdfs:label "Autosomal dominant inheritance"@en ; rdfs:subClassOf HP:0000005 .
HP:0000001 rdfs:label "obsolete Low sugar"@en ; owl:deprecated true ;
    dcterms:isReplacedBy HP:0000002 .
HP:0000002 rdfs:label "obsolete Lower sugar"@en ; owl:deprecated true ;
    dcterms:isReplacedBy HP:0001943 .
HP:0000003 rdfs:label "obsolete Sweat"@en ; owl:deprecated true ; oio:consider HP:0000975 .
HP:0000004 owl:deprecated true .
"""
ORPHA = "http://www.orpha.net/ORDO/Orphanet_"
INSULINOMA, GLUCAGONOMA, VIPOMA, GROUP = (ORPHA + n for n in ("97279", "97280", "97282", "97253"))


def annotation(number: int, disease: str, term: str, more: str = "") -> str:
    """Return a claim that a disease has a term, or with `more` that it has not."""
    return (
        f"ex:claim{number} rdf:predicate rg:hasPhenotype ; rdf:subject <{disease}> ;"
        f" rdf:object HP:{term} {more} ."
    )


HPOA = f"""
<{INSULINOMA}> rdfs:label "Insulinoma"@en .
<{GROUP}> rdfs:label "Pancreatic neuroendocrine tumor"@en .
{annotation(1, INSULINOMA, "0001958")}
{annotation(2, INSULINOMA, "0000975")}
{annotation(3, GLUCAGONOMA, "0000975")}
{annotation(4, VIPOMA, "0000001")}
{annotation(5, VIPOMA, "0000975", "; biolink:negated true")}
{annotation(6, VIPOMA, "0000004")}
{annotation(7, ORPHA + "97283", "0001985", "; biolink:negated true")}
"""
PRODUCT4 = annotation(8, GLUCAGONOMA, "0001943")


def in_graph(turtle: str, graph: str) -> Iterator[Quad]:
    """Yield the triples of a text, in a graph."""
    for quad in parse(HEAD + turtle, RdfFormat.TURTLE):
        yield Quad(quad.subject, quad.predicate, quad.object, NamedNode(graph))


def quads(hpoa: str = HPOA, hpo: str = HPO, product4: str = PRODUCT4) -> Iterable[Quad]:
    """Return the quads of the three graphs; an empty text makes none."""
    yield from in_graph(hpo, HPO_GRAPH)
    yield from in_graph(hpoa, HPOA_GRAPH)
    yield from in_graph(product4, PRODUCT4_GRAPH)
