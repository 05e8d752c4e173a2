from pathlib import Path

from loaders.sources import sssom

from .commands import run


def test_the_mappings_of_a_release_are_written_and_read_back(small: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.sssom.tsv"

    result = run("sssom", "--output", file, "--release", small)
    assert result.exit_code == 0
    assert "2 mappings written" in result.stderr
    with file.open("rb") as stream:
        assert len(list(sssom.read(stream))) == 2


def test_only_the_mappings_that_are_wanted_are_written(small: Path) -> None:
    result = run("sssom", "--predicate", "narrowMatch", "--release", small)

    rows = [line for line in result.stdout.splitlines() if not line.startswith("#")]
    assert len(rows) == 2
    assert "MONDO:0000001" in rows[1]


def test_an_unknown_space_is_told(small: Path) -> None:
    result = run("sssom", "--subject-source", "nowhere", "--release", small)

    assert result.exit_code == 2
    assert "'nowhere' is no identifier space" in result.stderr
