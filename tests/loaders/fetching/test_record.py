import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from loaders.fetching.record import (
    FetchRecord,
    FolderInUse,
    alone_in,
    instant,
    retrieved,
    retrieved_on,
    write_records,
)
from loaders.loader import SourceError
from loaders.reading.source_file import SourceFile

RECORD = FetchRecord(
    source="hgnc-complete-set",
    file="hgnc_complete_set.txt",
    address="https://a.org/hgnc",
    final_address="https://b.org/hgnc",
    sha256="0" * 64,
    bytes=12,
    version="",
    etag='"1"',
    last_modified="Tue, 04 Aug 2026 10:00:00 GMT",
    retrieved="2026-11-22T21:00:00Z",
    checked="2026-11-22T21:00:00Z",
    licence="CC0 1.0",
)


def test_records_come_back_as_they_were(tmp_path: Path) -> None:
    write_records(tmp_path, {RECORD.file: RECORD})

    assert retrieved(tmp_path) == {RECORD.file: RECORD}
    assert [path.name for path in tmp_path.iterdir()] == ["fetch.json"]


def test_a_folder_without_records_has_none(tmp_path: Path) -> None:
    assert retrieved(tmp_path) == {}


def test_a_record_knows_its_days() -> None:
    assert RECORD.retrieved_on == date(2026, 11, 22)
    assert RECORD.modified_on == date(2026, 8, 4)
    assert replace(RECORD, last_modified="").modified_on is None


def test_moments_are_written_in_utc() -> None:
    assert instant(datetime(2026, 11, 22, 21, 0, 0, 999, UTC)) == "2026-11-22T21:00:00Z"


ENTRY = vars(RECORD)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "content: expected JSON"),
        (b"\xff", "content: expected JSON in UTF-8"),
        (b"[" * 100_000, "content: expected JSON"),
        (b"[]", "format: expected 1"),
        (b'{"format": 2}', "format: expected 1"),
        (b'{"format": 1}', "files: expected a list"),
        (b'{"format": 1, "files": [1]}', "files/1: expected an object"),
        ({**ENTRY, "bytes": "12"}, "files/1/bytes: expected int, found '12'"),
        ({**ENTRY, "bytes": True}, "files/1/bytes: expected int, found True"),
        ({**ENTRY, "sha256": None}, "files/1/sha256: expected str, found None"),
        ({**ENTRY, "file": "../x"}, "files/1/file: expected a name, found '../x'"),
        ({**ENTRY, "retrieved": "today"}, "files/1/retrieved: time data 'today'"),
    ],
)
def test_a_damaged_manifest_is_told(tmp_path: Path, content: object, problem: str) -> None:
    path = tmp_path / "fetch.json"
    manifest = (
        json.dumps({"format": 1, "files": [content]}).encode() if type(content) is dict else b""
    )
    path.write_bytes(content if isinstance(content, bytes) else manifest)

    with pytest.raises(SourceError) as damaged:
        retrieved(tmp_path)

    assert f"{path}, {problem}" in str(damaged.value)


def test_two_fetches_do_not_share_a_folder(tmp_path: Path) -> None:
    with alone_in(tmp_path), pytest.raises(FolderInUse, match="another fetch"), alone_in(tmp_path):
        pass
    with alone_in(tmp_path):
        assert list(tmp_path.iterdir()) == []


def test_the_day_of_a_file_is_that_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / RECORD.file
    path.write_bytes(b"hgnc_id\n")
    sha256 = SourceFile(path, path.name).sha256
    write_records(tmp_path, {RECORD.file: replace(RECORD, sha256=sha256)})

    assert retrieved_on(SourceFile(path, path.name)) == date(2026, 11, 22)
    path.write_bytes(b"hgnc_id\tsymbol\n")
    assert retrieved_on(SourceFile(path, path.name)) is None
    assert retrieved_on(SourceFile(tmp_path / "fetch.json", "fetch.json")) is None
