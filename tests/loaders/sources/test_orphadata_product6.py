"""Orphadata product 6: which ties of genes are causal, and how genes are named."""

import pytest

from loaders.sources.orphadata_product6 import KIND
from tests.loaders.bulk import SHARED, file_of, needs_shared
from tests.loaders.sources.statements import Loaded, fixture, kind_of, kinds_of_claims, loaded

FILE = "orphanet/en_product6.xml"
TIE = "rg:geneAssociation"
RELATIONS = ("RO:0004001", "RO:0004002", "RO:0004003", "RO:0004004")


@pytest.fixture(scope="module")
def product6() -> Loaded:
    return loaded(KIND, fixture(FILE))


def _relations(product: Loaded, disease: str, gene: str) -> list[str]:
    return [relation for relation in RELATIONS if gene in product.says(disease, relation)]


def test_an_assessed_cause_is_plain_with_its_relation(product6: Loaded) -> None:
    claim = product6.claim("ORPHA:652", TIE, "HGNC:7010")

    assert kind_of(claim) == "PlainClaim"
    assert claim["rg:associationType"] == {"Disease-causing germline mutation(s) in"}
    assert claim["rg:validationStatus"] == {"Assessed"}
    assert claim["dcterms:references"] == {"PMID:20301710"}
    assert "rg:asWritten" not in claim
    assert "biolink:GeneToDiseaseAssociation" in claim["rdf:type"]
    assert _relations(product6, "ORPHA:652", "HGNC:7010") == ["RO:0004003"]


@pytest.mark.parametrize(
    ("disease", "gene", "relation"),
    [
        ("ORPHA:97279", "HGNC:12856", "RO:0004004"),
        ("ORPHA:276152", "HGNC:1785", "RO:0004002"),
        ("ORPHA:276152", "HGNC:7010", "RO:0004001"),
    ],
    ids=["somatic", "loss of function", "gain of function"],
)
def test_the_words_of_the_type_decide_on_one_relation(
    product6: Loaded, disease: str, gene: str, relation: str
) -> None:
    assert _relations(product6, disease, gene) == [relation]
    assert gene in product6.says(disease, TIE)


@pytest.mark.parametrize(
    ("disease", "gene"),
    [
        ("ORPHA:652", "HGNC:1785"),
        ("ORPHA:97280", "HGNC:886"),
        ("ORPHA:97280", "HGNC:2681"),
        ("ORPHA:97279", "HGNC:7010"),
    ],
    ids=["candidate", "assessed candidate", "cause not yet assessed", "susceptibility factor"],
)
def test_any_other_tie_has_no_direct_triple(product6: Loaded, disease: str, gene: str) -> None:
    assert product6.kind(disease, TIE, gene) == "QualifiedClaim"
    assert gene not in product6.says(disease, TIE)
    assert _relations(product6, disease, gene) == []


def test_several_articles_are_several_references(product6: Loaded) -> None:
    claim = product6.claim("ORPHA:652", TIE, "HGNC:1785")

    assert claim["dcterms:references"] == {"PMID:22026581", "PMID:25824098"}


def test_a_source_that_is_more_than_articles_is_kept_as_written(product6: Loaded) -> None:
    claim = product6.claim("ORPHA:97279", TIE, "HGNC:7010")

    assert claim["dcterms:references"] == {"PMID:26307114"}
    assert claim["rg:asWritten"] == {"26307114[PMID]_[EXPERT]"}


def test_a_gene_is_described_by_symbol_and_names(product6: Loaded) -> None:
    assert product6.says("HGNC:7010", "rdf:type") == {"biolink:Gene"}
    assert product6.says("HGNC:7010", "dcterms:identifier") == {"HGNC:7010"}
    assert "MEN1" in product6.says("HGNC:7010", "schema:name")
    assert {"menin 1", "menin"} <= product6.says("HGNC:7010", "skos:altLabel")


def test_a_gene_without_a_number_of_hgnc_is_named_by_ensembl(product6: Loaded) -> None:
    gene = "ENSEMBL:ENSG00000133895"

    assert product6.kind("ORPHA:913", TIE, gene) == "QualifiedClaim"
    assert product6.says(gene, "rdf:type") == {"biolink:Gene"}


def test_what_omim_alone_numbers_is_not_described_as_a_gene(product6: Loaded) -> None:
    assert product6.kind("ORPHA:913", TIE, "OMIM:613733") == "QualifiedClaim"
    assert product6.says("OMIM:613733", "rdf:type") == set()


def test_a_tie_without_a_gene_or_a_type_is_skipped_with_its_place(product6: Loaded) -> None:
    place = "ORPHA:913/DisorderGeneAssociation/"
    (unnamed, untyped, no_gene) = product6.skips()

    assert unnamed[0] == place + "3"
    assert "gene NONE: " in unnamed[1]
    assert "expected a reference to HGNC, Ensembl, OMIM" in unnamed[1]
    assert untyped == (
        place + "4",
        "expected a gene and what ties it to the disorder, found a tie without its type",
    )
    assert no_gene == (
        place + "5",
        "expected a gene and what ties it to the disorder, found no gene",
    )
    assert (product6.reading.tally.records, product6.reading.tally.claims) == (13, 10)


def test_what_is_told_of_genes_elsewhere_is_counted_as_passed_over(product6: Loaded) -> None:
    assert product6.reading.tally.passed_over["locus of a gene"] == 10
    assert product6.reading.tally.passed_over["type of a gene"] == 10


@needs_shared
def test_the_published_ties_are_all_taken_but_those_of_genes_without_an_identifier() -> None:
    real = loaded(KIND, file_of(SHARED / "assembled" / "en_product6.xml.gz"))

    assert real.reading.tally.records == 8_300
    assert real.reading.tally.claims == 8_296
    assert sorted(problem.split(":")[0] for _, problem in real.skips()) == [
        "gene C2CD6",
        "gene GRB10",
        "gene SLC67A1",
        "gene SLC67A1",
    ]
    diseases = [one for one in real.about.values() if "biolink:Disease" in one["rdf:type"]]
    assert len(diseases) == 4_078
    assert kinds_of_claims(real.quads) == {"rg:PlainClaim": 6_881, "rg:QualifiedClaim": 1_415}
    assert real.says("ORPHA:652", TIE) == {"HGNC:7010"}
    assert real.says("ORPHA:276152", "RO:0004002") == {"HGNC:1785"}
    assert real.says("ORPHA:276152", "RO:0004001") == set()
