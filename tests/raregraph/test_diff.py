import csv
import gzip
import io
import json
from pathlib import Path

import pytest

from ..graph_data.annotated_release import HPOA, quads
from .commands import run

HPOA = HPOA.replace(
    "ex:claim2 ", "ex:claim2 rg:assertedBy <https://w3id.org/raregraph/source/hpoa-2023-01-27> ; "
)


def release(folder: Path, hpoa: str) -> Path:
    lines = sorted({f"{quad} .\n" for quad in quads(hpoa=hpoa)})
    (folder / "dumps").mkdir()
    (folder / "dumps" / "raregraph.nq.gz").write_bytes(gzip.compress("".join(lines).encode()))
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

    assert result.exit_code == 0
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert row["change"] == "condition changed"
    assert (row["source"], row["subject"], row["object"]) == ("hpoa", "ORPHA:97279", "HP:0000975")
    assert (row["condition_before"], row["condition_after"]) == ("", "negated true")


def test_json_counts_every_kind_of_change(two: tuple[Path, Path]) -> None:
    found = json.loads(run("diff", *two, "--format", "json").stdout)

    assert found["counts"]["condition changed"] == 1
    assert sum(found["counts"].values()) == len(found["changes"]) == 1


def test_a_table_ends_with_the_counts(two: tuple[Path, Path]) -> None:
    output = run("diff", *two).stdout

    assert "condition changed: 1\n" in output
    assert "mapping moved: 0\n" in output


def test_changes_can_be_chosen_by_entity_and_by_kind(two: tuple[Path, Path]) -> None:
    other = run("diff", *two, "--about", "ORPHA:97280", "--format", "json")
    kind = run("diff", *two, "--change", "claim added", "--format", "json")

    assert json.loads(other.stdout)["changes"] == []
    assert json.loads(kind.stdout)["changes"] == []


def test_a_folder_that_is_no_release_is_told(tmp_path: Path, two: tuple[Path, Path]) -> None:
    result = run("diff", two[0], tmp_path)

    assert result.exit_code == 1
    assert "no release at" in result.output


@pytest.mark.parametrize("content", [b"", b"no gzip", None])
def test_a_dump_that_cannot_be_read_is_told_in_one_line(
    two: tuple[Path, Path], content: bytes | None
) -> None:
    dump = two[1] / "dumps" / "raregraph.nq.gz"
    if content is None:
        dump.write_bytes(dump.read_bytes()[:-30])  # broken off
    elif content:
        dump.write_bytes(content)
    else:
        dump.unlink()

    result = run("diff", *two)

    assert result.exit_code == 1
    assert f"Error: {dump} is damaged: expected the N-Quads of a release" in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_which_release_is_read_is_told_beside_the_answer(two: tuple[Path, Path]) -> None:
    assert "new: 1 claims and mappings read" in run("diff", *two).stderr
