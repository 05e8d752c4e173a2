"""phenotype.hpoa: rows that cannot be read, rows apart, files that are none."""

from pathlib import Path

import pytest

from loaders.hpoa import file as hpoa_file
from loaders.loader import SourceError
from loaders.sources.phenotype_hpoa import KIND
from tests.loaders.bulk import FIXTURES, skips, written
from tests.loaders.sources.statements import kind_of, loaded

PHENOTYPE = "rg:hasPhenotype"
HEADER = "\t".join(hpoa_file.COLUMNS) + "\n"


def _row(disease: str = "ORPHA:652", **cells: str) -> str:
    values = {"database_id": disease, "hpo_id": "HP:0012197", "aspect": "P"} | cells
    return "\t".join(values.get(column, "") for column in hpoa_file.COLUMNS) + "\n"


def test_a_denial_that_stands_apart_from_the_plain_row_is_still_its_context(
    tmp_path: Path,
) -> None:
    content = HEADER + _row() + _row("ORPHA:892") + _row(qualifier="NOT") + _row("ORPHA:892")

    found = loaded(KIND, written(tmp_path, "phenotype.hpoa", content))

    kinds = {kind_of(one) for one in found.claims("ORPHA:652", PHENOTYPE, "HP:0012197")}
    assert kinds == {"UnqualifiedSourceClaim", "QualifiedClaim"}
    assert found.says("ORPHA:652", PHENOTYPE) == set()
    assert found.says("ORPHA:892", PHENOTYPE) == {"HP:0012197"}
    assert found.reading.tally.claims == 4


def test_rows_apart_are_kept_in_bounded_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hpoa_file, "MOST_APART", 3)
    content = HEADER + (_row() + _row("ORPHA:892")) * 2

    with pytest.raises(
        SourceError, match="line 5: expected the rows of a disease to stand togethe"
    ):
        loaded(KIND, written(tmp_path, "phenotype.hpoa", content))


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (_row("UMLS:C0021670"), "expected a disease of OMIM, ORPHA, DECIPHER, MONDO, found UMLS"),
        (_row("ORPHA:abc"), "'ORPHA:abc' is no known identifier"),
        (_row(hpo_id="MP:0000001"), "'MP:0000001' is no known identifier: expected HP:"),
        (_row(hpo_id="HP:12"), "'HP:12' is no known identifier"),
        (_row(aspect="X"), "expected an aspect (P, I, C, M), found 'X'"),
        (_row(qualifier="MAYBE"), "expected NOT or nothing as qualifier, found 'MAYBE'"),
        (_row(frequency="HP:0000118"), "'HP:0000118' is no known identifier: expected a frequency"),
        (_row(frequency="4/3"), "expected a frequency (HP:0040281, 3/30 or 21%), found '4/3'"),
        (_row(frequency="0/0"), "expected a frequency"),
        (_row(frequency="often"), "expected a frequency"),
        (_row(frequency="101%"), "expected a percentage up to 100, found '101%'"),
        (_row(frequency="x%"), "expected a number, found 'x'"),
        (_row(onset="early"), "'early' is no known identifier"),
        (_row(modifier="HP:0012825;severe"), "'severe' is no known identifier"),
        ("ORPHA:652\ttoo few\n", "expected 12 cells, found 2"),
    ],
)
def test_a_row_that_cannot_be_read_whole_is_skipped(tmp_path: Path, row: str, problem: str) -> None:
    file = written(tmp_path, "phenotype.hpoa", HEADER + row + _row())

    ((place, found),) = skips(KIND, file)

    assert place == "line 2"
    assert found.startswith(problem)


def test_past_medical_history_is_passed_over(tmp_path: Path) -> None:
    found = loaded(KIND, written(tmp_path, "phenotype.hpoa", HEADER + _row(aspect="H")))

    assert found.reading.tally.passed_over == {"aspect H, past medical history": 1}
    assert found.says("ORPHA:652", PHENOTYPE) == set()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"database_id\thpo_id\n",
        b"ncbi_gene_id\tgene_symbol\tassociation_type\tdisease_id\tsource\n",
        (FIXTURES / "orphanet" / "en_product4.xml").read_bytes(),
    ],
    ids=["empty", "columns missing", "another table of HPO", "XML"],
)
def test_other_files_are_not_recognised(tmp_path: Path, content: bytes) -> None:
    file = written(tmp_path, "phenotype.hpoa", content)

    assert not KIND.recognises(file, file.head())


def test_a_gzipped_file_is_recognised_by_its_content(tmp_path: Path) -> None:
    file = written(tmp_path, "anything.gz", HEADER + _row())

    assert KIND.recognises(file, file.head())
