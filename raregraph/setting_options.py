"""The options of the command line that give settings."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from graph_data.release_folder import BUILD
from raregraph.terminal import release_option
from server.setting_sources import FILE_VARIABLE, Given, gathered
from server.setting_values import truth
from server.settings import Setting, Settings, table, text_of

_CURRENT = BUILD / "current"


_METAVARS = {int: "INTEGER", float: "FLOAT", tuple: "WORDS"}


def setting_options(command: Callable[..., None]) -> Callable[..., None]:
    """Return the command with options for the release, the settings file and each setting."""
    for setting in reversed(table()):
        if not setting.required:
            command = _option(setting)(command)
    return release_option(_file_option(command))


def chosen(flags: dict[str, Any], file: Path | None, release: Path | None) -> Settings:
    """Return the settings by flags, environment and file. Raises SettingError."""
    return Settings(**{one.setting.name: one.value for one in given(flags, file, release)})


def given(flags: dict[str, Any], file: Path | None, release: Path | None) -> list[Given]:
    """Return every setting with its value and where that comes from. Raises SettingError."""
    found = gathered({**flags, "release": release}, os.environ, file)
    return [one._replace(value=_CURRENT) if one.value is None else one for one in found]


_file_option = click.option(
    "--settings",
    "settings_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=f"Read settings from this TOML file.  [env var: {FILE_VARIABLE}]",
)


def _option(setting: Setting) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return the option of a setting; it has no default, so that it is told from the others."""
    shown = text_of(setting.default) or "none"
    explanation = f"{setting.help[:1].upper()}{setting.help[1:]}."
    text = f"{explanation}  [env var: {setting.variable}; default: {shown}]"
    if setting.parse is truth:
        no = setting.flag.replace("--", "--no-", 1)
        return click.option(f"{setting.flag}/{no}", setting.name, default=None, help=text)
    metavar = _METAVARS.get(type(setting.default), "TEXT")
    return click.option(
        setting.flag, setting.name, metavar=metavar, callback=_parsed(setting), help=text
    )


def _parsed(setting: Setting) -> Callable[[click.Context, click.Parameter, str | None], Any]:
    def parse(_: click.Context, __: click.Parameter, text: str | None) -> Any:
        try:
            return None if text is None else setting.parse(text)
        except ValueError as error:
            raise click.BadParameter(f"expected {setting.kind}, found {text!r}") from error

    return parse
