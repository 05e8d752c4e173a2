from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path
from time import time

import pytest

from loaders.fetching.partial import Held, Partial

from .downloading import BODY, Downloads, remote_at
from .faulty_server import Answer, Script, claiming, faulty_server, ranged, stalling, whole


@pytest.fixture(scope="module")
def server() -> Iterator[Script]:
    with faulty_server() as script:
        yield script


@pytest.fixture
def downloads(tmp_path: Path, server: Script) -> Downloads:
    server.requests.clear()
    return Downloads(tmp_path)


def test_a_broken_download_goes_on_where_it_broke_off(server: Script, downloads: Downloads) -> None:
    broken = claiming(len(BODY), BODY[:200], ETag='"1"')
    address = server.at("/broken", broken, ranged(BODY, '"1"'))

    downloads.get(remote_at(address))

    assert downloads.visible() == {"mondo.json": BODY}
    assert server.asked("Range") == [None, "bytes=200-"]
    assert server.asked("If-Range") == [None, '"1"']
    assert downloads.told.begun == [(0, len(BODY)), (200, len(BODY))]


def test_a_later_download_goes_on_too(server: Script, downloads: Downloads) -> None:
    changed = formatdate(time() - 60, usegmt=True)
    address = server.at("/later", claiming(len(BODY), BODY[:200], Last_Modified=changed))
    downloads.attempts = 1
    assert "broken connection" in downloads.failure(remote_at(address))
    assert downloads.hidden() == {".mondo.json.part", ".mondo.json.part.json"}

    server.at("/later", ranged(BODY, changed))
    downloads.get(remote_at(address))

    assert server.asked("If-Range") == [None, changed]
    assert downloads.visible() == {"mondo.json": BODY}
    assert downloads.hidden() == set()


def test_a_download_without_a_strong_validator_begins_anew(
    server: Script, downloads: Downloads
) -> None:
    broken = claiming(len(BODY), BODY[:200], ETag='W/"1"', Last_Modified=formatdate(0))
    address = server.at("/weak", broken, whole(BODY))

    downloads.get(remote_at(address))

    assert server.asked("Range") == [None, None]
    assert downloads.visible() == {"mondo.json": BODY}


def test_bytes_of_another_address_are_not_gone_on_with(
    server: Script, downloads: Downloads
) -> None:
    address = server.at("/one", claiming(len(BODY), BODY[:200], ETag='"1"'))
    downloads.attempts = 1
    downloads.failure(remote_at(address))

    downloads.get(remote_at(server.at("/two", whole(BODY))))

    assert server.asked("Range") == [None, None]


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(whole(BODY, ETag='"1"'), id="ignores Range"),
        pytest.param(ranged(BODY, '"2"'), id="has another file now"),
    ],
)
def test_a_whole_answer_to_a_range_begins_anew(
    server: Script, downloads: Downloads, second: Answer
) -> None:
    other = b"{" + b"x" * 300
    address = server.at("/anew", claiming(len(other) + 9, other, ETag='"1"'), second)

    downloads.get(remote_at(address))

    assert downloads.visible() == {"mondo.json": BODY}


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(whole(BODY[200:], 206, Content_Range="bytes 199-513/514"), id="other place"),
        pytest.param(whole(BODY[200:], 206, ETag='"1"'), id="no place"),
        pytest.param(
            whole(BODY[200:], 206, ETag='"2"', Content_Range="bytes 200-513/514"), id="other tag"
        ),
        pytest.param(whole(b"", 416), id="refuses"),
    ],
)
def test_a_wrong_answer_to_a_range_begins_anew(
    server: Script, downloads: Downloads, second: Answer
) -> None:
    broken = claiming(len(BODY), BODY[:200], ETag='"1"')
    address = server.at("/part", broken, second, whole(BODY))

    downloads.get(remote_at(address))

    assert server.asked("Range") == [None, "bytes=200-", None]
    assert downloads.visible() == {"mondo.json": BODY}


def test_a_part_of_the_rest_is_gone_on_with(server: Script, downloads: Downloads) -> None:
    broken = claiming(len(BODY), BODY[:200], ETag='"1"')
    part = whole(BODY[200:300], 206, ETag='"1"', Content_Range=f"bytes 200-299/{len(BODY)}")
    address = server.at("/parts", broken, part, ranged(BODY, '"1"'))

    downloads.get(remote_at(address))

    assert server.asked("Range") == [None, "bytes=200-", "bytes=300-"]
    assert downloads.visible() == {"mondo.json": BODY}


def test_a_stalled_download_is_given_up_and_goes_on(server: Script, downloads: Downloads) -> None:
    downloads.stall_seconds = 0.2
    stalled = stalling(BODY, 100, ETag='"1"')
    address = server.at("/stalls", stalled, ranged(BODY, '"1"'))

    downloads.get(remote_at(address))

    assert downloads.told.problems == ["no answer for 0.2 s"]
    assert server.asked("Range") == [None, "bytes=100-"]


def test_what_began_anew_is_not_taken_for_the_old(tmp_path: Path) -> None:
    partial = Partial(tmp_path / "mondo.json")
    partial.begin("http://a.org/x", '"1"')
    with partial.appending() as stream:
        stream.write(b"old")
    assert partial.held("http://a.org/x") == Held(3, '"1"')

    partial.begin("http://a.org/x", "")
    with partial.appending() as stream:
        stream.write(b"new bytes")

    assert partial.held("http://a.org/x") is None


@pytest.mark.parametrize("note", [b"", b"[]", b"\xff", b'{"address": "http://a.org/x"}'])
def test_a_damaged_note_is_no_beginning(tmp_path: Path, note: bytes) -> None:
    partial = Partial(tmp_path / "mondo.json")
    partial.path.write_bytes(b"old")
    (tmp_path / ".mondo.json.part.json").write_bytes(note)

    assert partial.held("http://a.org/x") is None
