"""A download that has begun: a hidden file beside the target, and what it is the beginning of."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True)
class Held:
    """Bytes that are there, and the validator of the file that they are the beginning of."""

    size: int
    validator: str


@dataclass(frozen=True)
class Partial:
    """What has come of a file so far: `.NAME.part`, with `.NAME.part.json` while it can go on."""

    target: Path

    @property
    def path(self) -> Path:
        """The hidden file beside the target."""
        return self.target.with_name(f".{self.target.name}.part")

    @property
    def _note(self) -> Path:
        return self.target.with_name(f".{self.target.name}.part.json")

    def held(self, address: str) -> Held | None:
        """Return what is there of the file at this address; None if it cannot be gone on with."""
        try:
            note = json.loads(self._note.read_bytes())
            size = self.path.stat().st_size
            if size > 0 and note["address"] == address and note["validator"]:
                return Held(size, str(note["validator"]))
        except (OSError, ValueError, TypeError, KeyError):
            pass
        return None

    @contextmanager
    def appending(self) -> Iterator[BinaryIO]:
        """Give the file to add to."""
        with self.path.open("ab") as stream:
            yield stream

    def begin(self, address: str, validator: str) -> None:
        """Empty the file; note what it will be the beginning of, if that can be asked for again.

        The old note goes first: it must never be beside other bytes.
        """
        self.discard()
        self.path.touch()
        if validator:
            note = json.dumps({"address": address, "validator": validator})
            self._note.write_text(note, encoding="utf-8")

    def discard(self) -> None:
        """Remove what is there."""
        self._note.unlink(missing_ok=True)
        self.path.unlink(missing_ok=True)

    def complete(self) -> None:
        """Put the file in the target's place, whole and on the disk."""
        with self.path.open("rb") as stream:
            os.fsync(stream.fileno())
        self.path.replace(self.target)
        self._note.unlink(missing_ok=True)
