"""The documentation says what the program does: commands, settings, examples."""

import re
import shlex
import urllib.parse
import urllib.request
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

from raregraph.main import main
from server.settings import table

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
ENDPOINT = (ROOT / "docs" / "endpoint.md").read_text(encoding="utf-8")
CONFORMANCE = (ROOT / "docs" / "conformance.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README + ENDPOINT, re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines() if line.startswith("raregraph")]
# These ask for what only a release of whole sources holds.
OF_SOURCES = re.findall(
    r"^[.]venv/bin/raregraph (?=resolve|conflicts|match|sssom)(.*)$", README, re.MULTILINE
)
CURLS = [
    f"curl{one}".strip()
    for block in BLOCKS
    for one in re.split(r"^curl", block, flags=re.MULTILINE)[1:]
]
# What the beginning of an answer must hold, for examples whose answer the text tells.
TOLD = {
    "gard-0003829": "HP_0000006",
    "?quantifier": "Autosomal dominant",
    "insulinom*": "Insulinoma",
}


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"`raregraph {command}`" in README


@pytest.mark.parametrize("setting", [one for one in table() if not one.required])
def test_every_setting_is_documented_with_its_meaning(setting: object) -> None:
    variable, meaning = setting.variable, setting.help  # type: ignore[attr-defined]

    assert f"| `{variable}` | {meaning} |" in OPERATIONS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_line_of_the_readme_works(
    command: str, release_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = [*shlex.split(command)[1:], "--release", str(release_folder)]

    result = CliRunner().invoke(main, arguments)

    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("command", OF_SOURCES)
def test_every_command_line_on_whole_sources_works(
    command: str, full_release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = [*shlex.split(command, comments=True), "--release", str(full_release)]

    result = CliRunner().invoke(main, arguments)

    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("command", CURLS)
def test_every_curl_of_the_documentation_is_answered(command: str, server: str) -> None:
    words = shlex.split(command)
    address = next(word for word in words if word.startswith("http"))
    request = urllib.request.Request(address.replace("http://127.0.0.1:8000", server))
    for option, value in pairwise(words):
        if option == "--header":
            request.add_header(*value.split(": "))
        elif option == "--data-urlencode":
            name, text = value.split("=", 1)
            request.data = urllib.parse.urlencode({name: text}).encode()

    with urllib.request.urlopen(request, timeout=60) as response:
        answer = response.read().decode()

    assert len(answer.splitlines()) > 1 or answer.startswith("[{")
    assert all(told in answer[:200] for sign, told in TOLD.items() if sign in command)


def test_the_python_of_the_readme_gets_names(server: str) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    found: dict[str, list[str]] = {}

    exec(example.replace("http://127.0.0.1:8000", server), found)

    assert "Islet cell tumor" in found["names"]


def test_the_readme_has_the_numbers_of_the_conformance_tests() -> None:
    total, passed, engine, deviations = re.findall(r"\| all \|" + r" (\d+) \|" * 4, CONFORMANCE)[0]

    assert f"**{int(passed):,} of\n{int(total):,} tests pass**" in README
    assert f"Of the {int(total) - int(passed)} others, {engine} fail in the engine alone" in README
    assert f"{deviations} are deviations" in README
    for row in re.findall(r"^\| SPARQL 1\.[012].*$", CONFORMANCE, re.MULTILINE):
        assert row in README


def test_there_are_examples_to_run() -> None:
    assert len(COMMANDS) >= 4
    assert len(CURLS) == 6
