"""What a user can do wrong is told in a line, with exit code 1 or 2."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result

from .commands import ROOT, run, shell

PAGE = "https://example.org/source"


def told(result: Result, code: int, message: str) -> None:
    assert result.exit_code == code, result.output
    assert message in result.stderr
    assert isinstance(result.exception, SystemExit)


@pytest.fixture
def broken(small: Path, tmp_path: Path) -> Path:
    return shutil.copytree(small, tmp_path / "broken")


COMMANDS = [
    ("info",),
    ("check",),
    ("export",),
    ("resolve", "MONDO:0000001"),
    ("query", "ASK { ?a ?b ?c }"),
    ("check-quotes", __file__),
]


@pytest.mark.parametrize("command", COMMANDS[1:], ids=lambda command: command[0])
@pytest.mark.parametrize("damage", ["missing", "corrupt"])
def test_a_damaged_store_is_told(broken: Path, command: tuple[str, ...], damage: str) -> None:
    if damage == "missing":
        shutil.rmtree(broken / "store")
    else:
        (broken / "store" / "CURRENT").write_text("damaged")

    told(run(*command, "--release", broken), 1, "store is damaged: expected")


@pytest.mark.parametrize("command", [("info",), ("check",), ("serve",)], ids=lambda one: one[0])
@pytest.mark.parametrize("text", [b"{", b"{}", b"[]", b"\xff", b'{"release": "r", "more": 1}'])
def test_a_damaged_manifest_is_told(broken: Path, command: tuple[str, ...], text: bytes) -> None:
    (broken / "manifest.json").write_bytes(text)

    told(run(*command, "--release", broken), 1, "manifest.json is damaged: expected")


def test_check_compares_the_manifest_with_the_store(broken: Path) -> None:
    manifest = json.loads((broken / "manifest.json").read_text())
    manifest["counts"]["claims"] += 1
    (broken / "manifest.json").write_text(json.dumps(manifest))

    result = run("check", "--release", broken)

    assert result.exit_code == 1
    assert "manifest.json: counts: expected" in result.stdout


@pytest.mark.parametrize("name", ["a b", ""])
def test_a_graph_that_is_no_iri_is_told(small: Path, name: str) -> None:
    told(run("export", "--graph", name, "--release", small), 1, f"{name!r} names nothing")


@pytest.mark.parametrize("name", ["a b", ""])
def test_a_source_that_is_no_iri_is_told(small: Path, name: str) -> None:
    result = run("check-quotes", __file__, "--source", name, "--release", small)

    told(result, 1, f"{name!r} names nothing")


def test_a_condition_that_is_empty_is_told(small: Path) -> None:
    told(run("export", "--condition", "", "--release", small), 1, "'' is no known identifier")
    told(run("export", "--condition", "", "--graph", "", "--release", small), 2, "exclude")


@pytest.mark.parametrize("seconds", ["nan", "inf", "-inf", "1e300", "0", "-1"])
def test_a_time_that_is_none_is_wrong_usage(small: Path, seconds: str) -> None:
    told(run("query", "ASK {}", "--seconds", seconds, "--release", small), 2, "--seconds")


@pytest.mark.parametrize(
    ("ending", "begins"), [("csv", b"a\r\n"), ("tsv", b"?a\n"), ("srj", b"{"), ("srx", b"<?xml")]
)
def test_the_name_of_the_output_says_the_format(
    small: Path, tmp_path: Path, ending: str, begins: bytes
) -> None:
    output = tmp_path / f"rel.{ending}"

    result = run("query", "SELECT ?a { ?a ?b ?c } LIMIT 1", "-o", output, "--release", small)

    assert result.exit_code == 0, result.output
    assert output.read_bytes().startswith(begins)


def test_the_name_of_the_output_says_the_format_of_an_export(small: Path, tmp_path: Path) -> None:
    result = run("export", "-o", tmp_path / "all.jsonld", "--release", small)

    assert result.exit_code == 0, result.output
    assert isinstance(json.loads((tmp_path / "all.jsonld").read_text()), list)


@pytest.mark.parametrize("command", [("export",), ("query", "ASK {}")], ids=lambda one: one[0])
def test_an_output_of_an_unknown_kind_is_wrong_usage(
    small: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    output = tmp_path / "rel.xlsx"

    told(run(*command, "-o", output, "--release", small), 2, "which format? Give --format")
    assert not output.exists()


def test_an_output_in_a_folder_that_is_missing_is_wrong_usage(small: Path, tmp_path: Path) -> None:
    output = tmp_path / "no" / "all.ttl"

    told(run("export", "-o", output, "--release", small), 2, "there is no folder")


@pytest.mark.parametrize("query", ["nowhere.rq", str(ROOT)])
def test_a_query_file_that_is_none_is_told_by_name(small: Path, query: str) -> None:
    told(run("query", query, "--release", small), 1, f"Error: {query}: ")


def test_a_query_comes_from_standard_input(small: Path) -> None:
    query = "\ufeffASK { ?a ?b ?c }"

    result = run("query", "-", "--format", "json", "--release", small, text=query)

    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["boolean"] is True


@pytest.mark.parametrize("content", [b"", b" \n", b"text\0"])
def test_a_page_without_text_is_told(small: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "page.txt").write_bytes(content)

    result = run("check-quotes", tmp_path / "page.txt", "--release", small)

    told(result, 1, "page.txt: expected the text of a page, found")


def test_the_day_of_pages_without_pages_is_wrong_usage(tmp_path: Path) -> None:
    told(run("build", "--retrieved-on", "2026-01-01", "--out", tmp_path / "r"), 2, "none is given")


def test_a_page_that_is_given_twice_is_told_with_both_names(
    seed_page: Path, tmp_path: Path
) -> None:
    copy = shutil.copy(seed_page, tmp_path / "copy.txt")

    result = run("build", "--out", tmp_path / "r", seed_page, copy)

    told(result, 1, f"{seed_page} and {copy} are the same page")


def test_two_pages_of_one_edition_are_told_with_both_names(seed_page: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    content = seed_page.read_bytes().replace(b"5/18/2018", b"5/18/2019")
    one.write_bytes(content)
    other.write_bytes(content + b"\n")

    result = run("build", "--out", tmp_path / "r", one, other)

    told(result, 1, f"{one} and {other} make one graph")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_build_that_is_terminated_leaves_nothing(tmp_path: Path, number: signal.Signals) -> None:
    command = [sys.executable, "-m", "raregraph", "build", "--out", str(tmp_path / "r")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stderr is not None
    assert "quads" in process.stderr.readline()
    assert len(list(tmp_path.iterdir())) == 1

    process.send_signal(number)
    _, told = process.communicate(timeout=60)

    assert process.returncode == 128 + number
    assert "Traceback" not in told
    assert list(tmp_path.iterdir()) == []


def test_a_build_does_not_stop_when_nobody_reads_of_it(tmp_path: Path) -> None:
    script = '(raregraph build --out "$1" 2>&1; echo $? >"$2") | head -1'

    shell(script, tmp_path / "r", tmp_path / "code")

    assert (tmp_path / "code").read_text() == "141\n"
    assert (tmp_path / "r" / "manifest.json").is_file()


def test_a_command_imports_no_library_that_it_does_not_need() -> None:
    program = (
        "import sys, raregraph.main;"
        "print(sorted({'rdflib', 'pyshacl', 'granian'} & set(sys.modules)))"
    )

    shown = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=dict(os.environ),
    )

    assert shown.stdout.strip() == "[]"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told_in_words(small: Path) -> None:
    result = shell('raregraph resolve MONDO:0000001 --release "$1" >/dev/full', small)

    assert result.returncode == 1
    assert result.stderr == "Error: standard output: No space left on device\n"
