"""ORPHApackets as Orphanet hands them out: a JSON file for each entity, or all in a tar."""

import json
import tarfile
from collections.abc import Iterator
from typing import Any, BinaryIO, Final, NamedTuple, cast

from loaders.loader import SourceError
from loaders.reading.metered_stream import MeteredStream
from loaders.reading.source_file import SourceFile

PACKET_BYTES: Final = 4 << 20
_USTAR: Final = slice(257, 262)
_END: Final = bytes(512)


class Packet(NamedTuple):
    """What is said of one entity, and the name of the file or of the member of a tar."""

    name: str
    content: dict[str, Any]


class BadPacket(NamedTuple):
    """A member of a tar that is no packet, and why."""

    name: str
    problem: str


def is_tar(head: bytes) -> bool:
    """Tell whether a file is a tar (POSIX.1, ustar) from its beginning."""
    return head[_USTAR] == b"ustar"


def packets(file: SourceFile) -> Iterator[Packet | BadPacket]:
    """Yield the packets of a file, in its order; of a tar also those that cannot be read.

    Raises SourceError for a tar that is damaged, and for a lone packet that cannot be read.
    """
    with file.opened() as stream:
        if is_tar(file.head()):
            yield from _of_tar(file, stream)
            return
        one = _packet(file.name, stream.read(PACKET_BYTES + 1))
        if isinstance(one, BadPacket):
            raise SourceError(file.name, "JSON", one.problem)
        yield one


def _of_tar(file: SourceFile, stream: BinaryIO) -> Iterator[Packet | BadPacket]:
    meter = MeteredStream(file.name, stream, 2 * PACKET_BYTES)
    try:
        with tarfile.open(fileobj=cast(BinaryIO, meter), mode="r|") as tar:
            for member in tar:
                if member.isfile() and member.name.lower().endswith(".json"):
                    content = tar.extractfile(member)
                    assert content is not None
                    yield _packet(member.name, content.read(PACKET_BYTES + 1))
                meter.mark()
                tar.members = []  # type: ignore[attr-defined]  # else it keeps all it has read
    except tarfile.TarError as error:
        raise SourceError(file.name, "tar", f"damaged or broken off: {error}") from error
    if not meter.last.endswith(_END):
        raise SourceError(file.name, "end", "tar: broken off, expected blocks of zeros at the end")


def _packet(name: str, written: bytes) -> Packet | BadPacket:
    if len(written) > PACKET_BYTES:
        return BadPacket(name, f"expected a packet of at most {PACKET_BYTES:,} bytes, found more")
    try:
        found = json.loads(written.decode("utf-8-sig"))
    except RecursionError:
        return BadPacket(name, "JSON: values are nested too deep")
    except ValueError as error:  # no UTF-8, no JSON, a number of thousands of digits
        return BadPacket(name, f"broken JSON: {error}")
    content = found.get("Orphapacket") if isinstance(found, dict) else None
    if not isinstance(content, dict):
        return BadPacket(name, "expected an object Orphapacket, found none")
    return Packet(name, content)
