import base64
import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.fetching.choice import remotes
from loaders.fetching.content import GZIP, HGNC, content_fault

from ...conftest import SHARED
from .downloading import BODY, Downloads, remote_at
from .faulty_server import (
    Answer,
    Script,
    chunked,
    claiming,
    faulty_server,
    unmeasured,
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


CUT = gzip.compress(BODY)[:-9]
DAMAGED = bytearray(gzip.compress(BODY))
DAMAGED[-6] ^= 1
HTML = b"\n<!DOCTYPE html><html><body>Down for maintenance</body></html>"


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        pytest.param(claiming(900, BODY), "broken connection", id="less than said"),
        pytest.param(claiming(300, BODY), "truncated: expected } at the end", id="more than said"),
        pytest.param(unmeasured(BODY[:-5]), "truncated: expected }", id="cut, no length"),
        pytest.param(chunked(BODY[:80], last=b""), "broken connection", id="no last chunk"),
        pytest.param(chunked(BODY[:80], last=b"ff\r\nx"), "broken connection", id="half a chunk"),
        pytest.param(whole(b""), "expected OBO Graphs JSON, found nothing", id="empty"),
        pytest.param(whole(b"id,name\n"), "found 'id,name", id="another kind"),
        pytest.param(whole(HTML), "found a web page", id="web page"),
        pytest.param(whole(BODY, Content_Type="text/HTML; charset=x"), "a web page", id="says so"),
        pytest.param(whole(CUT), "end: gzip: the file is broken off", id="cut gzip"),
        pytest.param(whole(bytes(DAMAGED)), "gzip: damaged: CRC check failed", id="bad gzip"),
        pytest.param(whole(BODY, Content_Encoding="gzip"), "found gzip", id="coding"),
        pytest.param(whole(b"x" * 2001), "expected at most 2,000 bytes, found 2,001", id="long"),
        pytest.param(unmeasured(b"x" * 2001), "expected at most 2,000 bytes", id="long, no length"),
        pytest.param(whole(BODY, x_goog_hash=f"crc32c=AAAAAA==,md5={WRONG}"), "md5", id="Google"),
        pytest.param(claiming(9000, b"x"), "at most 2,000 bytes, found 9,000", id="says long"),
        pytest.param(whole(BODY, x_ms_blob_content_md5=WRONG), "md5: expected", id="Azure"),
        pytest.param(whole(BODY, Content_MD5=WRONG), "md5: expected 0000", id="Content-MD5"),
        pytest.param(whole(BODY, Repr_Digest=f"sha-256=:{WRONG}:"), "sha-256", id="RFC 9530"),
        pytest.param(whole(BODY, Digest=f"SHA-256={WRONG}"), "sha-256", id="RFC 3230"),
    ],
)
def test_what_is_not_the_file_is_refused(
    server: Script, downloads: Downloads, answer: Answer, problem: str
) -> None:
    (downloads.folder / "mondo.json").write_bytes(b"{}")
    address = server.at("/bad", answer)

    assert problem in downloads.failure(remote_at(address, at_most_bytes=2000))
    assert ".mondo.json.part.json" not in downloads.hidden()


def test_what_came_bad_is_asked_for_once_more(server: Script, downloads: Downloads) -> None:
    downloads.get(remote_at(server.at("/mended", whole(BODY[:-1]), whole(BODY))))

    assert downloads.visible() == {"mondo.json": BODY}
    assert "truncated" in downloads.told.problems[0]


def test_a_whole_of_two_files_is_found_by_the_checksum(
    server: Script, downloads: Downloads
) -> None:
    other = b"{" + b"x" * 199
    digest = base64.b64encode(hashlib.md5(BODY, usedforsecurity=False).digest()).decode()
    place = f"bytes 200-{len(BODY) - 1}/{len(BODY)}"
    rest = whole(BODY[200:], 206, Content_Range=place, x_goog_hash=f"md5={digest}")
    address = server.at("/two", claiming(len(BODY), other, ETag='"1"'), rest, whole(BODY))

    downloads.get(remote_at(address))

    assert downloads.visible() == {"mondo.json": BODY}
    assert "md5" in downloads.told.problems[1]


def test_right_checksums_pass(server: Script, downloads: Downloads) -> None:
    md5 = base64.b64encode(hashlib.md5(BODY, usedforsecurity=False).digest()).decode()
    sha = base64.b64encode(hashlib.sha512(BODY).digest()).decode()
    answer = whole(BODY, x_goog_hash=f"md5={md5}", Repr_Digest=f"sha-512=:{sha}:, crc=:AAAA:")

    downloads.get(remote_at(server.at("/sums", answer)))

    assert downloads.visible() == {"mondo.json": BODY}


def test_a_checksum_of_what_a_store_unpacks_is_not_of_what_it_sends(
    server: Script, downloads: Downloads
) -> None:
    sums = {"x-goog-hash": f"md5={WRONG}", "x-goog-stored-content-encoding": "gzip"}

    downloads.get(remote_at(server.at("/stored", unmeasured(BODY, **sums))))

    assert downloads.visible() == {"mondo.json": BODY}


def test_a_checksum_of_the_rest_is_not_of_the_file(server: Script, downloads: Downloads) -> None:
    digest = base64.b64encode(hashlib.md5(BODY[200:], usedforsecurity=False).digest()).decode()
    place = f"bytes 200-{len(BODY) - 1}/{len(BODY)}"
    rest = whole(BODY[200:], 206, Content_Range=place, Content_MD5=digest)
    address = server.at("/rest", claiming(len(BODY), BODY[:200], ETag='"1"'), rest)

    downloads.get(remote_at(address))

    assert downloads.visible() == {"mondo.json": BODY}
    assert len(downloads.told.problems) == 1


@pytest.mark.parametrize("answer", [whole(b"plain"), whole(PACKED[:-1]), whole(PACKED[:40])])
def test_a_gz_that_is_none_is_refused(server: Script, downloads: Downloads, answer: Answer) -> None:
    address = server.at("/gz", answer)

    assert "gzip" in downloads.failure(remote_at(address, GZIP, name="ordo.obo.gz"))


def test_text_without_a_length_ends_with_a_line(server: Script, downloads: Downloads) -> None:
    table = b"hgnc_id\tsymbol\nHGNC:7010\tME"
    cut = remote_at(server.at("/cut", unmeasured(table)), HGNC, name="hgnc.txt")
    sound = remote_at(server.at("/sound", unmeasured(table + b"N1\n")), HGNC, name="hgnc.txt")

    assert "truncated: the last line has no end" in downloads.failure(cut)
    assert downloads.get(sound).bytes == len(table) + 3
    server.at("/cut", chunked(table))
    assert downloads.get(cut).bytes == len(table)


def test_real_files_look_as_the_table_says() -> None:
    if not (SHARED / "data").is_dir():
        pytest.skip("../shared/data, which holds the real files, is not there")
    names = {remote.name: remote for remote in remotes([])}
    paths = [p for p in (SHARED / "data").rglob("*") if p.name.removesuffix(".gz") in names]
    faults = {
        path.name: content_fault(path, names[path.name.removesuffix(".gz")].shape, measured=False)
        for path in paths
        if not names[path.name.removesuffix(".gz")].shape.packed
    }

    assert len(faults) > 50
    assert {name: fault for name, fault in faults.items() if fault} == {}
