"""gard_to_gard_mappings.csv."""

from loaders.sources.gard_hierarchy import KIND
from tests.loaders.bulk import FIXTURES, about, all_quads, file_of, said, skips

TABLE = file_of(FIXTURES / "gard_to_gard_mappings.csv")


def test_a_record_stands_below_its_parents() -> None:
    quads = all_quads(KIND, TABLE)

    assert {one for one in said(quads) if one[1] == "skos:broader"} == {
        ("GARD:0003010", "skos:broader", "GARD:0013034"),
        ("GARD:0013034", "skos:broader", "GARD:0021322"),
    }
    assert ("dcterms:identifier", '"GARD:0021322"') in about(quads, "GARD:0021322")


def test_faulty_rows_are_skips_with_their_lines() -> None:
    found = skips(KIND, TABLE)

    assert [place for place, _ in found] == ["line 4", "line 5", "line 6"]
    assert "above itself" in found[0][1]
