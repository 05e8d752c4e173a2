"""Where settings come from: flags, the environment, a TOML file, the defaults; in this order."""

import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from server.settings import ENVIRONMENT_PREFIX, Setting, SettingError, table

# Names the settings file.
FILE_VARIABLE = f"{ENVIRONMENT_PREFIX}SETTINGS"
DEFAULT = "default"

# The types of TOML in which a setting may be written, by the type of its default.
_TOML_TYPES: dict[type, tuple[type, ...]] = {
    int: (int,),
    float: (float, int),
    bool: (bool,),
    tuple: (list,),
}


class Given(NamedTuple):
    """The value of a setting, and where it comes from; None where a required one is missing."""

    setting: Setting
    value: Any
    origin: str


def gathered(
    flags: Mapping[str, Any], environment: Mapping[str, str], file: Path | None = None
) -> list[Given]:
    """Return the value of every setting, in the order of the table.

    `flags` are values by the name of the setting, None for one that was not given.
    `file` is read; without it the one that RAREGRAPH_SETTINGS names, if any.
    Raises SettingError, naming the place, or OSError if the file cannot be read.
    """
    if file is None and environment.get(FILE_VARIABLE):
        file = Path(environment[FILE_VARIABLE])
    written = read_file(file) if file else {}
    return [_given(one, flags, environment, written, str(file)) for one in table()]


def read_file(path: Path) -> dict[str, Any]:
    """Return the values of a settings file by the names of the settings. Raises SettingError."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8")
        found = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingError(f"{path}: expected TOML, found: {error}") from error
    known = {one.name: one for one in table()}
    for name in found:
        if name not in known:
            raise SettingError(f"{_place(path, text, name)}: no such setting{_meant(name, known)}")
    return {
        name: _read(known[name], value, _place(path, text, name)) for name, value in found.items()
    }


def toml(settings: list[Given]) -> str:
    """Return a settings file: each setting with its meaning, commented out if it is a default."""
    lines = ["# Settings of raregraph serve. A flag or a variable of the environment goes first."]
    for one in settings:
        mark = "# " if one.origin == DEFAULT else ""
        lines += ["", f"# {one.setting.help}", f"{mark}{one.setting.name} = {_written(one.value)}"]
    return "\n".join(lines) + "\n"


def _given(
    one: Setting,
    flags: Mapping[str, Any],
    environment: Mapping[str, str],
    written: Mapping[str, Any],
    file: str,
) -> Given:
    if flags.get(one.name) is not None:
        return Given(one, flags[one.name], one.flag)
    if one.variable in environment:
        return Given(one, one.value(environment), one.variable)
    if one.name in written:
        return Given(one, written[one.name], file)
    return Given(one, one.default, DEFAULT)


def _place(path: Path, text: str, name: str) -> str:
    """Return the file and, where it is plain to see, the line that sets a name."""
    key = re.compile(rf"\s*[\[\"']*{re.escape(name)}\b")
    lines = (number for number, line in enumerate(text.splitlines(), 1) if key.match(line))
    number = next(lines, None)
    return f"{path}: {name}" if number is None else f"{path}: line {number}: {name}"


def _meant(name: str, known: Mapping[str, Setting]) -> str:
    near = get_close_matches(name.replace("-", "_").lower(), known, 1)
    return f"; did you mean {near[0]}?" if near else "; `raregraph settings` lists them"


def _read(one: Setting, value: Any, place: str) -> Any:
    """Return a value of TOML as one of the setting. Raises SettingError."""
    types = _TOML_TYPES.get(type(one.default), (str,))
    items = value if isinstance(value, list) else []
    is_truth = isinstance(value, bool)  # which Python takes for a number
    fits = isinstance(value, types) and (not is_truth or bool in types)
    try:
        if fits and all(isinstance(item, str) for item in items):
            return one.parse(" ".join(items) if isinstance(value, list) else str(value))
    except ValueError:
        pass
    expected = f"{one.kind}, as a list of texts" if list in types else one.kind
    raise SettingError(f"{place}: expected {expected}, found {value!r:.80}")


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(_written(item) for item in value)}]"
    return str(value) if isinstance(value, int | float) else _quoted(str(value))


def _quoted(text: str) -> str:
    """Return a basic string of TOML (1.0, "String")."""
    controls = {code: f"\\u{code:04X}" for code in (*range(32), 127)}
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').translate(controls) + '"'
