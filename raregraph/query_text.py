"""What `raregraph query` is given: the text of a query, a file that holds one, where it goes to."""

import sys
from pathlib import Path

import click

from raregraph.terminal import text_of

# The ending of a file -> the short name of its format, as `format=` of the endpoint has it.
ANSWERS = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".srj": "json",
    ".xml": "xml",
    ".srx": "xml",
    ".ttl": "turtle",
    ".nt": "nt",
    ".rdf": "rdf",
    ".jsonld": "jsonld",
}


def query_text(given: str) -> str:
    """Return the query: the text itself, of the file that it names, of standard input for "-".

    A name has no white space. Raises NotText, or OSError if there is no such file.
    """
    if given == "-":
        if sys.stdin is None:
            raise OSError("standard input is closed: expected a query there")
        return _decoded(Path("standard input"), sys.stdin.buffer.read())
    if not given or any(character.isspace() for character in given):
        return given
    path = Path(given)
    if "{" in given and not _exists(path):
        return given
    return _decoded(path, path.read_bytes())


def format_by_ending(output: Path, formats: dict[str, str]) -> str:
    """Return the format that stands beside the ending of a file. Raises click.UsageError."""
    ending = output.suffix.lower()
    if ending not in formats:
        known = " ".join(formats)
        raise click.UsageError(
            f"{output}: which format? Give --format, or one of these endings: {known}"
        )
    return formats[ending]


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # longer than a name can be
        return False


def _decoded(path: Path, content: bytes) -> str:
    return text_of(path, content).removeprefix("\ufeff")
