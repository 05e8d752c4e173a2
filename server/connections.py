"""Which clients are still connected, as far as the system tells (Linux).

The HTTP server tells the address of a client, not its port, and never that a client has left. The
kernel's table of connections tells which ports of that address are connected to ours: the request
came over one of them. When all of these are gone, so is the client. It is never guessed: while
another connection of the same address stays open, the client is held to be there.
"""

import ipaddress
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

Endpoint = tuple[str, int]  # address of the other end, its port

_TABLES = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
_ESTABLISHED, _LISTENING = 0x01, 0x0A  # include/net/tcp_states.h
_FRESH_SECONDS = 0.2
_READINGS = 3


class ConnectionTable:
    """The clients that are connected to a port of this machine, as seen a moment ago.

    `read` returns None where the system tells nothing of the port.
    """

    def __init__(self, port: int, tables: tuple[Path, ...] = _TABLES) -> None:
        self._port = port
        self._tables = tables
        self._lock = threading.Lock()
        self._seen: frozenset[Endpoint] | None = None
        self._seen_at = -_FRESH_SECONDS

    def read(self) -> frozenset[Endpoint] | None:
        """Return the connected clients; those of the last time if that was just now.

        The kernel goes through all its slots for it, which takes it milliseconds.
        """
        with self._lock:
            now = time.monotonic()
            if now - self._seen_at >= _FRESH_SECONDS:
                self._seen = self._read()
                self._seen_at = now  # what came while it was read may be missing
            return self._seen

    def _read(self) -> frozenset[Endpoint] | None:
        try:
            texts = [table.read_text() for table in self._tables if table.exists()]
        except OSError:
            return None
        rows = [row for text in texts for row in _rows(text) if row[0] == self._port]
        if all(state != _LISTENING for _, _, state in rows):
            return None
        return frozenset(client for _, client, state in rows if state == _ESTABLISHED)


class ClientWatch:
    """Tells whether the client of one request, who is at an address, has left.

    To be asked first when the request is older than what `connected` returns, then now and then.
    The kernel writes its table while that changes, and may skip a line: what has been seen in any
    of the last readings is held to be there.
    """

    def __init__(self, connected: Callable[[], frozenset[Endpoint] | None], address: str) -> None:
        self._connected = connected
        self._address = _plain(address)
        self._readings: deque[frozenset[Endpoint]] = deque(maxlen=_READINGS)
        self._candidates: frozenset[Endpoint] | None = None

    def has_left(self) -> bool:
        """Tell whether every connection that the request may have come over is gone."""
        connected = self._connected()
        if connected is None or not self._address:
            return False
        if not (self._readings and self._readings[-1] is connected):
            self._readings.append(connected)
        if len(self._readings) < _READINGS:
            return False
        found = frozenset(one for one in frozenset().union(*self._readings) if self._is_here(one))
        self._candidates = found if self._candidates is None else self._candidates & found
        return not self._candidates

    def _is_here(self, endpoint: Endpoint) -> bool:
        return endpoint[0] == self._address


def _rows(text: str) -> Iterator[tuple[int, Endpoint, int]]:
    """Yield local port, client and state of each line of /proc/net/tcp or tcp6."""
    for line in text.splitlines()[1:]:
        _, local, remote, state, *_ = line.split()
        address, _, port = remote.partition(":")
        yield int(local.partition(":")[2], 16), (_address(address), int(port, 16)), int(state, 16)


def _address(digits: str) -> str:
    """Return the address that is written as 32-bit words in the order of this machine."""
    words = [int(digits[start : start + 8], 16) for start in range(0, len(digits), 8)]
    packed = struct.pack(f"={len(words)}I", *words)
    return _plain(str(ipaddress.ip_address(packed)))


def _plain(address: str) -> str:
    """Return an address in its one spelling, an IPv4 one without its IPv6 prefix."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return str(mapped or found)
