"""RDF files of any format, compressed or not, into a store; faults are told with their place."""

import gzip
import hashlib
import io
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from pyoxigraph import RdfFormat, Store, parse

from graph_data.xml_entities import ExpandingEntity, forbid_expanding

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".turtle": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".n3": RdfFormat.N3,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
}
_UNPACKED: dict[str, Callable[[BinaryIO], io.BufferedIOBase]] = {
    ".gz": lambda packed: gzip.GzipFile(fileobj=packed),
    ".zst": lambda packed: zstd.ZstdFile(packed),
}
_WRONGLY_PACKED = (gzip.BadGzipFile, zlib.error, zstd.ZstdError, EOFError)
_MAGIC = {b"\x1f\x8b": ".gz", b"\x28\xb5\x2f\xfd": ".zst"}
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_DECLARING = (RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.N3, RdfFormat.RDF_XML)
_BUFFER_BYTES = 1 << 18


class BadData(ValueError):
    """A file cannot be loaded: which, where in it, what was expected, what was found."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__("".join(c if c.isprintable() else " " for c in f"{path}: {problem}"))


def check_endings(path: Path) -> None:
    """Return if a file by this name can be loaded. Raises BadData."""
    if path.is_dir():
        raise BadData(path, "expected a file, found a folder")
    if path.exists() and not path.is_file():
        raise BadData(path, "expected a file, found a pipe or a device, which is read only once")
    _forms(path)


def load(store: Store, path: Path) -> bytes:
    """Add a file to the store and return the SHA-256 of its bytes.

    Relative IRIs are relative to the IRI of the file; its blank nodes are its own. Nothing is
    fetched. Raises BadData, or OSError; the store then holds a part of the file.
    """
    rdf_format, packed = _forms(path)
    if rdf_format == RdfFormat.RDF_XML:
        with _told(path, rdf_format, packed), path.open("rb") as file:
            text = _text(file, packed)  # which closes the file when it goes
            forbid_expanding(text)
    with _told(path, rdf_format, packed), path.open("rb") as file:
        raw = _Hashed(file)
        text = _text(raw.reader, packed)
        store.bulk_load(input=text, format=rdf_format, base_iri=path.resolve().as_uri())
        while raw.read(_BUFFER_BYTES):  # what stands behind the end of the document
            pass
        return raw.digest.digest()


def prefixes(path: Path) -> dict[str, str]:
    """Return the namespaces by prefix that a sound file declares before its first statement."""
    rdf_format, packed = _forms(path)
    if rdf_format not in _DECLARING:
        return {}
    with path.open("rb") as file:
        text = _text(file, packed)
        parser = parse(input=text, format=rdf_format, base_iri=path.resolve().as_uri())
        next(parser, None)
        return dict(parser.prefixes)


def _forms(path: Path) -> tuple[RdfFormat, str]:
    """Return the format of a file, and the ending of its compression, "" for none."""
    endings = [ending.lower() for ending in path.suffixes[-2:]]
    packed = endings.pop() if endings and endings[-1] in _UNPACKED else ""
    found = endings[-1] if endings else "no ending"
    if found not in FORMATS:
        known, packings = " ".join(FORMATS), " or ".join(_UNPACKED)
        raise BadData(path, f"expected the ending {known} (then perhaps {packings}), found {found}")
    return FORMATS[found], packed


def _text(raw: BinaryIO, packed: str) -> BinaryIO:
    """Return the unpacked file from behind its byte order mark on: the engine stumbles on that."""
    unpacked = _UNPACKED[packed](raw) if packed else raw
    buffered = io.BufferedReader(cast(io.RawIOBase, unpacked), _BUFFER_BYTES)
    if buffered.peek(len(_BYTE_ORDER_MARK)).startswith(_BYTE_ORDER_MARK):
        buffered.read(len(_BYTE_ORDER_MARK))
    return buffered


@contextmanager
def _told(path: Path, rdf_format: RdfFormat, packed: str) -> Iterator[None]:
    try:
        yield
    except _WRONGLY_PACKED as error:
        raise BadData(path, f"expected data packed as {packed}, found: {error}") from error
    except ExpandingEntity as error:
        raise BadData(path, f"expected {rdf_format.name}, found {error}") from error
    except MemoryError as error:
        raise BadData(path, f"expected shorter literals and names: {error}") from error
    except SyntaxError as error:
        raise BadData(path, _problem(path, rdf_format, error)) from error


def _problem(path: Path, rdf_format: RdfFormat, error: SyntaxError) -> str:
    found = str(error.msg)
    if "LoadDocumentCallback" in found:
        return "its @context is another document, and nothing is fetched: write the context into it"
    with path.open("rb") as file:
        start = file.read(4)
    for magic, ending in _MAGIC.items():
        if start.startswith(magic) and path.suffix.lower() != ending:
            return f"expected {rdf_format.name}, found packed data: a name that ends in {ending}?"
    if error.lineno is None:
        return f"expected {rdf_format.name}, found: {found}"
    what = found.partition(": ")[2]
    return f"line {error.lineno}, column {error.offset}: expected {rdf_format.name}, found: {what}"


class _Hashed(io.RawIOBase):
    """A reader that hashes what it passes on."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file
        self.digest = hashlib.sha256()

    @property
    def reader(self) -> BinaryIO:
        """Return itself, under the type that decompressors ask for."""
        return cast(BinaryIO, self)

    def readable(self) -> bool:
        """Return True: reading is all it does."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Fill the buffer from the file and return how many bytes came."""
        chunk = self._file.read(len(buffer))
        buffer[: len(chunk)] = chunk
        self.digest.update(chunk)
        return len(chunk)
