"""One attempt to get one file: ask, go on or begin, check, put in its place."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from loaders.fetching.content import checksum_fault, content_fault, is_html
from loaders.fetching.http import Answer, Client, Interrupted, Refused
from loaders.fetching.partial import Held, Partial
from loaders.fetching.record import FetchRecord, instant
from loaders.fetching.remote import Remote


class BadContent(Exception):
    """What came is not the file."""


class Watch(Protocol):
    """Is told how a download goes; sizes are in bytes."""

    def begins(self, name: str, held: int, total: int | None) -> None:
        """Hear that bytes come now, after those that were held, of so many in all if known."""

    def received(self, size: int) -> None:
        """Hear how many bytes are there."""

    def waits(self, name: str, problem: str, seconds: float) -> None:
        """Hear that an attempt failed and when the next one is."""


@dataclass(frozen=True)
class Transfer:
    """One file on its way: what is asked for, its target, what is known of it."""

    remote: Remote
    target: Path
    known: FetchRecord | None
    client: Client
    watch: Watch

    @property
    def partial(self) -> Partial:
        """What has come so far."""
        return Partial(self.target)

    def attempt(self) -> FetchRecord:
        """Ask once, and return the record of the file, which is then whole in its place.

        Raises Refused, Interrupted and BadContent.
        """
        condition = self._condition()
        held = self.partial.held(self.remote.address)
        headers = dict(condition)
        if held:
            headers |= {"Range": f"bytes={held.size}-", "If-Range": held.validator}
        with self.client.get(self.remote.address, headers) as answer:
            if answer.status == 304 and condition and self.known:
                self.partial.discard()
                return replace(self.known, checked=instant(datetime.now(UTC)))
            start = self._start(answer, held)
            self._refuse_wrong_kind(answer)
            if not start:
                self.partial.begin(self.remote.address, answer.validator)
            self._receive(answer, start)
            return self._checked(answer, whole=not start)

    def _condition(self) -> Mapping[str, str]:
        """Return the headers that ask for the file only if it is another than the one here."""
        known = self.known
        if known is None or known.address != self.remote.address or not self._is_here(known):
            return {}
        if known.etag:
            return {"If-None-Match": known.etag}
        return {"If-Modified-Since": known.last_modified} if known.last_modified else {}

    def _is_here(self, known: FetchRecord) -> bool:
        return self.target.is_file() and _sha256(self.target) == known.sha256

    def _start(self, answer: Answer, held: Held | None) -> int:
        """Return how many of the bytes that are here the answer goes on from."""
        if answer.status == 200:
            return 0
        if held is None or answer.status not in (206, 416):
            raise answer.refusal()
        place = re.match(r"bytes (\d+)-", answer.headers.get("Content-Range", ""))
        same = answer.validator in ("", held.validator)
        if answer.status == 206 and place and int(place[1]) == held.size and same:
            return held.size
        self.partial.discard()
        raise Interrupted(f"HTTP {answer.status} instead of the rest from byte {held.size} on")

    def _refuse_wrong_kind(self, answer: Answer) -> None:
        title = self.remote.shape.title
        if is_html(answer.headers.get("Content-Type", "")):
            raise Refused(f"expected {title}, found a web page")
        coding = answer.headers.get("Content-Encoding", "identity").strip().lower()
        if coding not in ("", "identity"):
            raise Refused(f"expected no Content-Encoding, found {coding}")

    def _receive(self, answer: Answer, start: int) -> None:
        total = answer.total(start)
        self._refuse_too_long(total or 0)
        self.watch.begins(self.remote.name, start, total)
        size = start
        with self.partial.appending() as stream:
            for chunk in answer.chunks():
                size += len(chunk)
                self._refuse_too_long(size)
                stream.write(chunk)
                stream.flush()  # a killed process has kept what it received
                self.watch.received(size)
        if total is not None and size != total:
            raise Interrupted(f"expected {total:,} bytes, found {size:,}")

    def _refuse_too_long(self, size: int) -> None:
        if size > self.remote.at_most_bytes:
            self.partial.discard()
            raise Refused(f"expected at most {self.remote.at_most_bytes:,} bytes, found {size:,}")

    def _checked(self, answer: Answer, *, whole: bool) -> FetchRecord:
        path = self.partial.path
        fault = checksum_fault(path, answer.headers, whole=whole) or content_fault(
            path, self.remote.shape, measured=answer.measured
        )
        if fault:
            self.partial.discard()
            raise BadContent(fault)
        record = self._record(answer)
        self.partial.complete()
        return record

    def _record(self, answer: Answer) -> FetchRecord:
        remote, path, now = self.remote, self.partial.path, instant(datetime.now(UTC))
        return FetchRecord(
            source=remote.source,
            file=remote.name,
            address=remote.address,
            final_address=answer.hops[-1].split("?")[0].split("#")[0],
            sha256=_sha256(path),
            bytes=path.stat().st_size,
            version=_version(remote.version, answer.hops),
            etag=answer.headers.get("ETag", ""),
            last_modified=answer.headers.get("Last-Modified", ""),
            retrieved=now,
            checked=now,
            licence=remote.licence,
        )


def _version(pattern: str, hops: tuple[str, ...]) -> str:
    found = [re.search(pattern, hop) for hop in hops] if pattern else []
    return next((match[1] for match in found if match), "")


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
