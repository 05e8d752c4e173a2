"""The documentation says what the program does: commands, settings, examples."""

import re
import shlex
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from raregraph.main import main
from server.settings import table

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines() if line.startswith("raregraph")]
CURLS = [block.strip() for block in BLOCKS if block.startswith("curl")]


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"`raregraph {command}`" in README


@pytest.mark.parametrize("setting", [one for one in table() if not one.required])
def test_every_setting_is_in_the_readme_with_its_meaning(setting: object) -> None:
    variable, meaning = setting.variable, setting.help  # type: ignore[attr-defined]

    assert f"| `{variable}` | {meaning} |" in README


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_line_of_the_readme_works(
    command: str, release_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = [*shlex.split(command)[1:], "--release", str(release_folder)]

    result = CliRunner().invoke(main, arguments)

    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("command", CURLS)
def test_every_curl_of_the_readme_is_answered(command: str, server: str) -> None:
    words = shlex.split(command)
    address = next(word for word in words if word.startswith("http"))
    request = urllib.request.Request(address.replace("http://127.0.0.1:8000", server))
    if "--data-urlencode" in words:
        name, value = words[words.index("--data-urlencode") + 1].split("=", 1)
        request.data = urllib.parse.urlencode({name: value}).encode()
        request.add_header(*words[words.index("--header") + 1].split(": "))

    with urllib.request.urlopen(request, timeout=60) as response:
        lines = response.read().decode().splitlines()

    assert len(lines) > 1
    assert "HP_0000006" in lines[1] or lines[1].startswith("Autosomal dominant inheritance,")


def test_there_are_examples_to_run() -> None:
    assert len(COMMANDS) >= 4
    assert len(CURLS) == 2
