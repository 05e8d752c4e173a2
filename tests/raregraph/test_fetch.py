import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from loaders.fetching.record import alone_in, retrieved

from ..loaders.fetching.downloading import BODY
from ..loaders.fetching.faulty_server import Script, faulty_server, ranged, stalling, whole
from .commands import run


@pytest.fixture(scope="module")
def server() -> Iterator[Script]:
    with faulty_server() as script:
        yield script


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_sources_come_to_a_folder(server: Script, folder: Path) -> None:
    mondo = server.at("/mondo.json", ranged(BODY, '"1"'))
    options = ["--to", str(folder), "--address", f"mondo-json={mondo}"]

    first = run("fetch", "mondo-json", *options)
    second = run("fetch", "mondo-json", *options)
    server.at("/mondo.json", ranged(BODY + b"\n", '"2"'))
    third = run("fetch", "mondo-json", *options)

    assert [result.exit_code for result in (first, second, third)] == [0, 0, 0]
    assert first.stdout.splitlines() == ["file\toutcome\tbytes\tversion", "mondo.json\tnew\t514\t"]
    assert "unchanged" in second.stdout
    assert "changed\t515" in third.stdout
    assert "mondo.json: from byte 0 of 514" in first.stderr
    assert (folder / "mondo.json").read_bytes() == BODY + b"\n"
    assert retrieved(folder)["mondo.json"].source == "mondo-json"


def test_what_fails_does_not_keep_others_from_coming(server: Script, folder: Path) -> None:
    server.at("/GARD_xrefs.csv", whole(b"", 404))
    server.at("/GARD.csv", whole(b"GardID,DataSource\r\n"))
    options = ["--address", f"gard-records={server.address}/", "--attempts", "1"]

    result = run(
        *("fetch", "gard-xrefs", "gard-records", "--to", str(folder), *options),
        *("--address", f"gard-xrefs={server.address}/"),
    )

    assert result.exit_code == 1
    assert "1 did not come\nGARD_xrefs.csv: HTTP 404 Not Found" in result.stderr
    assert list(retrieved(folder)) == ["GARD.csv"]


def test_only_what_is_asked_for_is_called(server: Script, folder: Path) -> None:
    server.requests.clear()
    gard = server.at("/GARD.csv", whole(b"GardID,\n"))

    run("fetch", "gard-records", "--to", folder, "--address", f"gard-records={gard}")

    assert [path for path, _ in server.requests] == ["/GARD.csv"]


def test_the_list_has_every_file_and_calls_nothing(folder: Path) -> None:
    listed = run("fetch", "--list").stdout

    assert "mondo-json\thttps://purl.obolibrary.org/obo/mondo.json\tseen\t" in listed
    assert "RDAS_GARD/src/GARD.csv\tunproved\t" in listed
    assert listed.count("orphadata-product3\t") == 34
    assert not folder.exists()


def test_a_dry_run_says_what_would_be_asked_for(server: Script, folder: Path) -> None:
    server.requests.clear()
    address = server.at("/mondo.json", stalling(BODY, 100, ETag='"1"'))
    options = ["mondo-json", "--to", str(folder), "--address", f"mondo-json={address}"]

    before = run("fetch", *options, "--dry-run").stdout
    run("fetch", *options, "--attempts", "1", "--stall-seconds", "0.1")
    begun = run("fetch", *options, "--dry-run").stdout
    server.at("/mondo.json", whole(BODY))
    run("fetch", *options)
    after = run("fetch", *options, "--dry-run").stdout

    assert f"mondo.json\twhole\t{address}" in before
    assert "mondo.json\tfrom byte 100\t" in begun
    assert "mondo.json\tif changed\t" in after
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["mondo"], "there is no source 'mondo'"),
        (["mondo-json"], "--to is missing"),
        (["mondo-json", "--address", "mondo-json"], "expected NAME=URL"),
        (["mondo-json", "--address", "mondo-json=file:///x"], "expected http://host/"),
        (["mondo-json", "--attempts", "0"], "is not in the range"),
        (["mondo-json", "--stall-seconds", "0"], "is not in the range"),
    ],
)
def test_wrong_use_is_told(arguments: list[str], problem: str) -> None:
    result = run("fetch", *arguments)

    assert result.exit_code == 2
    assert problem in " ".join(result.stderr.split())


def test_a_damaged_manifest_stops_everything(folder: Path) -> None:
    folder.mkdir()
    (folder / "fetch.json").write_text("{")

    result = run(
        "fetch", "mondo-json", "--to", folder, "--address", "mondo-json=http://127.0.0.1:1/"
    )

    assert result.exit_code == 1
    assert "fetch.json, content: expected JSON" in result.stderr


def test_a_folder_in_use_is_told(folder: Path) -> None:
    folder.mkdir()
    with alone_in(folder):
        result = run("fetch", "mondo-json", "--to", folder)

    assert result.exit_code == 1
    assert "another fetch writes to this folder" in result.stderr


def test_the_folder_cannot_be_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert run("fetch", "mondo-json", "--to", tmp_path / "file").exit_code == 2


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGKILL, -9)]
)
def test_a_stopped_fetch_leaves_what_can_go_on(
    server: Script, folder: Path, number: signal.Signals, code: int
) -> None:
    address = server.at("/mondo.json", stalling(BODY, 100, ETag='"1"'))
    options = ["mondo-json", "--to", str(folder), "--address", f"mondo-json={address}"]
    process = subprocess.Popen(
        [sys.executable, "-m", "raregraph", "fetch", *options], stderr=subprocess.PIPE
    )
    part = folder / ".mondo.json.part"
    for _ in range(500):
        if part.exists() and part.stat().st_size:
            break
        time.sleep(0.02)
    process.send_signal(number)
    process.communicate(timeout=20)

    assert process.returncode == code
    assert sorted(path.name for path in folder.iterdir()) == [part.name, part.name + ".json"]
    assert part.read_bytes() == BODY[:100]
    server.at("/mondo.json", ranged(BODY, '"1"'))
    assert run("fetch", *options).exit_code == 0
    assert server.asked("Range")[-1] == "bytes=100-"
    assert json.loads((folder / "fetch.json").read_bytes())["files"][0]["bytes"] == len(BODY)


def test_a_terminal_shows_a_bar(server: Script, folder: Path) -> None:
    address = server.at("/mondo.json", whole(b"", 500, Retry_After="0"), whole(BODY))
    options = ["mondo-json", "--to", str(folder), "--address", f"mondo-json={address}"]
    reader, terminal = os.openpty()
    command = [sys.executable, "-m", "raregraph", "fetch", *options]
    process = subprocess.Popen(command, stderr=terminal, stdout=subprocess.DEVNULL)
    os.close(terminal)
    shown = b""
    with suppress(OSError):  # the end of a terminal
        while piece := os.read(reader, 4096):
            shown += piece
    os.close(reader)

    assert process.wait(20) == 0
    assert b"HTTP 500 Internal Server Error; again in" in shown
    assert b"mondo.json" in shown
    assert b"100%" in shown
