import csv
import io
import json
from pathlib import Path

import pytest

from graph_data.matching import NO_DIAGNOSIS
from graph_data.store import write_store

from ..graph_data.annotated_release import quads
from .commands import run


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("annotated")
    write_store(folder / "store", quads())
    (folder / "manifest.json").write_text("{}")
    return folder


def matched(release: Path, *arguments: str) -> dict[str, object]:
    result = run("match", "--release", release, "--format", "json", *arguments)
    assert result.exit_code == 0, result.output
    found: dict[str, object] = json.loads(result.output)
    return found


def rows(release: Path, *arguments: str) -> list[dict[str, str]]:
    result = run("match", "--release", release, "--format", "csv", *arguments)
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.output)))


def test_the_best_disease_comes_first_with_the_terms_that_it_shares(release: Path) -> None:
    first, second = rows(release, "HP:0001943", "HP:0000975", "--top", "1")

    assert {first["disease"], second["disease"]} == {"ORPHA:97279"}
    assert first["name"] == "Insulinoma"
    assert second["asked"] == "HP:0001943 Hypoglycemia"
    assert second["best_match"] == "HP:0001958 Nonketotic hypoglycemia"
    assert second["in_common"] == "HP:0001943 Hypoglycemia"
    assert second["information"] == "0.4055"  # ln(3/2)


@pytest.mark.parametrize("form", ["table", "json", "csv"])
@pytest.mark.parametrize("asked", [["HP:0001943"], ["--disease", "ORPHA:97253"], ["HP:0000118"]])
def test_every_output_says_what_it_is_not_and_how_it_came_about(
    release: Path, form: str, asked: list[str]
) -> None:
    result = run("match", "--release", release, "--format", form, *asked)

    assert NO_DIAGNOSIS in result.output
    assert "Resnik 1995" in result.output
    assert "phenotype-hpoa 2023-01-27" in result.output


def test_what_a_disease_is_said_not_to_have_is_shown(release: Path) -> None:
    found = rows(release, "HP:0001943", "HP:0000975", "--disease", "ORPHA:97282")

    by_term = {row["asked"]: row for row in found}
    assert by_term["HP:0000975 Hyperhidrosis"]["said_to_be_absent"] == "HP:0000975 Hyperhidrosis"
    assert by_term["HP:0000975 Hyperhidrosis"]["information"] == "0.0000"
    assert by_term["HP:0001943 Hypoglycemia"]["said_to_be_absent"] == ""


def test_a_group_without_annotations_is_not_annotated(release: Path) -> None:
    alone = rows(release, "--disease", "ORPHA:97253")
    asked = rows(release, "HP:0001943", "--disease", "ORPHA:97253", "--disease", "ORPHA:97280")

    assert [row["status"] for row in alone] == ["not annotated"]
    assert [(row["disease"], row["status"]) for row in asked] == [
        ("ORPHA:97253", "not annotated"),
        ("ORPHA:97280", "no match"),
    ]


def test_obsolete_terms_are_followed_and_that_is_told(release: Path) -> None:
    found = matched(release, "HP:0000001", "--disease", "ORPHA:97282")

    assert found["query"] == [{"term": "HP:0000001", "used": "HP:0001943", "label": "Hypoglycemia"}]
    assert found["notes"] == [
        "HP:0000001 is obsolete: HP:0001943 stands for it.",
        "Annotations with an obsolete term that count as its successor: 1 (1 terms).",
        "Annotations left out, their term is obsolete without successor: 1 (HP:0000004).",
    ]


def test_the_source_can_be_chosen(release: Path) -> None:
    found = matched(release, "HP:0001943", "--source", "orphadata-product4")

    assert found["annotations"] == "orphadata-product4 2024-12-03"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["HP:9999999"], "HP:9999999 is not in "),
        (["ORPHA:97279"], "ORPHA:97279 is no term of HPO"),
        (["Hypoglycemia"], "no known identifier"),
        (["HP:0001943", "--disease", "ORPHA:558"], "the release says nothing of ORPHA:558"),
    ],
)
def test_what_is_not_there_is_told_in_one_line(
    release: Path, arguments: list[str], told: str
) -> None:
    result = run("match", "--release", release, *arguments)

    assert result.exit_code == 1
    assert told in result.output
    assert "Traceback" not in result.output


def test_nothing_asked_is_wrong_usage(release: Path) -> None:
    assert run("match", "--release", release).exit_code == 2
