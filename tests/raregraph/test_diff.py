import csv
import io
import json
from pathlib import Path

import pytest

from graph_data.store import write_store

from ..graph_data.annotated_release import HPOA, quads
from .commands import run

HPOA = HPOA.replace(
    "ex:claim2 ", "ex:claim2 rg:assertedBy <https://w3id.org/raregraph/source/hpoa-2023-01-27> ; "
)


def release(folder: Path, hpoa: str) -> Path:
    write_store(folder / "store", quads(hpoa=hpoa))
    (folder / "manifest.json").write_text("{}")
    return folder


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    denied = HPOA.replace("ex:claim2 ", "ex:claim2 biolink:negated true ; ")
    return release(tmp_path / "old", HPOA), release(tmp_path / "new", denied)


def test_a_changed_condition_is_a_row_with_both(two: tuple[Path, Path]) -> None:
    result = run("diff", *two, "--format", "csv")

    (row,) = csv.DictReader(io.StringIO(result.output))
    assert row["change"] == "condition changed"
    assert (row["source"], row["subject"], row["object"]) == ("hpoa", "ORPHA:97279", "HP:0000975")
    assert (row["condition_before"], row["condition_after"]) == ("", "negated true")


def test_json_counts_every_kind_of_change(two: tuple[Path, Path]) -> None:
    found = json.loads(run("diff", *two, "--format", "json").output)

    assert found["counts"]["condition changed"] == 1
    assert sum(found["counts"].values()) == len(found["changes"]) == 1


def test_a_table_ends_with_the_counts(two: tuple[Path, Path]) -> None:
    output = run("diff", *two).output

    assert "condition changed: 1\n" in output
    assert "mapping moved: 0\n" in output


def test_changes_can_be_chosen_by_entity_and_by_kind(two: tuple[Path, Path]) -> None:
    other = run("diff", *two, "--about", "ORPHA:97280", "--format", "json")
    kind = run("diff", *two, "--change", "claim added", "--format", "json")

    assert json.loads(other.output)["changes"] == []
    assert json.loads(kind.output)["changes"] == []


def test_a_folder_that_is_no_release_is_told(tmp_path: Path, two: tuple[Path, Path]) -> None:
    result = run("diff", two[0], tmp_path)

    assert result.exit_code == 1
    assert "no release at" in result.output
