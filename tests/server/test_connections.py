"""Whether a client has left, told from the kernel's table of connections."""

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from server import connections
from server.connections import ClientWatch, ConnectionTable, Endpoint
from tests.server.processes import wait_until

HOST, OTHER = "192.0.2.1", "192.0.2.2"
ELSEWHERE: Endpoint = (OTHER, 9)
NONE = {ELSEWHERE}
HERE, NEW = {ELSEWHERE, (HOST, 1)}, {ELSEWHERE, (HOST, 2)}
BOTH = HERE | NEW
HEADER = "  sl  local_address rem_address   st tx_queue\n"
little_endian = pytest.mark.skipif(sys.byteorder != "little", reason="the table is written so")


def table(tmp_path: Path, *rows: str) -> ConnectionTable:
    file = tmp_path / "tcp"
    file.write_text(HEADER + "".join(f"   0: {row} 00000000:00000000\n" for row in rows))
    return ConnectionTable(8000, (file, tmp_path / "tcp6"))


def watch(*seen: set[Endpoint] | None, address: str = HOST) -> ClientWatch:
    moments: Iterator[frozenset[Endpoint] | None]
    moments = iter([None if one is None else frozenset({*one, ELSEWHERE}) for one in seen])
    return ClientWatch(lambda: next(moments), address)


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        pytest.param([HERE, HERE, HERE, HERE], "----", id="it stays"),
        pytest.param([HERE, NONE, NONE, NONE], "---x", id="it leaves"),
        pytest.param([NONE, NONE, NONE], "--x", id="it left before it was looked for"),
        pytest.param([NONE, HERE, HERE], "---", id="one reading skips it"),
        pytest.param([HERE, NONE, NONE, HERE], "----", id="two readings skip it"),
        pytest.param([HERE, HERE, HERE, NEW, NEW, NEW], "-----x", id="another comes and it leaves"),
        pytest.param([BOTH, BOTH, BOTH, HERE, HERE, HERE], "------", id="it may be the other"),
        pytest.param([BOTH, NONE, NONE, NONE], "---x", id="both leave"),
    ],
)
def test_a_client_has_left_when_no_reading_shows_what_may_be_its_connection(
    seen: list[set[Endpoint]], expected: str
) -> None:
    client = watch(*seen)

    assert "".join("-x"[client.has_left()] for _ in seen) == expected


def test_a_reading_that_comes_twice_counts_once() -> None:
    reading: frozenset[Endpoint] = frozenset()
    client = ClientWatch(lambda: reading, HOST)

    assert not any(client.has_left() for _ in range(10))


def test_nobody_has_left_where_the_system_tells_nothing() -> None:
    client = watch(None, None)

    assert [client.has_left() for _ in range(2)] == [False, False]
    client = watch(*[set[Endpoint]()] * 5, address="")
    assert not any(client.has_left() for _ in range(5))


def test_an_address_is_the_same_in_every_spelling() -> None:
    client = watch(*[{(HOST, 1)}] * 5, address=f"::ffff:{HOST}")

    assert not any(client.has_left() for _ in range(5))


@little_endian
def test_the_table_holds_the_established_connections_of_the_port(tmp_path: Path) -> None:
    found = table(
        tmp_path,
        "00000000:1F40 00000000:0000 0A",  # our port listens
        "0100007F:1F40 010200C0:C001 01",  # established
        "0100007F:1F40 010200C0:C002 08",  # the client has closed its side
        "0100007F:1F40 010200C0:C003 06",  # gone, and kept in mind for a while
        "0100007F:1F41 010200C0:C004 01",  # another port of ours
        "0100007F:C001 0100007F:1F40 01",  # the other end of a connection
    ).read()

    assert found == frozenset({(HOST, 0xC001)})


@little_endian
def test_ipv6_is_read_too_and_ipv4_within_it(tmp_path: Path) -> None:
    found = table(
        tmp_path,
        f"{'0' * 32}:1F40 {'0' * 32}:0000 0A",
        f"{'0' * 32}:1F40 B80D0120000000000000000001000000:C001 01",
        f"{'0' * 32}:1F40 0000000000000000FFFF0000010200C0:C002 01",
    ).read()

    assert found == frozenset({("2001:db8::1", 0xC001), (HOST, 0xC002)})


def test_a_port_that_the_table_does_not_know_tells_nothing(tmp_path: Path) -> None:
    assert table(tmp_path).read() is None
    assert ConnectionTable(8000, (tmp_path,)).read() is None


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc/net/tcp")
def test_a_real_client_that_leaves_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_FRESH_SECONDS", 0)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            client = ClientWatch(ConnectionTable(port).read, "127.0.0.1")
            if ConnectionTable(port).read() is None:
                pytest.skip("this system does not show its connections")

            assert not any(client.has_left() for _ in range(5))

        wait_until(client.has_left)
