import base64
import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from .downloading import BODY, Downloads, remote_at
from .faulty_server import (
    Script,
    faulty_server,
    ranged,
    whole,
)

PACKED = gzip.compress(b"data" * 5000, mtime=0)
WRONG = base64.b64encode(bytes(16)).decode()


@pytest.fixture(scope="module")
def server() -> Iterator[Script]:
    with faulty_server() as script:
        yield script


@pytest.fixture
def downloads(tmp_path: Path, server: Script) -> Downloads:
    server.requests.clear()
    return Downloads(tmp_path)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 204, 304, 206])
def test_a_refusal_is_not_asked_again(server: Script, downloads: Downloads, status: int) -> None:
    address = server.at("/refused", whole(b"", status))

    problem = downloads.failure(remote_at(address))

    assert f"mondo.json: HTTP {status}" in problem
    assert address in problem
    assert len(server.requests) == 1
    assert downloads.hidden() == set()


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_what_may_pass_is_asked_again(server: Script, downloads: Downloads, status: int) -> None:
    downloads.get(remote_at(server.at("/passes", whole(b"", status), whole(BODY))))

    assert downloads.visible() == {"mondo.json": BODY}
    assert downloads.told.slept == [1.5]


def test_what_does_not_pass_has_an_end(server: Script, downloads: Downloads) -> None:
    problem = downloads.failure(remote_at(server.at("/down", whole(b"", 500))))

    assert "HTTP 500 Internal Server Error; tried 3 times" in problem
    assert len(server.requests) == 3
    assert downloads.told.slept == [1.5, 3.0]


@pytest.mark.parametrize(
    ("asked", "slept"),
    [("7", 7.0), ("0", 1.5), ("soon", 1.5), ("Wed, 21 Oct 2015 07:28:00 GMT", 1.5)],
)
def test_a_server_is_given_the_time_it_asks_for(
    server: Script, downloads: Downloads, asked: str, slept: float
) -> None:
    busy = whole(b"", 429, Retry_After=asked)

    downloads.get(remote_at(server.at("/busy", busy, whole(BODY))))

    assert downloads.told.slept == [slept]


def test_a_server_that_asks_for_too_long_is_given_up(server: Script, downloads: Downloads) -> None:
    address = server.at("/long", whole(b"", 503, Retry_After="3600"))

    assert "asks to come back in 3600 s" in downloads.failure(remote_at(address))
    assert downloads.told.slept == []


def test_nothing_listens(server: Script, downloads: Downloads) -> None:
    assert "no connection" in downloads.failure(remote_at("http://127.0.0.1:1/mondo.json"))
    assert len(downloads.told.slept) == 2


def test_a_redirect_is_followed_and_tells_the_version(server: Script, downloads: Downloads) -> None:
    pattern = r"/releases/download/v?([^/]+)/"
    start = server.at("/purl", whole(b"", 302, Location="/releases/download/v2026-08-04/m.json"))
    server.at("/releases/download/v2026-08-04/m.json", whole(b"", 307, Location="/store?key=1"))
    server.at("/store?key=1", ranged(BODY, '"1"'))

    record = downloads.get(remote_at(start, version=pattern))

    assert record.version == "2026-08-04"
    assert record.final_address == f"{server.address}/store"


@pytest.mark.parametrize(
    ("location", "problem"),
    [
        ("/turn", "redirected more than 9 times"),
        ("file:///etc/passwd", "expected http or https"),
        ("http://[", "which is no address"),
    ],
)
def test_a_redirect_to_nowhere_is_refused(
    server: Script, downloads: Downloads, location: str, problem: str
) -> None:
    address = server.at("/turn", whole(b"", 301, Location=location))

    assert problem in downloads.failure(remote_at(address))
    assert downloads.hidden() == set()
