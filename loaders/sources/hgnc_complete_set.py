"""The complete set of HGNC, hgnc_complete_set.txt: the genes, their names and identifiers."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from loaders.kind import Header, Kind, Reading
from loaders.loader import SourceError
from loaders.mappings import mapping
from loaders.reading.source_file import SourceFile
from loaders.reading.text_tables import TableRow, table
from loaders.xrefs import checked
from ontology.standard import (
    biolink_Gene,
    dcterms_identifier,
    oio_hasDbXref,
    owl_deprecated,
    rdf_type,
    rdfs_label,
    schema_alternateName,
    semapv_UnspecifiedMatching,
    skos_altLabel,
    xsd_boolean,
)

_SPACES: Final = {
    "entrez_id": "NCBIGENE",
    "ensembl_gene_id": "ENSEMBL",
    "uniprot_ids": "UNIPROT",
    "omim_id": "OMIM",
}
_SYNONYMS: Final = ("alias_symbol", "prev_symbol", "alias_name", "prev_name")
COLUMNS: Final = ("hgnc_id", "symbol", "name", "status", *_SYNONYMS, *_SPACES)
_HEAD: Final = (b"hgnc_id", b"symbol", b"name", b"locus_group")
_WITHDRAWN: Final = "Entry Withdrawn"
_PREFIX: Final = "http://identifiers.org/hgnc/"


class Gene(NamedTuple):
    """A gene: its approved symbol and name, its other symbols and names, its identifiers."""

    iri: NamedNode
    symbol: str
    name: str
    synonyms: tuple[str, ...]
    is_withdrawn: bool
    identifiers: tuple[NamedNode, ...]
    line: int


def recognises(file: SourceFile, head: bytes) -> bool:
    """Return whether the first line names HGNC's columns."""
    first = head.removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0]
    return tuple(first.split(b"\t")[: len(_HEAD)]) == _HEAD


def header(file: SourceFile) -> Header:
    """Return a header without a version: the file names none."""
    return Header("")


def read(reading: Reading) -> Iterator[Gene]:
    """Yield the genes of the file. Raises SourceError, also for an id that stands twice."""
    lines: dict[NamedNode, int] = {}
    for row in table(
        reading.file, delimiter="\t", columns=COLUMNS, quoting=False, on_fault=reading.skip
    ):
        reading.tally.records += 1
        cells, place = row.cells, f"line {row.line}"
        iri = checked(reading, cells["hgnc_id"], place)
        if iri is None:
            continue
        if lines.setdefault(iri, row.line) != row.line:
            problem = f"expected each id once, {cells['hgnc_id']} is that of line {lines[iri]}"
            raise SourceError(reading.file.name, row.line, problem)
        if not cells["symbol"]:
            reading.skip(place, "expected a symbol, found an empty cell")
            continue
        if cells.get("orphanet"):
            reading.tally.pass_over("column orphanet: Orphanet's numbers of genes")
        yield _gene(reading, row, iri)


def describe(reading: Reading, gene: Gene) -> Iterator[Quad]:
    """Yield the quads of a gene."""
    quad = reading.quad
    yield quad(gene.iri, rdf_type, biolink_Gene)
    yield quad(gene.iri, dcterms_identifier, Literal("HGNC:" + gene.iri.value[len(_PREFIX) :]))
    yield quad(gene.iri, rdfs_label, Literal(gene.symbol, language="en"))
    if gene.name:
        yield quad(gene.iri, schema_alternateName, Literal(gene.name, language="en"))
    for synonym in gene.synonyms:
        yield quad(gene.iri, skos_altLabel, Literal(synonym, language="en"))
    if gene.is_withdrawn:
        yield quad(gene.iri, owl_deprecated, Literal("true", datatype=xsd_boolean))
    for target in gene.identifiers:
        yield from mapping(
            reading,
            gene.iri,
            oio_hasDbXref,
            target,
            semapv_UnspecifiedMatching,
            fragment=f"line={gene.line}",
        )


def quads(reading: Reading) -> Iterator[Quad]:
    """Yield the quads of the file. Raises SourceError."""
    for gene in read(reading):
        yield from describe(reading, gene)


KIND: Final = Kind(
    name="hgnc-complete-set",
    title="HGNC complete set",
    licence="https://creativecommons.org/publicdomain/zero/1.0/",
    credit="HUGO Gene Nomenclature Committee (HGNC)",
    home="https://www.genenames.org/",
    recognises=recognises,
    header=header,
    quads=quads,
    rights="The licence is HGNC's own; the file does not repeat it.",
)


def _gene(reading: Reading, row: TableRow, iri: NamedNode) -> Gene:
    cells = row.cells
    return Gene(
        iri,
        cells["symbol"],
        next(iter(_listed(cells["name"])), ""),
        tuple(dict.fromkeys(one for name in _SYNONYMS for one in _listed(cells[name]))),
        cells["status"] == _WITHDRAWN,
        tuple(_identifiers(reading, row)),
        row.line,
    )


def _listed(cell: str) -> list[str]:
    """Return the members of a cell: "a|b" with its quotes, or one text without."""
    inner = cell[1:-1] if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell
    return [one for one in map(str.strip, inner.split("|")) if one]


def _identifiers(reading: Reading, row: TableRow) -> Iterator[NamedNode]:
    for column, prefix in _SPACES.items():
        for text in _listed(row.cells[column]):
            iri = checked(reading, f"{prefix}:{text}", f"line {row.line}, {column}")
            if iri is not None:
                yield iri
