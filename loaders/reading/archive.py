"""What a tar archive holds."""

import hashlib
import tarfile

from loaders.loader import SourceError
from loaders.reading.source_file import SourceFile


def member_digests(file: SourceFile) -> frozenset[str]:
    """Return the SHA-256 of each file in a tar archive; none for what is no such archive."""
    found = set()
    try:
        with file.opened() as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                content = archive.extractfile(member) if member.isfile() else None
                if content is not None:
                    found.add(hashlib.file_digest(content, "sha256").hexdigest())  # type: ignore[arg-type]
    except (tarfile.TarError, SourceError):  # its loader tells what is wrong with it
        return frozenset()
    return frozenset(found)
