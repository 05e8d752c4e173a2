"""fetch.json: what a folder of downloads holds, where it came from and when."""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Final

from loaders.loader import SourceError
from loaders.reading.source_file import SourceFile

FETCHED: Final = "fetch.json"
_FORMAT: Final = 1


class FolderInUse(Exception):
    """Another fetch writes to the folder."""


@dataclass(frozen=True)
class FetchRecord:
    """One file: which source's, where it was asked for and came from, its bytes, its dates.

    `final_address` has no query: that of a store is a key that expires. `version` is what the
    addresses tell, "" if nothing. `retrieved` is when the bytes came, `checked` when the server
    last said that they are still the same, both in UTC as YYYY-MM-DDTHH:MM:SSZ.
    """

    source: str
    file: str
    address: str
    final_address: str
    sha256: str
    bytes: int
    version: str
    etag: str
    last_modified: str
    retrieved: str
    checked: str
    licence: str

    @property
    def retrieved_on(self) -> date:
        """The day on which the bytes came."""
        return _instant(self.retrieved).date()

    @property
    def modified_on(self) -> date | None:
        """The day of Last-Modified; None if the server said none."""
        try:
            return parsedate_to_datetime(self.last_modified).date()
        except (ValueError, TypeError):
            return None


def instant(now: datetime) -> str:
    """Return a moment as records have it."""
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _instant(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def retrieved(folder: Path) -> dict[str, FetchRecord]:
    """Return the records of a folder's fetch.json by file name, none if it has no such file.

    Raises SourceError if the file is not what `write_records` writes.
    """
    path = folder / FETCHED
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError) as error:
        raise SourceError(str(path), "content", f"expected JSON in UTF-8: {error}") from error
    if not isinstance(manifest, dict) or manifest.get("format") != _FORMAT:
        raise SourceError(str(path), "format", f"expected {_FORMAT}, written by raregraph fetch")
    files = manifest.get("files")
    if not isinstance(files, list):
        raise SourceError(str(path), "files", "expected a list")
    records = [_record(path, number, one) for number, one in enumerate(files, 1)]
    return {record.file: record for record in records}


def retrieved_on(file: SourceFile) -> date | None:
    """Return the day on which a file came, by the fetch.json beside it.

    None if that says nothing of the file, or of other bytes under its name. Raises SourceError
    if it is damaged.
    """
    record = retrieved(file.path.parent).get(file.path.name)
    return record.retrieved_on if record and record.sha256 == file.sha256 else None


def _record(path: Path, number: int, said: Any) -> FetchRecord:
    place = f"files/{number}"
    if not isinstance(said, dict):
        raise SourceError(str(path), place, "expected an object")
    for field in fields(FetchRecord):
        expected = int if field.name == "bytes" else str
        if type(said.get(field.name)) is not expected:
            found = repr(said.get(field.name))[:60]
            problem = f"expected {expected.__name__}, found {found}"
            raise SourceError(str(path), f"{place}/{field.name}", problem)
    record = FetchRecord(**{field.name: said[field.name] for field in fields(FetchRecord)})
    if record.file != Path(record.file).name:
        raise SourceError(str(path), f"{place}/file", f"expected a name, found {record.file!r}")
    try:
        _instant(record.retrieved)
    except ValueError as error:
        raise SourceError(str(path), f"{place}/retrieved", str(error)) from error
    return record


def write_records(folder: Path, records: Mapping[str, FetchRecord]) -> None:
    """Write fetch.json anew, whole or not at all."""
    files = [asdict(records[name]) for name in sorted(records)]
    text = json.dumps({"format": _FORMAT, "files": files}, indent=2, ensure_ascii=False) + "\n"
    part = folder / f".{FETCHED}.part"
    with part.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(folder / FETCHED)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keep other fetches out of the folder. Raises FolderInUse if one is there."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise FolderInUse(f"{folder}: another fetch writes to this folder") from error
    finally:
        os.close(descriptor)
