"""What the commands share: options, tables, progress, files that are written whole."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import metadata
from pathlib import Path

import click
from pyoxigraph import NamedNode

from graph_data.release import Report
from ontology import identifiers

release_option = click.option(
    "--release",
    "folder",
    type=click.Path(path_type=Path),
    help="Folder of the release; without it the current one, build/current.",
)
output_option = click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file."
)


def version() -> str:
    """Return the version of raregraph."""
    return metadata.version("raregraph")


@contextmanager
def progress(steps: int) -> Iterator[Report]:
    """Give a function that tells a step: a bar on a terminal, lines in a log."""
    if not sys.stderr.isatty():
        yield partial(click.echo, err=True)
        return
    with click.progressbar(length=steps, file=sys.stderr, item_show_func=str) as bar:
        yield lambda what: bar.update(1, what)


class NotText(ValueError):
    """A file that should be text is not UTF-8: which file, where in it, what was found."""


def text_of(path: Path, content: bytes) -> str:
    """Return the text that the bytes of a file are. Raises NotText."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        found = f"byte 0x{content[error.start]:02x} at offset {error.start}"
        raise NotText(f"{path}: expected UTF-8 text, found {found}") from error


def iri_below(namespace: str, name: str) -> NamedNode:
    """Return the IRI that a user names: whole, or by its end below the namespace."""
    return NamedNode(name if "://" in name else namespace + name)


def short(iri: NamedNode) -> str:
    """Return the CURIE of an IRI, or the IRI where the prefix table knows none."""
    try:
        return identifiers.curie(iri)
    except identifiers.IdentifierError:
        return iri.value


def table(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows: aligned on a terminal, with tabs between the cells elsewhere."""
    if not sys.stdout.isatty():
        for row in (header, *rows):
            click.echo("\t".join(row))
        return
    widths = [max(len(cell) for cell in column) for column in zip(header, *rows, strict=True)]
    for row in (header, *rows):
        click.echo("  ".join(f"{v:{w}}" for v, w in zip(row, widths, strict=True)).rstrip())


def write(output: Path | None, content: bytes) -> None:
    """Write to a file, whole or not at all, or to standard output."""
    if output is None:
        sys.stdout.buffer.write(content)
        return
    part = output.with_name(f".{output.name}.part")
    part.write_bytes(content)
    part.replace(output)
    click.echo(f"{len(content):,} bytes written to {output}", err=True)
