"""GARD_genes.csv."""

from loaders.sources.gard_genes import KIND
from tests.loaders.bulk import FIXTURES, about, all_quads, file_of, reading_of, records, said, skips

TABLE = file_of(FIXTURES / "GARD_genes.csv")
MEN1 = "GARD:0003829"


def test_an_assessed_cause_is_plain_and_has_its_relation() -> None:
    quads = all_quads(KIND, TABLE)
    (claim,) = records(quads, "rg:PlainClaim")

    assert claim["rdf:subject"] == {MEN1}
    assert claim["rdf:object"] == {"HGNC:7010"}
    assert claim["rg:associationType"] == {
        '"Disease-causing germline mutation(s) (loss of function) in"@en'
    }
    assert claim["rg:validationStatus"] == {'"Assessed"@en'}
    assert claim["dcterms:references"] == {"PMID:9103196", "PMID:9215689"}
    assert claim["rg:asWritten"] == {'"Orphanet ORPHA:652"'}
    assert (MEN1, "rg:geneAssociation", "HGNC:7010") in said(quads)
    assert {predicate for one, predicate, value in said(quads) if value == "HGNC:7010"} >= {
        "RO:0004002"
    }


def test_candidates_and_other_ties_have_no_direct_triple() -> None:
    quads = all_quads(KIND, TABLE)
    direct = {
        (one, value)
        for one, predicate, value in said(quads)
        if predicate == "rg:geneAssociation" or predicate.startswith("RO:")
    }
    kinds = {next(iter(one["rg:associationType"])) for one in records(quads, "rg:QualifiedClaim")}

    assert direct == {(MEN1, "HGNC:7010")}
    assert kinds == {
        '"Candidate gene tested in"@en',
        '"Major susceptibility factor in"@en',
        '"The disorder is a chromosome deletion or duplication syndrome"@en',
    }


def test_a_gene_is_named_and_mapped_once() -> None:
    quads = all_quads(KIND, TABLE)

    assert about(quads, "HGNC:7010") == {
        ("rdf:type", "biolink:Gene"),
        ("schema:name", '"MEN1"@en'),
        ("oio:hasDbXref", "OMIM:613733"),
        ("oio:hasDbXref", "ENSEMBL:ENSG00000133895"),
        ("oio:hasDbXref", "UNIPROT:O00255"),
        ("oio:hasDbXref", "UNIPROT:P00001"),
    }
    assert len(records(quads, "owl:Axiom")) == 7


def test_a_locus_of_omim_alone_is_no_described_gene() -> None:
    assert about(all_quads(KIND, TABLE), "OMIM:154230") == set()


def test_faulty_rows_are_skips_and_repeated_columns_are_counted() -> None:
    reading = reading_of(KIND, TABLE)
    for _ in KIND.quads(reading):
        pass

    assert [place for place, _ in skips(KIND, TABLE)] == ["line 6", "line 7"]
    assert reading.tally.claims == 4
    assert reading.tally.passed_over["column Reactome"] == 3
