"""The complete set of HGNC."""

from pathlib import Path

import pytest

from loaders.loader import SourceError
from loaders.sources.hgnc_complete_set import KIND
from tests.loaders.bulk import (
    FIXTURES,
    about,
    all_quads,
    file_of,
    reading_of,
    records,
    skips,
    written,
)

SET = file_of(FIXTURES / "hgnc_complete_set.txt")


def test_a_gene_has_its_symbols_its_names_and_its_identifiers() -> None:
    assert about(all_quads(KIND, SET), "HGNC:7010") == {
        ("rdf:type", "biolink:Gene"),
        ("dcterms:identifier", '"HGNC:7010"'),
        ("rdfs:label", '"MEN1"@en'),
        ("schema:alternateName", '"menin 1"@en'),
        ("skos:altLabel", '"MEAI"@en'),
        ("skos:altLabel", '"SCG2"@en'),
        ("skos:altLabel", '"multiple endocrine neoplasia I, first"@en'),
        ("skos:altLabel", '"menin"@en'),
        ("oio:hasDbXref", "NCBIGENE:4221"),
        ("oio:hasDbXref", "ENSEMBL:ENSG00000133895"),
        ("oio:hasDbXref", "UNIPROT:O00255"),
        ("oio:hasDbXref", "OMIM:613733"),
    }


def test_an_orphanet_gene_number_is_no_disorder() -> None:
    reading = reading_of(KIND, SET)
    quads = list(KIND.quads(reading))

    assert "Orphanet_118965" not in str(quads)
    assert reading.tally.passed_over == {"column orphanet: Orphanet's numbers of genes": 1}


def test_a_withdrawn_gene_is_deprecated() -> None:
    true = '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'

    assert ("owl:deprecated", true) in about(all_quads(KIND, SET), "HGNC:1234")


def test_several_identifiers_in_a_cell_are_several_mappings() -> None:
    quads = all_quads(KIND, SET)
    omim = {value for name, value in about(quads, "HGNC:18") if name == "oio:hasDbXref"}

    assert omim == {"OMIM:312865", "OMIM:400020"}
    assert len(records(quads, "owl:Axiom")) == 6


def test_faulty_rows_are_skips_with_their_lines() -> None:
    places = [place for place, _ in skips(KIND, SET)]

    assert places == ["line 4, uniprot_ids", "line 5", "line 6"]


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    text = SET.path.read_text(encoding="utf-8")

    with pytest.raises(SourceError, match="HGNC:7010 is that of line 2"):
        all_quads(KIND, written(tmp_path, "hgnc.txt", text + text.splitlines(keepends=True)[1]))


def test_a_table_without_the_columns_is_refused(tmp_path: Path) -> None:
    table = written(tmp_path, "hgnc.txt", "hgnc_id\tsymbol\tname\tlocus_group\nHGNC:1\tA\ta\tb\n")

    with pytest.raises(SourceError, match="status"):
        all_quads(KIND, table)
