"""GARD.csv."""

from pathlib import Path

import pytest

from loaders.loader import SourceError
from loaders.sources.gard_records import COLUMNS, KIND
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

TABLE = file_of(FIXTURES / "GARD.csv")
HEADER = ",".join(COLUMNS)


def test_a_record_has_its_names_and_its_place_in_the_classification() -> None:
    quads = all_quads(KIND, TABLE)

    assert about(quads, "GARD:0013034") == {
        ("rdf:type", "biolink:Disease"),
        ("rdf:type", "skos:Concept"),
        ("rdf:type", "schema:MedicalCondition"),
        ("dcterms:identifier", '"GARD:0013034"'),
        ("rdfs:label", '"Pancreatic neuroendocrine tumor"@en'),
        ("skos:altLabel", '"PNET"@en'),
        ("skos:altLabel", '"Pancreatic NET"@en'),
        ("rg:entityGroup", '"Group of disorders"@en'),
        ("rg:entityType", '"Category"@en'),
        ("oio:hasDbXref", "ORPHA:97253"),
    }


def test_the_entity_that_a_record_was_made_for_is_a_cross_reference() -> None:
    quads = all_quads(KIND, TABLE)

    assert {next(iter(one["owl:annotatedProperty"])) for one in records(quads, "owl:Axiom")} == {
        "oio:hasDbXref"
    }
    assert not [value for name, value in about(quads, "GARD:0008417") if name == "oio:hasDbXref"]


def test_several_types_are_several_and_texts_of_omim_are_left_out() -> None:
    reading = reading_of(KIND, TABLE)
    found = about(KIND.quads(reading), "GARD:0003829")

    assert {value for name, value in found if name == "rg:entityType"} == {
        '"Disease subtype"@en',
        '"Clinical subtype"@en',
    }
    assert not [name for name, _ in found if name == "skos:altLabel"]
    assert reading.tally.passed_over == {"synonyms that are those of OMIM": 2}


def test_without_a_version_the_graph_is_named_by_the_digest() -> None:
    reading = reading_of(KIND, TABLE)

    assert reading.graph.value.endswith(f"/graph/gard-records/{TABLE.sha256[:12]}")


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    row = "GARD:0003010,Orphanet,ORPHA:97279,Disorder,Disease,Insulinoma,\r\n"
    table = written(tmp_path, "GARD.csv", f"{HEADER}\r\n{row}{row}")

    with pytest.raises(SourceError, match=r"GARD\.csv, line 3: .* is that of line 2"):
        all_quads(KIND, table)


def test_a_row_that_is_no_record_is_a_skip(tmp_path: Path) -> None:
    table = written(
        tmp_path,
        "GARD.csv.gz",
        f"{HEADER}\r\nGARD:1,Orphanet\r\nORPHA,Orphanet,,,,a name,\r\nGARD:2,GARD,,,,,\r\n"
        "GARD:3,Orphanet,ORPHA:none,,,a name,\r\n",
    )

    assert [place for place, _ in skips(KIND, table)] == ["line 2", "line 3", "line 4", "line 5"]
    assert ("rdfs:label", '"a name"@en') in about(all_quads(KIND, table), "GARD:0000003")


def test_tables_are_told_apart_by_their_columns() -> None:
    for other in ("GARD_xrefs.csv", "GARD_genes.csv", "gard_to_gard_mappings.csv"):
        assert not KIND.recognises(file_of(FIXTURES / other), file_of(FIXTURES / other).head())
