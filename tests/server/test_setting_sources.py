from pathlib import Path
from typing import Any

import pytest

from server.setting_sources import gathered, read_file, toml
from server.settings import SettingError, table


def value(name: str, flags: dict[str, Any], environment: dict[str, str], file: Path | None) -> Any:
    return next(
        (g.value, g.origin) for g in gathered(flags, environment, file) if g.setting.name == name
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "raregraph.toml"
    path.write_text("port = 3\n")
    return path


def test_a_flag_goes_before_the_environment_that_before_the_file_that_before_the_default(
    file: Path,
) -> None:
    environment = {"RAREGRAPH_PORT": "2"}

    assert value("port", {"port": 1}, environment, file) == (1, "--port")
    assert value("port", {"port": None}, environment, file) == (2, "RAREGRAPH_PORT")
    assert value("port", {}, {}, file) == (3, str(file))
    assert value("port", {}, {}, None) == (8000, "default")


def test_the_environment_names_the_file(file: Path) -> None:
    assert value("port", {}, {"RAREGRAPH_SETTINGS": str(file)}, None) == (3, str(file))


def test_a_flag_may_say_no(file: Path) -> None:
    assert value("metrics", {"metrics": False}, {"RAREGRAPH_METRICS": "yes"}, file)[0] is False


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("prot = 1", "line 1: prot: no such setting; did you mean port?"),
        ("query-seconds = 1", "line 1: query-seconds: no such setting; did you mean query_seconds"),
        ("colour = 1", "line 1: colour: no such setting; `raregraph settings` lists them"),
        ("\n[server]\nport = 1", "line 2: server: no such setting"),
        ('\n\nport = "1"', "line 3: port: expected int, found '1'"),
        ("port = true", "port: expected int, found True"),
        ("query_seconds = [1]", r"query_seconds: expected float, found \[1\]"),
        ("host = 127", "host: expected text, found 127"),
        ('metrics = "on"', "metrics: expected true or false, found 'on'"),
        ("service_allow = [1]", "service_allow: expected .*, as a list of texts, found"),
        ("port = \n", "expected TOML, found: Invalid value .at line 1, column 8"),
        ("port = 1\nport = 2", "expected TOML, found: Cannot overwrite a value"),
    ],
)
def test_a_wrong_file_is_told_with_the_place(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "raregraph.toml"
    path.write_text(text)

    with pytest.raises(SettingError, match=told):
        read_file(path)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "raregraph.toml"
    path.write_bytes(b"\xff")

    with pytest.raises(SettingError, match="expected TOML, found"):
        read_file(path)


def test_the_file_to_start_from_says_the_same_when_it_is_read(tmp_path: Path) -> None:
    flags = {one.name: one.default for one in table() if not one.required}
    flags |= {"release": Path('a"\\\n\x7fb'), "service_allow": ("https://a/b", "https://c/d")}
    path = tmp_path / "raregraph.toml"
    path.write_text(toml(gathered(flags, {})))

    assert read_file(path) == flags


def test_the_file_to_start_from_sets_nothing_that_is_not_set(file: Path, tmp_path: Path) -> None:
    written = tmp_path / "written.toml"
    written.write_text(toml(gathered({}, {}, file)))

    assert read_file(written) == {"port": 3}
