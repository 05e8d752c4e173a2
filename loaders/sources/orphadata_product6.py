"""Orphadata product 6: the genes tied to rare diseases, how, and whether that was assessed.

https://www.orphadata.com/genes/
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from pyoxigraph import Literal, NamedNode, Quad

from loaders.claims import Property
from loaders.gene_ties import orphanet_tie
from loaders.kind import Kind, Reading, entity
from loaders.orphanet.entities import english, named
from loaders.orphanet.orphadata import PRODUCT6, kind
from loaders.orphanet.records import Disorder, disorders, names_only_articles, references
from loaders.reading.plain_text import plain
from loaders.reading.xml_records import name_of, text
from ontology import identifiers
from ontology import terms as rg
from ontology.identifiers import BadIdentifier, IdentifierError
from ontology.standard import (
    biolink_Gene,
    dcterms_identifier,
    rdf_type,
    schema_name,
    skos_altLabel,
)

# By which references a gene is named, the first that it has.
_NAMING: Final = {"HGNC": "HGNC", "Ensembl": "ENSEMBL", "OMIM": "OMIM"}
_OMIM: Final = "https://omim.org/"
_TIES: Final = "DisorderGeneAssociationList/DisorderGeneAssociation"
_NOT_CARRIED: Final = {
    "ExternalReferenceList/ExternalReference": "reference of a gene beside the one that names it",
    "GeneType": "type of a gene",
    "LocusList/Locus": "locus of a gene",
}


class Gene(NamedTuple):
    """A gene as a record names it."""

    iri: NamedNode
    symbol: str
    other_names: tuple[str, ...]


class Tie(NamedTuple):
    """One row of the product: a disorder, a gene, what the tie is, its status and its source."""

    disease: NamedNode
    gene: Gene
    type: str
    status: str
    source: str
    fragment: str


class Genes(NamedTuple):
    """A disorder and its ties."""

    disease: NamedNode
    name: str
    type: str
    ties: tuple[Tie, ...]


def read(reading: Reading) -> Iterator[Genes]:
    """Yield the disorders of a file with their genes, in its order. Raises SourceError.

    A tie whose gene has no known identifier, or whose type is not said, is skipped.
    """
    for disorder in disorders(reading):
        ties = tuple(_ties(reading, disorder))
        yield Genes(disorder.iri, disorder.name, disorder.type, ties)


def describe(reading: Reading, one: Genes) -> Iterator[Quad]:
    """Yield a disorder's names and the claims of its genes, without what describes the genes."""
    yield from named(reading, one.disease, one.name, one.type)
    for tie in one.ties:
        yield from orphanet_tie(
            reading,
            tie.disease,
            tie.gene.iri,
            tie.type,
            tie.status,
            tie.fragment,
            _notes(tie.source),
        )


def describe_gene(reading: Reading, gene: Gene) -> Iterator[Quad]:
    """Yield a gene's identifier, symbol and further names.

    Where OMIM's number is all there is, it may be that of the disorder: nothing is said of it.
    """
    if gene.iri.value.startswith(_OMIM):
        return
    yield reading.quad(gene.iri, rdf_type, biolink_Gene)
    yield reading.quad(gene.iri, dcterms_identifier, Literal(identifiers.curie(gene.iri)))
    yield reading.quad(gene.iri, schema_name, english(gene.symbol))
    for name in gene.other_names:
        yield reading.quad(gene.iri, skos_altLabel, english(name))


def quads(reading: Reading) -> Iterator[Quad]:
    """Yield the quads of a file, each gene's description once."""
    seen: set[Gene] = set()
    for one in read(reading):
        yield from describe(reading, one)
        for gene in dict.fromkeys(tie.gene for tie in one.ties):
            if gene not in seen:
                seen.add(gene)
                yield from describe_gene(reading, gene)


KIND: Final[Kind] = kind(
    PRODUCT6, "Orphadata product 6: genes associated with rare diseases", quads
)


def _ties(reading: Reading, disorder: Disorder) -> Iterator[Tie]:
    for number, tie in enumerate(disorder.element.iterfind(_TIES), 1):
        reading.tally.records += 1
        place = f"{disorder.place}/DisorderGeneAssociation/{number}"
        what = name_of(tie, "DisorderGeneAssociationType")
        gene = tie.find("Gene")
        if gene is None or not what:
            found = "a tie without its type" if gene is not None else "no gene"
            reading.skip(place, f"expected a gene and what ties it to the disorder, found {found}")
            continue
        try:
            named_gene = _gene(gene)
        except IdentifierError as error:
            reading.skip(place, f"gene {text(gene, 'Symbol')}: {error}")
            continue
        for path, words in _NOT_CARRIED.items():
            reading.tally.pass_over(words, len(gene.findall(path)))
        status = name_of(tie, "DisorderGeneAssociationStatus")
        source = text(tie, "SourceOfValidation")
        yield Tie(disorder.iri, named_gene, what, status, source, place)


def _gene(gene: Element) -> Gene:
    found: dict[str, str] = {}
    for reference in gene.iterfind("ExternalReferenceList/ExternalReference"):
        found.setdefault(text(reference, "Source"), text(reference, "Reference"))
    names = [text(gene, "Name"), *(one.text or "" for one in gene.iterfind("SynonymList/Synonym"))]
    others = dict.fromkeys(filter(None, map(plain, names)))
    return Gene(_identified(found), text(gene, "Symbol"), tuple(others))


def _identified(references: dict[str, str]) -> NamedNode:
    """Return the first reference that names a gene. Raises IdentifierError."""
    for source, prefix in _NAMING.items():
        with suppress(KeyError, IdentifierError):
            return entity(prefix, references[source])
    found = ", ".join(
        f"{source}:{references[source]}" for source in _NAMING if source in references
    )
    raise BadIdentifier(found, f"a reference to {', '.join(_NAMING)}")


def _notes(source: str) -> tuple[Property, ...]:
    articles = references(source)
    return articles if names_only_articles(source) else (*articles, (rg.asWritten, Literal(source)))
