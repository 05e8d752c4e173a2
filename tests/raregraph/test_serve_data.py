"""raregraph serve --data: files of one's own, as a process of its own."""

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ..conftest import free_port
from .commands import run

PROGRAM = [sys.executable, "-m", "raregraph", "serve"]
COUNT = "sparql?format=csv&query=SELECT(COUNT(*)AS?n)%7B?s?p?o%7D"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    turtle, quads = tmp_path / "a.ttl", tmp_path / "b.nq"
    turtle.write_text("@prefix my: <http://my.example/> . my:a my:b my:c .")
    quads.write_text("<http://e/a> <http://e/b> <http://e/c> <http://e/g> .")
    return [turtle, quads]


@contextmanager
def served(temporary: Path, *arguments: str | Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Serve with a folder of its own for temporary files; give the address and the process."""
    temporary.mkdir(exist_ok=True)
    port = str(free_port())
    with subprocess.Popen(
        [*PROGRAM, *arguments, "--port", port, "--workers", "1", "--access-log", "off"],
        env=os.environ | {"TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            process.stdout.readline()
            yield f"http://127.0.0.1:{port}/", process
        finally:
            process.kill()


def get(address: str, accept: str = "*/*") -> str:
    request = urllib.request.Request(address, headers={"Accept": accept})
    with urllib.request.urlopen(request, timeout=60) as response:
        text: str = response.read().decode()
        return text


def test_files_are_served_with_pages_and_prefixes_and_leave_nothing(
    files: list[Path], tmp_path: Path
) -> None:
    temporary = tmp_path / "temporary"
    with served(temporary, "--data", *files) as (address, process):
        assert get(address + COUNT) == "n\r\n2\r\n"
        assert "<!doctype html>" in get(address, "text/html").lower()
        triples = "sparql?query=CONSTRUCT%20WHERE%20%7B?s?p?o%7D"
        assert "my:a my:b my:c" in get(address + triples, "text/turtle")
        process.send_signal(signal.SIGTERM)

        assert process.wait(60) == 0
        assert not list(temporary.iterdir())


def test_without_a_union_a_query_sees_the_default_graph_alone(
    files: list[Path], tmp_path: Path
) -> None:
    arguments = ("--no-union-default-graph", "--data")
    with served(tmp_path / "temporary", *arguments, *files) as (address, _):
        assert get(address + COUNT) == "n\r\n1\r\n"


def test_what_a_killed_server_has_left_goes_away_with_the_next(
    files: list[Path], tmp_path: Path
) -> None:
    temporary = tmp_path / "temporary"
    with served(temporary, "--data", *files) as (_, process):
        process.kill()
        process.wait(60)
    left = set(temporary.iterdir())

    with served(temporary, "--data", *files):
        assert left
        assert not left & set(temporary.iterdir())


def test_a_wrong_file_is_told_in_one_line_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "a.ttl").write_text("<http://e/a> a\n  b:c .")

    result = run("serve", "--data", tmp_path / "a.ttl")

    assert result.exit_code == 1
    assert result.output.splitlines()[-1].startswith(f"Error: {tmp_path}/a.ttl: line 2, column 3: ")
    assert not list((tmp_path / "temporary").iterdir())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["a.ttl"], "files are served with --data"),
        (["--data", "a.ttl", "--release", "."], "--release and --data: give one of them"),
        (["--data", "missing.ttl"], "'missing.ttl' does not exist"),
    ],
)
def test_wrong_usage_is_told(
    arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.ttl").touch()

    result = run("serve", *arguments)

    assert result.exit_code == 2
    assert told in result.output


def test_settings_are_listed_with_what_they_come_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAREGRAPH_WORKERS", "7")
    rows = [line.split("\t") for line in run("settings", "--port", "81").output.splitlines()]

    assert ["port", "81", "--port", "port to listen at"] in rows
    assert ["workers", "7", "RAREGRAPH_WORKERS"] in [row[:3] for row in rows]
    assert ["release", "build/current", "default"] in [row[:3] for row in rows]


def test_a_settings_file_that_is_printed_can_be_used(tmp_path: Path) -> None:
    path = tmp_path / "raregraph.toml"
    path.write_text(run("settings", "--format", "toml", "--port", "81").output)

    assert f"port\t81\t{path}" in run("settings", "--settings", path).output


def test_a_setting_out_of_bounds_is_told() -> None:
    result = run("settings", "--port", "0")

    assert (result.exit_code, result.output) == (1, "Error: port: expected at least 1, found 0\n")
