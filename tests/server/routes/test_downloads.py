"""The dumps and the manifest, as they are downloaded."""

import gzip
import hashlib
import json
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph_data.release import read_manifest
from server.app import create_app
from server.settings import Settings

from .releases import graph_of

TURTLE = "/dumps/raregraph.ttl"


@pytest.fixture(scope="module")
def client(release_folder: Path) -> FlaskClient:
    settings = Settings(release=release_folder)
    return create_app(settings, graph_of(release_folder)).test_client()


def folder_of(client: FlaskClient) -> Path:
    release: Path = client.application.config["SETTINGS"].release
    return release


def test_every_dump_of_the_manifest_arrives_as_it_is_described(client: FlaskClient) -> None:
    for file in read_manifest(folder_of(client)).files:
        with client.get(f"/dumps/{file.name}") as response:
            assert hashlib.sha256(response.data).hexdigest() == file.sha256
            assert response.headers["Content-Type"].partition(";")[0] == file.media_type
            assert response.headers["Content-Length"] == str(file.bytes)
            assert response.headers["ETag"] == f'"{file.sha256}"'
            assert "Last-Modified" not in response.headers


def test_the_manifest_arrives_as_it_is_written(client: FlaskClient) -> None:
    response = client.get("/manifest.json")

    written = (folder_of(client) / "manifest.json").read_text(encoding="utf-8")
    assert json.loads(response.data) == json.loads(written)
    assert response.headers["Content-Type"] == "application/json"
    tag = response.headers["ETag"]
    assert client.get("/manifest.json", headers={"If-None-Match": tag}).status_code == 304


def test_the_folder_of_the_dumps_leads_to_their_list(client: FlaskClient) -> None:
    response = client.get("/dumps/")

    assert (response.status_code, response.headers["Location"]) == (302, "/#dumps")
    listed = client.get("/").text.split('id="dumps"')[1]
    assert all(f"/dumps/{file.name}" in listed for file in read_manifest(folder_of(client)).files)


def test_head_is_get_without_a_body(client: FlaskClient) -> None:
    with client.get(TURTLE) as got, client.head(TURTLE) as asked:
        assert asked.data == b""
        for name in ("Content-Length", "Content-Type", "ETag", "Accept-Ranges"):
            assert asked.headers[name] == got.headers[name]


def test_who_has_the_dump_does_not_get_it_again(client: FlaskClient) -> None:
    with client.head(TURTLE) as first:
        tag = first.headers["ETag"]

    with client.get(TURTLE, headers={"If-None-Match": tag}) as response:
        assert (response.status_code, response.data) == (304, b"")


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [("bytes=0-99", 0, 100), ("bytes=100-", 100, None), ("bytes=-7", -7, None)],
)
def test_a_part_of_a_dump_may_be_asked_for(
    client: FlaskClient, asked: str, start: int, end: int | None
) -> None:
    whole = (folder_of(client) / "dumps" / "raregraph.ttl").read_bytes()

    with client.get(TURTLE, headers={"Range": asked}) as response:
        assert response.status_code == 206
        assert response.data == whole[start:end]
        assert response.headers["Content-Range"].endswith(f"/{len(whole)}")


def test_a_part_beyond_the_end_is_refused_with_the_length(client: FlaskClient) -> None:
    with client.get(TURTLE, headers={"Range": "bytes=99999999-"}) as response:
        assert response.status_code == 416


@pytest.mark.parametrize("asked", ["bytes=a-b", "lines=1-2", "bytes=5-1", "bytes=0-9,20-29", "x"])
def test_a_range_that_is_not_one_part_does_not_count(client: FlaskClient, asked: str) -> None:
    with client.get(TURTLE, headers={"Range": asked}) as response:
        assert response.status_code == 200
        assert response.headers["Accept-Ranges"] == "bytes"
        assert len(response.data) == int(response.headers["Content-Length"])


def test_a_part_of_another_release_is_not_mixed_in(client: FlaskClient) -> None:
    headers = {"Range": "bytes=0-99", "If-Range": '"another"'}

    with client.get(TURTLE, headers=headers) as response:
        assert response.status_code == 200


def test_a_dump_comes_packed_to_who_accepts_that(client: FlaskClient) -> None:
    with client.get(TURTLE, headers={"Accept-Encoding": "gzip"}) as response:
        unpacked = gzip.decompress(response.data)
        assert response.headers["Content-Encoding"] == "gzip"
        assert response.headers["Content-Type"] == "text/turtle; charset=utf-8"
        assert "Accept-Encoding" in response.headers["Vary"]

    assert unpacked == (folder_of(client) / "dumps" / "raregraph.ttl").read_bytes()
    with client.head(TURTLE) as plain:
        assert response.headers["ETag"] != plain.headers["ETag"]


def test_a_packed_dump_is_not_packed_again(client: FlaskClient) -> None:
    with client.get(f"{TURTLE}.gz", headers={"Accept-Encoding": "gzip"}) as response:
        assert "Content-Encoding" not in response.headers
        assert response.headers["Content-Type"] == "application/gzip"


def test_a_dump_at_the_address_of_its_release_never_changes(client: FlaskClient) -> None:
    release = read_manifest(folder_of(client)).release

    with client.get(f"/dumps/{release}/raregraph.ttl") as response:
        assert response.status_code == 200
        assert "immutable" in response.headers["Cache-Control"]
    with client.get(TURTLE) as response:
        assert "immutable" not in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    "name",
    [
        *("nothing.ttl", "..", "../manifest.json", "%2e%2e/manifest.json", "..%2fmanifest.json"),
        *("%2fetc%2fpasswd", "raregraph.ttl%00", "raregraph.ttl/", "0.0.0-other/raregraph.ttl"),
        *("../store/CURRENT", ".", "raregraph.TTL", "é", "raregraph.ttl%0d%0aX:y"),
    ],
)
def test_nothing_but_the_dumps_of_the_release_is_given_out(client: FlaskClient, name: str) -> None:
    response = client.get(f"/dumps/{name}", follow_redirects=True)

    assert response.status_code == 404
    assert b"root:" not in response.data


def test_a_dump_that_is_cut_is_an_error(release_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "release"
    shutil.copytree(release_folder, folder)
    (folder / "dumps" / "raregraph.ttl").write_text("cut")
    (folder / "dumps" / "raregraph.nq").unlink()
    client = create_app(Settings(release=folder), graph_of(folder)).test_client()

    for name in ("raregraph.ttl", "raregraph.nq"):
        response = client.get(f"/dumps/{name}")

        assert response.status_code == 500
        assert "as the manifest says" in json.loads(response.data)["detail"]


def test_data_without_a_manifest_have_no_dumps(tmp_path: Path, release_folder: Path) -> None:
    shutil.copytree(release_folder / "store", tmp_path / "store")
    client = create_app(Settings(release=tmp_path), graph_of(tmp_path)).test_client()

    assert client.get(TURTLE).status_code == client.get("/manifest.json").status_code == 404
