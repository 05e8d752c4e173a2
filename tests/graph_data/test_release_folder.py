import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from graph_data.release_folder import (
    BadRelease,
    faults,
    is_sound,
    opened,
    read_manifest,
    stored,
)
from graph_data.store import named_quads, write_store

from .small_release import built


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("sound") / "r")


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    return shutil.copytree(sound, tmp_path / "r")


def found(folder: Path) -> list[str]:
    with stored(folder) as there:
        return list(faults(folder, there))


def change(folder: Path, **fields: Any) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | fields))


def test_a_sound_release_has_no_fault(folder: Path) -> None:
    assert found(folder) == []
    assert is_sound(folder, read_manifest(folder))


@pytest.mark.parametrize(
    ("field", "value"),
    [("release", "0.1.0-0"), ("canonical_hash", "0" * 64), ("counts", {}), ("graphs", [])],
)
def test_a_manifest_that_tells_of_another_store_is_found(
    folder: Path, field: str, value: object
) -> None:
    change(folder, **{field: value})

    (fault,) = found(folder)
    assert fault.startswith(f"manifest.json: {field}: expected ")


def test_dumps_that_the_manifest_does_not_list_are_missed(folder: Path) -> None:
    change(folder, files=[])

    assert "manifest.json: files: expected raregraph.ttl.gz, found nothing" in found(folder)
    assert len(found(folder)) == 8


def test_a_store_with_a_quad_less_is_found(folder: Path) -> None:
    quads = list(named_quads(opened(folder)))
    shutil.rmtree(folder / "store")
    write_store(folder / "store", quads[1:])

    assert any("canonical_hash" in fault for fault in found(folder))
    assert not is_sound(folder, read_manifest(folder))


@pytest.mark.parametrize("content", [None, b"", b"no database"])
def test_a_release_without_a_sound_index_of_names_is_found(
    folder: Path, content: bytes | None
) -> None:
    (folder / "search.sqlite").unlink()
    if content is not None:
        (folder / "search.sqlite").write_bytes(content)

    (fault,) = found(folder)
    assert fault.startswith("search.sqlite: expected the index of all names, found: ")


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"{}",
        b"[]",
        b"null",
        b"\xff",
        b'{"release": 1}',
    ],
)
def test_a_manifest_that_is_none_is_told(folder: Path, text: bytes) -> None:
    (folder / "manifest.json").write_bytes(text)

    with pytest.raises(BadRelease, match=r"manifest.json is damaged: expected .*, found "):
        read_manifest(folder)


@pytest.mark.parametrize(
    "fields",
    [
        {"more": 1},
        {"release": None},
        {"counts": {"quads": "many"}},
        {"counts": []},
        {"graphs": [1]},
        {"graphs": [{}]},
        {"files": {}},
    ],
)
def test_a_manifest_with_fields_of_another_kind_is_told(
    folder: Path, fields: dict[str, Any]
) -> None:
    change(folder, **fields)

    with pytest.raises(BadRelease, match=r"manifest\.json is damaged"):
        read_manifest(folder)


def test_a_missing_store_is_told(folder: Path) -> None:
    shutil.rmtree(folder / "store")

    with pytest.raises(BadRelease, match="there is no store at"):
        opened(folder)


@pytest.mark.parametrize("pattern", ["CURRENT", "*.sst", "MANIFEST*"])
def test_a_corrupt_store_is_told(folder: Path, pattern: str) -> None:
    for path in (folder / "store").glob(pattern):
        path.write_bytes(path.read_bytes()[:3])

    with pytest.raises(BadRelease, match=r"store is damaged: expected .* found"):
        opened(folder)
