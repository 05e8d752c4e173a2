import csv
import io
import json
from pathlib import Path

import pytest

from graph_data.conflicts import KINDS

from .commands import run


def test_conflicts_are_counted_by_kind(release_folder: Path) -> None:
    result = run("conflicts", "--counts", "--release", release_folder)

    assert result.exit_code == 0
    counts = dict(line.split("\t") for line in result.stdout.splitlines())
    assert int(counts["IdentifierConflict"]) >= 9


def test_the_conflicts_of_an_entity_are_listed_with_their_sides(release_folder: Path) -> None:
    result = run(
        *("conflicts", "--entity", "MONDO:0019959", "--kind", "IdentifierConflict"),
        *("--format", "json", "--release", release_folder),
    )

    found = {one["conflict"].rsplit("/", 1)[1]: one for one in json.loads(result.stdout)}
    one = found["glucagonoma-icd11-foundation"]
    assert "MONDO:0019959" in one["concerns"]
    assert len(one["statements"]) == 2
    assert any(source.startswith("source:mondo-sssom") for source in one["sources"])


def test_conflicts_are_chosen_by_source_and_limited(release_folder: Path) -> None:
    options = ("--format", "csv", "--release", release_folder)

    result = run("conflicts", "--source", "ordo-3.1", "--limit", "2", *options)
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert len(rows) == 2
    assert all("ordo-3.1" in row["sources"] for row in rows)
    none = run("conflicts", "--source", "no-such-source", *options)
    assert len(none.stdout.splitlines()) == 1


def test_the_kinds_are_told_without_a_release(tmp_path: Path) -> None:
    result = run("conflicts", "--kinds", "--release", tmp_path / "nothing")

    assert result.exit_code == 0
    assert all(kind.name in result.stdout for kind in KINDS)


@pytest.mark.parametrize("arguments", [("--kind", "nonsense"), ("--limit", "0")])
def test_wrong_usage_is_told(release_folder: Path, arguments: tuple[str, str]) -> None:
    assert run("conflicts", *arguments, "--release", release_folder).exit_code == 2
