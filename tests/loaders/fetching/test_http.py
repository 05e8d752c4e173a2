import ast
from pathlib import Path
from typing import Any, cast

import pytest

import loaders
from loaders.fetching.http import Answer, Client, Interrupted, Refused, redirect_target

from .faulty_server import faulty_server, whole

NETWORK = {"urllib.request", "urllib3", "socket", "http", "http.client", "ftplib", "ssl"}


@pytest.mark.parametrize(
    ("address", "location", "target"),
    [
        ("https://a.org/x/y", "z", "https://a.org/x/z"),
        ("https://a.org/x", "//b.org/z?k=1", "https://b.org/z?k=1"),
        ("http://a.org/x", "https://b.org/z", "https://b.org/z"),
        ("http://a.org/x", "http://b.org/z", "http://b.org/z"),
    ],
)
def test_a_redirect_leads_to_an_address(address: str, location: str, target: str) -> None:
    assert redirect_target(address, location) == target


@pytest.mark.parametrize(
    ("address", "location", "problem"),
    [
        ("https://a.org/x", "http://a.org/x", "from https to http://a.org/x: expected https"),
        ("http://a.org/x", "file:///etc/passwd", "expected http or https"),
        ("http://a.org/x", "ftp://a.org/x", "expected http or https"),
        ("http://a.org/x", "data:text/plain,x", "expected http or https"),
        ("http://a.org/x", "https:///x", "expected http or https"),
        ("http://a.org/x", "http://[::", "is no address"),
    ],
)
def test_a_redirect_elsewhere_is_refused(address: str, location: str, problem: str) -> None:
    with pytest.raises(Refused) as refused:
        redirect_target(address, location)

    assert problem in str(refused.value)


TUESDAY = "Tue, 04 Aug 2026 10:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "validator"),
    [
        ({"ETag": '"1"', "Last-Modified": TUESDAY}, '"1"'),
        ({"ETag": 'W/"1"'}, ""),
        ({"ETag": 'W/"1"', "Last-Modified": TUESDAY, "Date": "Wed, 05 Aug 2026 10:00:00 GMT"}, ""),
        ({"Last-Modified": TUESDAY, "Date": "Tue, 04 Aug 2026 10:00:01 GMT"}, TUESDAY),
        ({"Last-Modified": TUESDAY, "Date": TUESDAY}, ""),
        ({"Last-Modified": TUESDAY}, ""),
        ({"Last-Modified": "yesterday", "Date": TUESDAY}, ""),
        ({}, ""),
    ],
)
def test_only_strong_validators_go_on(headers: dict[str, str], validator: str) -> None:
    assert answer(headers).validator == validator


@pytest.mark.parametrize(
    ("headers", "start", "total"),
    [
        ({"Content-Length": "10"}, 0, 10),
        ({"Content-Length": "10"}, 5, 15),
        ({"Content-Length": "10", "Content-Range": "bytes 5-14/100"}, 5, 100),
        ({"Content-Length": "10", "Content-Range": "bytes 5-14/*"}, 5, 15),
        ({"Content-Length": "-1"}, 0, None),
        ({}, 0, None),
    ],
)
def test_the_length_of_the_file_is_known(
    headers: dict[str, str], start: int, total: int | None
) -> None:
    assert answer(headers).total(start) == total


def answer(headers: dict[str, str]) -> Answer:
    return Answer(("https://a.org/x",), 200, headers, cast(Any, None), 1.0)


def test_one_module_of_the_loaders_reaches_the_network() -> None:
    folder = Path(loaders.__path__[0])
    reaching = {p.name for p in folder.rglob("*.py") if imported(p) & NETWORK}

    assert reaching == {"http.py"}


def imported(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return names | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


def test_the_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    far, near = "http://mirror.invalid/mondo.json", "http://none.invalid/mondo.json"
    with faulty_server() as proxy:
        proxy.answers[far] = [whole(b"by proxy")]
        monkeypatch.setenv("http_proxy", proxy.address)
        monkeypatch.setenv("no_proxy", "none.invalid")
        client = Client(stall_seconds=5)

        with client.get(far, {}) as answer:
            assert b"".join(answer.chunks()) == b"by proxy"
        with pytest.raises(Interrupted), client.get(near, {}):
            pass
        assert [path for path, _ in proxy.requests] == [far]
