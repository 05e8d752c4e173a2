"""raregraph serve: a release over HTTP."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from graph_data.release import current, read_manifest
from raregraph.terminal import release_option
from server.settings import Setting, Settings, table


def setting_options(command: Callable[..., None]) -> Callable[..., None]:
    """Return the command with an option for each setting of the server but the release."""
    for setting in reversed(table()):
        if not setting.required:
            command = _option(setting)(command)
    return command


def _option(setting: Setting) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(
        f"--{setting.name.replace('_', '-')}",
        setting.name,
        type=type(setting.default),
        default=setting.default,
        envvar=setting.variable,
        show_default=True,
        show_envvar=True,
        help=setting.help[:1].upper() + setting.help[1:] + ".",
    )


@click.command()
@release_option
@setting_options
def serve(folder: Path | None, **given: Any) -> None:
    """Serve a release until Ctrl-C: pages at /, SPARQL at /sparql.

    \b
    Example:
      raregraph serve --port 8080 --query-seconds 10
    """
    from server.serving import serve as serve_until_stopped  # granian takes 0.05 s to import

    settings = Settings(release=current(folder), **given)
    read_manifest(settings.release)

    def ready(address: str) -> None:
        click.echo(f"Release {settings.release.name} at {address} (SPARQL at {address}sparql)")
        click.echo("Ctrl-C ends it.")

    serve_until_stopped(settings, ready)
