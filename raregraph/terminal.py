"""What the commands share: options, tables, progress, files that are written whole."""

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import metadata
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, TextIO

import click
from pyoxigraph import NamedNode

from graph_data.naming import short as short
from graph_data.release import Report

# Escape sequences in a literal would steer the terminal.
_CONTROLS = {code: " " if chr(code).isspace() else None for code in (*range(32), *range(127, 160))}


def _with_folder(_: click.Context, __: click.Parameter, output: Path | None) -> Path | None:
    if output is not None and not output.parent.is_dir():
        raise click.BadParameter(f"there is no folder {output.parent}: make it first")
    return output


release_option = click.option(
    "--release",
    "folder",
    type=click.Path(path_type=Path),
    help="Folder of the release; without it the current one, build/current.",
)
output_option = click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    callback=_with_folder,
    help="Write to this file.",
)


def version() -> str:
    """Return the version of raregraph."""
    return metadata.version("raregraph")


@contextmanager
def progress(steps: int) -> Iterator[Report]:
    """Give a function that tells a step: a bar on a terminal, lines in a log.

    It never fails: a build does not stop because nobody reads of it.
    """
    if not is_terminal(sys.stderr):
        yield _careless(lambda what: click.echo(what, err=True))
        return
    with click.progressbar(length=steps, file=sys.stderr, item_show_func=_shown) as bar:
        yield _careless(lambda what: bar.update(1, what))


def _shown(step: str | None) -> str:
    return plain(step or "")  # at the beginning there is none


def _careless(report: Report) -> Report:
    def told(what: str) -> None:
        with suppress(OSError):
            report(what)

    return told


class NotText(ValueError):
    """A file that should be text is not UTF-8: which file, where in it, what was found."""


class NotAnIri(ValueError):
    """What should name something by its IRI, or by the end of it, does not."""


def text_of(path: Path, content: bytes) -> str:
    """Return the text that the bytes of a file are. Raises NotText."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        found = f"byte 0x{content[error.start]:02x} at offset {error.start}"
        raise NotText(f"{path}: expected UTF-8 text, found {found}") from error


def iri_below(namespace: str, name: str) -> NamedNode:
    """Return the IRI that a user names: whole, or by its end below the namespace.

    Raises NotAnIri.
    """
    try:
        if name:
            return NamedNode(name if "://" in name else namespace + name)
    except ValueError:
        pass
    raise NotAnIri(f"{name!r} names nothing: expected an IRI, or the end of one in {namespace}")


def plain(text: str) -> str:
    """Return the text without control characters."""
    return text.translate(_CONTROLS)


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a person reads the stream; None, a closed one, is read by nobody."""
    return stream is not None and stream.isatty()


def table(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows: aligned on a terminal, with tabs between the cells elsewhere."""
    lines = [tuple(plain(cell) for cell in row) for row in (header, *rows)]
    if not is_terminal(_standard_output()):
        for line in lines:
            click.echo("\t".join(line))
        return
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    for line in lines:
        click.echo("  ".join(f"{v:{w}}" for v, w in zip(line, widths, strict=True)).rstrip())


def write(output: Path | None, content: bytes | BinaryIO) -> None:
    """Write to a file, whole or not at all, or to standard output.

    What is no regular file, such as a pipe, is written to; a symbolic link stays one.
    """
    source = BytesIO(content) if isinstance(content, bytes) else content
    if output is None:
        _write_out(source)
        return
    if output.exists() and not output.is_file():
        with output.open("wb") as special:
            shutil.copyfileobj(source, special)
    else:
        _write_whole(output.resolve(), source)
    click.echo(f"{source.tell():,} bytes written to {output}", err=True)


def _write_out(content: BinaryIO) -> None:
    stream = _standard_output().buffer
    try:
        shutil.copyfileobj(content, stream)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, "standard output") from error


def _write_whole(path: Path, content: BinaryIO) -> None:
    with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
        part = Path(folder) / "part"
        with part.open("wb") as file:
            shutil.copyfileobj(content, file)
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)


def _standard_output() -> TextIO:
    if sys.stdout is None:
        raise OSError("standard output is closed: nobody would see the answer")
    return sys.stdout
