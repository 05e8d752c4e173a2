"""raregraph settings: what is set, by what, and what it means."""

from pathlib import Path
from typing import Any

import click

from raregraph.setting_options import chosen, given, setting_options
from raregraph.terminal import table
from server.setting_sources import toml
from server.settings import text_of


@click.command("settings")
@setting_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "toml"]),
    default="table",
    show_default=True,
    help="Print a table, or a settings file to start from.",
)
def settings(folder: Path | None, settings_file: Path | None, form: str, **flags: Any) -> None:
    """List the settings: value, where it comes from, meaning.

    A flag goes before a variable of the environment, that before the settings file.

    \b
    Example:
      raregraph settings --format toml > raregraph.toml
    """
    chosen(flags, settings_file, folder)  # tells what is out of its bounds
    found = given(flags, settings_file, folder)
    if form == "toml":
        click.echo(toml(found), nl=False)
        return
    rows = [(one.setting.name, text_of(one.value), one.origin, one.setting.help) for one in found]
    table(("setting", "value", "from", "meaning"), rows)
