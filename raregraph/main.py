"""The command line of raregraph, and the one place where loaders, graph and server meet."""

import os
import sys
from typing import Any

import click

from graph_data import export, quotes, release
from graph_data.own_graphs import BadTurtle
from loaders.loader import SourceError
from ontology import identifiers
from raregraph import ask, build, serve, verify
from raregraph.terminal import NotText
from server.problems import Problem
from server.settings import SettingError

# What a user can cause: told in one line, without a traceback.
USER_ERRORS = (
    SourceError,
    BadTurtle,
    release.BuildFailed,
    release.NoRelease,
    export.NotInRelease,
    quotes.UnknownPage,
    identifiers.IdentifierError,
    SettingError,
    NotText,
    OSError,
)


class _Commands(click.Group):
    """Commands whose user errors are one line and exit code 1, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            sys.stdout = open(os.devnull, "w")  # the reader left: nothing more to tell  # noqa: SIM115
            ctx.exit(0)
        except Problem as problem:
            raise click.ClickException(_told(problem)) from problem
        except USER_ERRORS as error:
            raise click.ClickException(str(error)) from error


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

    Exit codes: 0 done, 1 the answer is no or something is wrong with the input, 2 wrong usage.
    """


for command in (
    build.build,
    serve.serve,
    ask.query,
    ask.export_command,
    ask.resolve,
    verify.check,
    verify.check_quotes,
    verify.info,
):
    main.add_command(command)
