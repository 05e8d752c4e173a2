from pathlib import Path

import pytest

from graph_data import release_folder
from graph_data.release import (
    BuildFailed,
    build_release,
    current,
)
from ontology.identifiers import query_prefixes

from .offenders import SOUND
from .small_release import built, graphs


def test_a_folder_that_exists_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()

    with pytest.raises(FileExistsError, match=r"r exists already: name a new folder or remove it"):
        built(tmp_path / "r")
    assert list((tmp_path / "r").iterdir()) == []


def test_a_folder_that_appears_during_the_build_is_not_touched(tmp_path: Path) -> None:
    def appear(_: str) -> None:
        (tmp_path / "r").mkdir(exist_ok=True)
        (tmp_path / "r" / "file").touch()

    with pytest.raises(FileExistsError, match="exists already"):
        build_release(graphs(), query_prefixes(), report=appear, out=tmp_path / "r")
    assert [path.name for path in tmp_path.rglob("*")] == ["r", "file"]


@pytest.mark.parametrize("part", ["manifest.json", "dumps/raregraph.nq", "store/CURRENT"])
def test_a_damaged_release_is_repaired_by_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    monkeypatch.setattr(release_folder, "BUILD", tmp_path)
    folder, manifest = build_release(graphs(), query_prefixes())
    (folder / part).write_text("damaged")

    again, _ = build_release(graphs(), query_prefixes())

    assert again == folder
    assert release_folder.is_sound(folder, manifest)
    assert [path.name for path in (tmp_path / "releases").iterdir()] == [folder.name]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["current", "releases"]


def test_a_sound_release_is_not_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(release_folder, "BUILD", tmp_path)
    folder, _ = build_release(graphs(), query_prefixes())
    before = folder.stat().st_ino

    build_release(graphs(), query_prefixes())

    assert folder.stat().st_ino == before


def test_a_folder_in_place_of_current_is_an_error_that_leaves_no_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(release_folder, "BUILD", tmp_path)
    (tmp_path / "current").mkdir()

    with pytest.raises(IsADirectoryError):
        build_release(graphs(), query_prefixes())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["current", "releases"]


def test_a_failed_build_keeps_the_current_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(release_folder, "BUILD", tmp_path)
    first, _ = build_release(graphs(), query_prefixes())

    with pytest.raises(BuildFailed):
        build_release(graphs(SOUND + "ex:claim rdf:subject d:b ."), query_prefixes())

    assert current() == first.resolve()
    assert [path.name for path in (tmp_path / "releases").iterdir()] == [first.name]


def test_the_newest_release_becomes_current_and_the_former_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(release_folder, "BUILD", tmp_path)
    first, _ = build_release(graphs(), query_prefixes())

    second, _ = build_release(
        graphs(SOUND + 'ex:source dcterms:description "More."@en .'), query_prefixes()
    )

    assert current() == second.resolve() != first.resolve()
    assert (first / "manifest.json").is_file()
