"""GARD_genes.csv of NCATS RDAS: the genes that Orphanet and OMIM tie to GARD records."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from loaders.claims import Property
from loaders.gard import tables as gard_tables
from loaders.gard.tables import listed, record, rows
from loaders.gene_ties import orphanet_tie
from loaders.kind import Kind, Reading
from loaders.mappings import mapping, named
from loaders.obo.values import reference
from loaders.reading.text_tables import TableRow
from loaders.xrefs import checked
from ontology import terms as rg
from ontology.standard import (
    biolink_Gene,
    dcterms_references,
    oio_hasDbXref,
    rdf_type,
    schema_name,
    semapv_UnspecifiedMatching,
)

COLUMNS: Final = (
    "GardID",
    "DataSource",
    "SourceID",
    "SourceLabelID",
    "GeneCount",
    "GeneSymbol",
    "GeneSynonym",
    "GeneTitle",
    "GeneType",
    "Locus",
    "AssociationType",
    "AssociationStatus",
    "Reference",
    "OMIM",
    "Ensembl",
    "IUPHAR",
    "SwissProt",
    "Reactome",
    "GeneIdentifier",
)
_SPACES: Final = {"OMIM": "OMIM", "Ensembl": "ENSEMBL", "SwissProt": "UNIPROT"}
# HGNC describes its genes itself; the column Reactome repeats SwissProt.
_PASSED_OVER: Final = ("GeneSynonym", "GeneTitle", "GeneType", "Locus", "IUPHAR", "Reactome")
_OMIM: Final = "https://omim.org/"


class Tie(NamedTuple):
    """A gene tied to a GARD record: by which relation, how sure, by which papers."""

    disease: NamedNode
    gene: NamedNode
    symbol: str
    kind: str
    status: str
    notes: tuple[Property, ...]
    identifiers: tuple[NamedNode, ...]
    line: int


@dataclass
class _Genes:
    """The genes that were described so far, with how they are mapped."""

    named: set[NamedNode] = field(default_factory=set)
    mapped: set[tuple[NamedNode, NamedNode]] = field(default_factory=set)


def read(reading: Reading) -> Iterator[Tie]:
    """Yield the ties of the table; what is none is a skip. Raises SourceError."""
    for row in rows(reading, COLUMNS):
        cells, place = row.cells, f"line {row.line}"
        for column in _PASSED_OVER:
            if cells[column]:
                reading.tally.pass_over(f"column {column}")
        disease = record(reading, row)
        gene = checked(reading, cells["GeneIdentifier"], place)
        if not cells["AssociationType"]:
            reading.skip(place, "expected an AssociationType, found an empty cell")
        elif disease is not None and gene is not None:
            yield Tie(
                disease,
                gene,
                cells["GeneSymbol"],
                cells["AssociationType"],
                cells["AssociationStatus"],
                _notes(cells),
                tuple(_identifiers(reading, row)),
                row.line,
            )


def describe(reading: Reading, tie: Tie, genes: _Genes) -> Iterator[Quad]:
    """Yield the quads of a tie; a gene is described where it first stands."""
    yield from named(reading, tie.disease)
    yield from orphanet_tie(
        reading, tie.disease, tie.gene, tie.kind, tie.status, f"line={tie.line}", tie.notes
    )
    for name, value in tie.notes:
        if name == dcterms_references and isinstance(value, NamedNode):
            yield from named(reading, value)
    # A locus known to OMIM alone is the disease's own entry.
    if not tie.gene.value.startswith(_OMIM):
        yield from _gene(reading, tie, genes)


def _gene(reading: Reading, tie: Tie, genes: _Genes) -> Iterator[Quad]:
    if tie.gene not in genes.named:
        genes.named.add(tie.gene)
        yield reading.quad(tie.gene, rdf_type, biolink_Gene)
        if tie.symbol:
            yield reading.quad(tie.gene, schema_name, Literal(tie.symbol, language="en"))
    for target in tie.identifiers:
        if (tie.gene, target) not in genes.mapped:
            genes.mapped.add((tie.gene, target))
            yield from mapping(
                reading,
                tie.gene,
                oio_hasDbXref,
                target,
                semapv_UnspecifiedMatching,
                fragment=f"line={tie.line}",
            )


def quads(reading: Reading) -> Iterator[Quad]:
    """Yield the quads of the table. Raises SourceError."""
    genes = _Genes()
    for tie in read(reading):
        yield from describe(reading, tie, genes)


KIND: Final[Kind] = gard_tables.kind("gard-genes", "Genes of GARD", COLUMNS, quads)


def _notes(cells: dict[str, str]) -> tuple[Property, ...]:
    """Return the papers, and who said it to GARD: its table is of Orphanet and OMIM."""
    said_by = f"{cells['DataSource']} {cells['SourceLabelID']}".strip()
    notes = [(rg.asWritten, Literal(said_by))] if said_by else []
    return (*notes, *map(reference, listed(cells["Reference"])))


def _identifiers(reading: Reading, row: TableRow) -> Iterator[NamedNode]:
    for column, prefix in _SPACES.items():
        for text in listed(row.cells[column]):
            iri = checked(reading, f"{prefix}:{text}", f"line {row.line}, {column}")
            if iri is not None:
                yield iri
