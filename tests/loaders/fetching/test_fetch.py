import hashlib
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path
from time import time

import pytest

from loaders.fetching.fetch import Patience

from .downloading import BODY, Downloads, remote_at
from .faulty_server import Script, faulty_server, ranged, unmeasured, whole


@pytest.fixture(scope="module")
def server() -> Iterator[Script]:
    with faulty_server() as script:
        yield script


@pytest.fixture
def downloads(tmp_path: Path, server: Script) -> Downloads:
    server.requests.clear()
    return Downloads(tmp_path)


def test_a_file_comes_whole_with_its_record(server: Script, downloads: Downloads) -> None:
    address = server.at("/whole", whole(BODY, ETag='"1"', Last_Modified=formatdate(0)))

    record = downloads.get(remote_at(address))

    assert downloads.visible() == {"mondo.json": BODY}
    assert downloads.hidden() == set()
    assert (record.address, record.final_address, record.etag) == (address, address, '"1"')
    assert (record.bytes, record.sha256) == (len(BODY), hashlib.sha256(BODY).hexdigest())
    assert str(record.modified_on) == "1970-01-01"
    assert downloads.told.begun == [(0, len(BODY))]
    assert downloads.told.sizes[-1] == len(BODY)


def test_a_file_is_asked_for_only_if_it_changed(server: Script, downloads: Downloads) -> None:
    address = server.at("/same", ranged(BODY, '"1"'))
    first = downloads.get(remote_at(address))

    second = downloads.get(remote_at(address))

    assert server.asked("If-None-Match") == [None, '"1"']
    assert downloads.told.begun == []
    assert second.retrieved == first.retrieved
    assert second.sha256 == first.sha256


def test_a_date_asks_for_changes_where_there_is_no_tag(
    server: Script, downloads: Downloads
) -> None:
    changed = formatdate(time() - 60, usegmt=True)
    address = server.at("/date", whole(BODY, Last_Modified=changed), whole(b"", 304))

    downloads.get(remote_at(address))
    downloads.get(remote_at(address))

    assert server.asked("If-Modified-Since") == [None, changed]
    assert downloads.visible() == {"mondo.json": BODY}


def test_a_file_of_another_address_comes_anew(server: Script, downloads: Downloads) -> None:
    downloads.get(remote_at(server.at("/here", ranged(BODY, '"1"'))))

    record = downloads.get(remote_at(server.at("/there", ranged(BODY + b"\n", '"1"'))))

    assert server.asked("If-None-Match") == [None, None]
    assert record.bytes == len(BODY) + 1


def test_a_file_that_was_damaged_here_comes_anew(server: Script, downloads: Downloads) -> None:
    address = server.at("/damaged", ranged(BODY, '"1"'))
    downloads.get(remote_at(address))
    (downloads.folder / "mondo.json").write_bytes(b"{}")

    downloads.get(remote_at(address))

    assert server.asked("If-None-Match") == [None, None]
    assert downloads.visible() == {"mondo.json": BODY}


def test_waits_double_and_have_an_end() -> None:
    patience = Patience(first_wait_seconds=1, longest_wait_seconds=5, chance=lambda: 0.5)

    assert [patience.wait_seconds(failures) for failures in (1, 2, 3)] == [1.5, 3.0, 5.0]


def test_a_body_without_a_length_comes_whole(server: Script, downloads: Downloads) -> None:
    downloads.get(remote_at(server.at("/unmeasured", unmeasured(BODY))))

    assert downloads.visible() == {"mondo.json": BODY}
    assert downloads.told.begun == [(0, None)]
