"""The command line of raregraph, and the one place where loaders, graph and server meet."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import click

from graph_data import export, quotes, release
from graph_data.files import BadRules
from graph_data.matching_terms import MatchingError
from graph_data.own_graphs import BadTurtle
from graph_data.rdf_files import BadData
from loaders.fetching.record import FolderInUse
from loaders.loader import SourceError
from ontology import identifiers
from raregraph import (
    ask,
    build,
    conflicts,
    diff,
    fetch,
    match,
    resolve,
    serve,
    settings,
    sssom,
    verify,
)
from raregraph.csv_files import BadTable
from raregraph.terminal import NotAnIri, NotText
from server.problems import Problem
from server.settings import SettingError

_STANDARD_ERROR = 2

# What a user can cause: told in one line, without a traceback.
USER_ERRORS = (
    SourceError,
    FolderInUse,
    BadRules,
    BadTurtle,
    BadData,
    release.BadRelease,
    release.BuildFailed,
    release.NoRelease,
    export.NotInRelease,
    quotes.UnknownPage,
    identifiers.IdentifierError,
    MatchingError,
    SettingError,
    NotAnIri,
    NotText,
    BadTable,
)


class _Commands(click.Group):
    """Commands whose user errors are one line and exit code 1, never a traceback."""

    def make_context(self, *arguments: Any, **more: Any) -> click.Context:
        _open_standard_streams()
        with _broken_pipe_told():
            return super().make_context(*arguments, **more)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with _broken_pipe_told():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("\nInterrupted", err=True)
            raise SystemExit(128 + signal.SIGINT) from None
        except Problem as problem:
            raise click.ClickException(_told(problem)) from problem
        except OSError as error:
            raise click.ClickException(_told_by_system(error)) from error
        except USER_ERRORS as error:
            raise click.ClickException(str(error)) from error


def _open_standard_streams() -> None:
    """Open what was closed of descriptors 0 to 2: a store or socket there would get our lines."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= _STANDARD_ERROR:
        os.set_inheritable(descriptor, True)
    os.close(descriptor)


@contextmanager
def _broken_pipe_told() -> Iterator[None]:
    """End as a process does that SIGPIPE ends: the reader left before everything was said."""
    try:
        yield
    except BrokenPipeError:
        for stream in (sys.stdout, sys.stderr):
            with suppress(AttributeError, OSError):  # what is still buffered has no reader either
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        raise SystemExit(128 + signal.SIGPIPE) from None


def _told_by_system(error: OSError) -> str:
    told = error.strerror or str(error)
    return f"{error.filename}: {told}" if error.filename else told


def _told(problem: Problem) -> str:
    """Return a problem in lines: what it is, what happened, and what its members add."""
    more = [f"{name}: {value}" for name, value in problem.members.items() if name != "limit"]
    return "\n".join([f"{problem.title}: {problem.detail}", *more])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="raregraph")
def main() -> None:
    """Build, serve and ask the knowledge graph of rare diseases.

    \b
    Example:
      raregraph build && raregraph serve

    Exit codes: 0 done, 1 the answer is no or something is wrong with the input, 2 wrong usage,
    130 interrupted, 141 the reader of the output left, 143 a build or a fetch was terminated.
    """


for command in (
    fetch.fetch_command,
    build.build,
    serve.serve,
    settings.settings,
    ask.query,
    ask.export_command,
    resolve.resolve,
    sssom.sssom,
    conflicts.conflicts,
    match.match,
    diff.diff,
    verify.check,
    verify.check_quotes,
    verify.info,
):
    main.add_command(command)
