import os
import stat
import threading
from io import BytesIO
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from raregraph.terminal import NotAnIri, iri_below, plain, progress, short, write

from .commands import shell


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()

    write(pipe, b"content")

    reader.join(10)
    assert read == [b"content"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("before", [b"before", None])
def test_a_link_stays_and_its_target_is_written(tmp_path: Path, before: bytes | None) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    link.symlink_to("target")
    if before:
        target.write_bytes(before)

    write(link, b"content")

    assert link.is_symlink()
    assert target.read_bytes() == b"content"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "target"]


def test_a_file_keeps_its_mode_and_a_new_one_has_the_usual(tmp_path: Path) -> None:
    old, new, usual = (tmp_path / name for name in ("old", "new", "usual"))
    old.touch(0o640)
    usual.touch()

    for path in (old, new):
        write(path, b"content")

    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert stat.S_IMODE(new.stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("before")
    unreadable = BytesIO(b"after")
    unreadable.close()

    with pytest.raises(ValueError, match="closed file"):
        write(tmp_path / "file", unreadable)
    assert (tmp_path / "file").read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert plain("a\x1b[31mb\tc\nd\x9be\u00a0f") == "a[31mb c de\u00a0f"


@pytest.mark.parametrize("name", ["a b", "", "http://e/a b", "<x>"])
def test_what_is_no_iri_is_told(name: str) -> None:
    with pytest.raises(NotAnIri, match="expected an IRI"):
        iri_below("https://example.org/", name)


def test_the_address_of_a_page_is_not_shown_as_an_identifier() -> None:
    page = "https://rarediseases.info.nih.gov/diseases/13034"

    assert short(NamedNode(page)) == page
    assert short(NamedNode("https://w3id.org/raregraph/id/gard-0013034")) == "GARD:0013034"


def test_a_report_that_nobody_reads_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(os.dup(writing), "w") as broken, monkeypatch.context() as patched:
        patched.setattr("sys.stderr", broken)
        with progress(1) as report:
            report("a step")
        os.dup2(os.open(os.devnull, os.O_WRONLY), broken.fileno())
    os.close(writing)


@pytest.mark.parametrize(
    "script",
    [
        'raregraph info --release "$1"',
        'raregraph export --release "$1"',
        'raregraph query "SELECT * { ?a ?b ?c }" --release "$1"',
        "raregraph --help",
        "raregraph info --help",
    ],
)
def test_a_broken_pipe_ends_a_command_as_the_signal_does(small: Path, script: str) -> None:
    done = shell(f"({script}; echo $? >&2) | (exec <&-; sleep 0)", small)

    assert done.stderr.splitlines()[-1] == "141"
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["info", "export", "query 'SELECT * { ?a ?b ?c }'"])
def test_a_closed_standard_output_is_told(small: Path, command: str) -> None:
    done = shell(f'raregraph {command} --release "$1" >&-', small)

    assert done.returncode == 1
    assert "standard output is closed" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_closed_standard_input_is_told(small: Path) -> None:
    done = shell('raregraph query - --release "$1" <&-', small)

    assert done.returncode == 1
    assert "standard input is closed" in done.stderr
