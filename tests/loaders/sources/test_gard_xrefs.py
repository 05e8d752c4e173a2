"""GARD_xrefs.csv."""

import pytest

from loaders.sources.gard_xrefs import KIND
from tests.loaders.bulk import FIXTURES, about, all_quads, file_of, records, said, skips

TABLE = file_of(FIXTURES / "GARD_xrefs.csv")
INSULINOMA = "GARD:0003010"


@pytest.mark.parametrize(
    ("subject", "predicate", "target", "relation"),
    [
        ("GARD:0013034", "skos:exactMatch", "ORPHA:97253", "Exact"),
        (INSULINOMA, "skos:narrowMatch", "ICD10:D13.7", "BTNT"),
        (INSULINOMA, "skos:broadMatch", "OMIM:131100", "NTBT"),
        (
            INSULINOMA,
            "oio:hasDbXref",
            "UMLS:C0021670",
            "ND (not yet decided/unable to decide)",
        ),
        (INSULINOMA, "oio:hasDbXref", "SCTID:302822000", "NA"),
    ],
)
def test_the_relation_decides_how_exact_a_mapping_is(
    subject: str, predicate: str, target: str, relation: str
) -> None:
    quads = all_quads(KIND, TABLE)
    (record,) = (
        one
        for one in records(quads, "owl:Axiom")
        if one["owl:annotatedSource"] == {subject} and one["owl:annotatedTarget"] == {target}
    )

    assert record["owl:annotatedProperty"] == {predicate}
    assert record["rg:asWritten"] == {f'"{relation}"'}
    assert record["sssom:mapping_justification"] == {"semapv:UnspecifiedMatching"}
    assert (subject, predicate, target) in said(quads)


def test_disease_ontology_numbers_get_their_zeros_back() -> None:
    found = {value for _, value in about(all_quads(KIND, TABLE), INSULINOMA)}

    assert {"DOID:3892", "DOID:0050782"} <= found


def test_a_number_that_was_cut_at_its_commas_leads_to_no_other_disease() -> None:
    quads = all_quads(KIND, TABLE)

    assert about(quads, "GARD:0002914") == set()
    assert ("oio:hasDbXref", "DOID:988") in about(quads, "GARD:0003688")


def test_what_has_no_identifier_space_is_kept_as_written() -> None:
    found = about(all_quads(KIND, TABLE), INSULINOMA)

    assert ("oio:hasDbXref", '"GeneticAlliance:73,177,318"') in found
    page = "https://medlineplus.gov/genetics/condition/multiple-endocrine-neoplasia"
    assert ("rdfs:seeAlso", page) in found


def test_faulty_rows_are_skips_with_their_lines() -> None:
    found = skips(KIND, TABLE)

    assert [place for place, _ in found] == [f"line {n}" for n in (11, 12, 14, 15, 16, 17)]
    for (_, problem), words in zip(
        found,
        ("cut at its commas", "'111'", "C0239495", "Encyclopaedia", "Perhaps", "GARD:x"),
        strict=True,
    ):
        assert words in problem


def test_records_are_described_though_another_table_names_them() -> None:
    assert {("rdf:type", "skos:Concept"), ("dcterms:identifier", '"GARD:0003010"')} <= about(
        all_quads(KIND, TABLE), INSULINOMA
    )
