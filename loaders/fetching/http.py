"""The one place of the loaders that reaches the network: HTTP GET, read as it comes."""

import re
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from importlib.metadata import version
from typing import Final
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.exceptions import (
    HTTPError,
    InvalidHeader,
    LocationValueError,
    NewConnectionError,
    SSLError,
    TimeoutError,
)

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_LATER: Final = frozenset({408, 425, 429})
_MOST_HOPS: Final = 10
_CHUNK: Final = 1 << 16
_HEADERS: Final = {
    "User-Agent": f"raregraph/{version('raregraph')}",
    "Accept": "*/*",
    # Lengths, ranges and checksums are those of the file only without a coding.
    "Accept-Encoding": "identity",
}


class Refused(Exception):
    """An answer that would be the same if one asked again."""


class Interrupted(Exception):
    """A failure that may pass; `wait_seconds` is how long the server asks to wait, if it does."""

    def __init__(self, problem: str, wait_seconds: float | None = None) -> None:
        super().__init__(problem)
        self.wait_seconds = wait_seconds


@dataclass(frozen=True)
class Answer:
    """The beginning of an answer; `hops` are the addresses asked, the last of which gave it."""

    hops: tuple[str, ...]
    status: int
    headers: Mapping[str, str]
    _response: urllib3.BaseHTTPResponse
    _stall_seconds: float

    @property
    def length(self) -> int | None:
        """Content-Length; None if it is not said or not a number."""
        text = self.headers.get("Content-Length", "")
        return int(text) if re.fullmatch(r"[0-9]{1,18}", text) else None

    def total(self, start: int) -> int | None:
        """Return how long the file is of which this is the rest from `start` on, if it is said."""
        said = re.search(r"/(\d{1,18})$", self.headers.get("Content-Range", "")) if start else None
        if said:
            return int(said[1])
        return None if self.length is None else start + self.length

    @property
    def measured(self) -> bool:
        """Whether an answer that is broken off can be told from a whole one."""
        return self.length is not None or "chunked" in self.headers.get("Transfer-Encoding", "")

    @property
    def validator(self) -> str:
        """What If-Range may ask for: a strong ETag or date, else "" (RFC 9110, 13.1.5)."""
        tag = self.headers.get("ETag", "")
        if tag.startswith('"'):
            return tag
        changed = self.headers.get("Last-Modified", "")
        try:
            age = parsedate_to_datetime(self.headers["Date"]) - parsedate_to_datetime(changed)
        except (KeyError, ValueError, TypeError):
            return ""
        return "" if tag or age < timedelta(seconds=1) else changed

    def chunks(self) -> Iterator[bytes]:
        """Yield the body as it comes. Raises Interrupted if it stalls or breaks off."""
        with _told(self._stall_seconds):
            while chunk := self._response.read1(_CHUNK, decode_content=False):
                yield chunk

    def refusal(self) -> Refused | Interrupted:
        """Return the error that an unwanted status is."""
        known = {status.value: status.phrase for status in HTTPStatus}
        problem = f"HTTP {self.status} {known.get(self.status, '')}".rstrip()
        if self.status in _LATER or self.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return Interrupted(problem, _retry_after(self.headers.get("Retry-After", "")))
        return Refused(problem)


@dataclass(frozen=True)
class Client:
    """Asks for addresses; gives up on one that sends no byte for `stall_seconds`."""

    stall_seconds: float
    _pools: dict[str, urllib3.PoolManager] = field(default_factory=dict)

    @contextmanager
    def get(self, address: str, headers: Mapping[str, str]) -> Iterator[Answer]:
        """Give the answer that an address leads to, whatever its status.

        Raises Refused and Interrupted.
        """
        hops = [address]
        while True:
            with _told(self.stall_seconds):
                response = self._request(hops[-1], headers)
            try:
                location = response.headers.get("Location")
                if response.status not in _REDIRECTS or location is None:
                    yield Answer(
                        tuple(hops), response.status, response.headers, response, self.stall_seconds
                    )
                    return
            finally:
                response.close()
            hops.append(redirect_target(hops[-1], location))
            if len(hops) > _MOST_HOPS:
                raise Refused(f"redirected more than {_MOST_HOPS - 1} times, at last to {hops[-1]}")

    def _request(self, address: str, headers: Mapping[str, str]) -> urllib3.BaseHTTPResponse:
        return self._pool(address).request(
            "GET",
            address,
            headers={**_HEADERS, **headers},
            redirect=False,
            retries=False,
            preload_content=False,
            timeout=urllib3.Timeout(connect=self.stall_seconds, read=self.stall_seconds),
        )

    def _pool(self, address: str) -> urllib3.PoolManager:
        """Return the pool for an address: behind the proxy that the environment names, if any."""
        parts = urlsplit(address)
        proxy = "" if proxy_bypass(parts.netloc) else getproxies().get(parts.scheme, "")
        if proxy not in self._pools:
            self._pools[proxy] = urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager()
        return self._pools[proxy]


def redirect_target(address: str, location: str) -> str:
    """Return the address that a redirect leads to, RFC 9110, 10.2.2.

    Raises Refused unless it is http or https, and https if it came from there.
    """
    try:
        target = urljoin(address, location)
        parts = urlsplit(target)
    except ValueError as error:
        raise Refused(f"redirected to {location!r}, which is no address") from error
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise Refused(f"redirected to {target}: expected http or https")
    if parts.scheme == "http" and urlsplit(address).scheme == "https":
        raise Refused(f"redirected from https to {target}: expected https")
    return target


@contextmanager
def _told(stall_seconds: float) -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        if isinstance(error, NewConnectionError):  # no answer at all is one of the time-outs here
            raise Interrupted(f"no connection: {error}") from error
        raise Interrupted(f"no answer for {stall_seconds:g} s") from error
    except SSLError as error:
        if error.args and isinstance(error.args[0], ssl.SSLCertVerificationError):
            raise Refused(f"the certificate is not trusted: {error}") from error
        raise Interrupted(f"broken connection: {error}") from error
    except LocationValueError as error:
        raise Refused(str(error)) from error
    except HTTPError as error:
        raise Interrupted(f"broken connection: {error}") from error


def _retry_after(value: str) -> float | None:
    """Return the seconds of a Retry-After, which has seconds or a date; None if it has neither."""
    try:
        return urllib3.Retry().parse_retry_after(value)
    except InvalidHeader:
        return None
