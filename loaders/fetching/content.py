"""What a downloaded file must look like, and what a server says of its bytes."""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from loaders.loader import SourceError
from loaders.reading.source_file import SourceFile

_HTML: Final = re.compile(rb"(?i)<!doctype html|<html")
_CHECKSUM: Final = re.compile(r"([\w-]+)=:?([A-Za-z0-9+/]+={0,2}):?")
_ALGORITHMS: Final[dict[str, Callable[[], Any]]] = {
    "sha-512": hashlib.sha512,
    "sha-256": hashlib.sha256,
    "md5": lambda: hashlib.md5(usedforsecurity=False),
}
_TAIL: Final = 1 << 10


@dataclass(frozen=True)
class Shape:
    """How the content of a file begins and ends, unpacked if it is gzipped.

    `begins` is a pattern; `ends` the last bytes but for white space, b"" for text in lines.
    """

    title: str
    begins: bytes
    ends: bytes = b""
    packed: bool = False


OBO_GRAPH: Final = Shape("OBO Graphs JSON", rb"\{", b"}")
ORPHADATA: Final = Shape("Orphadata XML", rb"<\?xml|<JDBOR", b"</JDBOR>")
SSSOM: Final = Shape("an SSSOM table", rb"#|subject_id\t")
HPOA: Final = Shape("HPO annotations", rb"#|database_id\t")
HGNC: Final = Shape("the HGNC table", rb"hgnc_id\t")
GARD_TABLE: Final = Shape("a GARD table", rb'"?GardID"?,')
GARD_HIERARCHY: Final = Shape("the GARD hierarchy", rb'"?PARENT_GARD"?,')
GZIP: Final = Shape("gzip", rb"", packed=True)


def is_html(media_type: str) -> bool:
    """Tell whether a Content-Type is that of a web page."""
    return media_type.split(";")[0].strip().lower() in ("text/html", "application/xhtml+xml")


def content_fault(path: Path, shape: Shape, *, measured: bool) -> str | None:
    """Return what is wrong with a downloaded file, None if nothing is.

    Gzip is unpacked to its end, so that its own length and checksum count. `measured` tells that
    the answer had a length or ended in chunks; else text has to end with a line.
    """
    with path.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
    if shape.packed and not packed:
        return f"expected {shape.title}, found {_shown(_head_and_tail(path)[0])}"
    try:
        head, tail = _head_and_tail(path)
    except SourceError as error:
        return f"{error.place}: {error.problem}"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _HTML.match(start):
        return f"expected {shape.title}, found a web page"
    if not re.match(shape.begins, start):
        return f"expected {shape.title}, found {_shown(start)}"
    if shape.ends and not tail.rstrip().endswith(shape.ends):
        return f"truncated: expected {shape.ends.decode()} at the end, found {_shown(tail[-40:])}"
    if not (shape.ends or packed or measured or tail.endswith(b"\n")):
        return f"truncated: the last line has no end, {_shown(tail[-40:])}"
    return None


def _head_and_tail(path: Path) -> tuple[bytes, bytes]:
    with SourceFile(path, path.name).opened() as stream:
        head = tail = stream.read(_TAIL)
        while chunk := stream.read(1 << 20):
            tail = (tail + chunk)[-_TAIL:]
    return head, tail


def _shown(content: bytes) -> str:
    return repr(content[:40])[1:] if content else "nothing"


def checksum_fault(path: Path, headers: Mapping[str, str], *, whole: bool) -> str | None:
    """Return which checksum of the answer's headers the file does not have, None if none.

    `whole` tells that the answer was the whole file and not its rest: some headers are of the
    answer alone.
    """
    for algorithm, expected in _checksums(headers, whole):
        with path.open("rb") as stream:
            found: bytes = hashlib.file_digest(stream, _ALGORITHMS[algorithm]).digest()
        if found != expected:
            return f"{algorithm}: expected {expected.hex()}, found {found.hex()}"
    return None


def _checksums(headers: Mapping[str, str], whole: bool) -> Iterator[tuple[str, bytes]]:
    """Yield checksums of a file's bytes: RFC 9530, RFC 3230, those of Google's and Azure's stores.

    Google's are of what it stores, which is not what it sends if it unpacks that.
    """
    said = [headers.get("Repr-Digest", ""), headers.get("Digest", "")]
    if headers.get("x-goog-stored-content-encoding", "identity") == "identity":
        said.append(headers.get("x-goog-hash", ""))
    said.append(f"md5={headers.get('x-ms-blob-content-md5', '')}")
    if whole:
        said.append(f"md5={headers.get('Content-MD5', '')}")
    for name, written in _CHECKSUM.findall(", ".join(said)):
        try:
            value = base64.b64decode(written, validate=True)
        except binascii.Error:
            continue
        if name.lower() in _ALGORITHMS:
            yield name.lower(), value
