"""What can be set, in one table: the fields of Settings feed command line, environment and docs.

A setting is given by a flag, else by its environment variable, else by the settings file
(see server.setting_sources), else by its default.
"""

import math
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

ENVIRONMENT_PREFIX = "RAREGRAPH_"
_TRUTH = {"true": True, "yes": True, "on": True, "1": True}
_TRUTH |= {"false": False, "no": False, "off": False, "0": False}


class SettingError(ValueError):
    """A setting is missing or has a value that it cannot have."""


_SAFE_WITHOUT_TLS = frozenset(("http", host) for host in ("localhost", "127.0.0.1", "::1"))
_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9\-._~:/?\[\]@!$&'()*+,;=%]+\Z")


def truth(text: str) -> bool:
    """Return what true, yes, on, 1 or false, no, off, 0 say. Raises ValueError."""
    try:
        return _TRUTH[text.strip().lower()]
    except KeyError:
        raise ValueError(text) from None


def words(text: str) -> tuple[str, ...]:
    """Return the words of a list: white space or commas stand between them."""
    return tuple(text.replace(",", " ").split())


def endpoints(text: str) -> tuple[str, ...]:
    """Return the addresses of a list of endpoints, each as a query has to write it.

    Raises ValueError for one that is not https (http for a loopback host), that holds a password
    or a fragment, or that two readers might take for different addresses.
    """
    found = words(text)
    for address in found:
        url = urlsplit(address)
        is_safe = url.scheme == "https" or (url.scheme, url.hostname) in _SAFE_WITHOUT_TLS
        has_more = url.username is not None or "#" in address or not _PLAIN_ADDRESS.match(address)
        if not is_safe or not url.hostname or has_more or "/." in url.path:
            raise ValueError(address)
    return found


def web_address(text: str) -> str:
    """Return an http or https address of a folder, ending in a slash; "" stays. ValueError."""
    url = urlsplit(text)
    is_folder = url.scheme in {"http", "https"} and url.hostname and not url.query + url.fragment
    if text and (not is_folder or url.username is not None or not _PLAIN_ADDRESS.match(text)):
        raise ValueError(text)
    return text if text.endswith("/") or not text else f"{text}/"


# How an error names what was expected.
_KINDS: dict[Callable[[str], Any], str] = {
    truth: "true or false",
    words: "a list of words",
    web_address: "an http or https address without password, query and fragment",
    endpoints: "https addresses without password, fragment and dot segments",
    int: "int",
    float: "float",
    str: "text",
    Path: "a path",
}


def _row(
    parse: Callable[[str], Any], explanation: str, least: float | None = None
) -> dict[str, Any]:
    return {"parse": parse, "help": explanation, "least": least}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of a server; RAREGRAPH_PORT in the environment sets `port`, and so on.

    Raises SettingError for a value below the least that makes sense.
    """

    release: Path = field(metadata=_row(Path, "folder of the release to serve"))
    host: str = field(default="127.0.0.1", metadata=_row(str, "address to listen at"))
    port: int = field(default=8000, metadata=_row(int, "port to listen at", least=1))
    workers: int = field(
        default=max(2, os.cpu_count() or 2),
        metadata=_row(int, "processes that answer queries, each one at a time", least=1),
    )
    query_seconds: float = field(
        default=20.0,
        metadata=_row(float, "longest time that a query may take, in seconds", least=0.01),
    )
    worker_memory_bytes: int = field(
        default=1_000_000_000,
        metadata=_row(
            int,
            "memory that a query may take beyond what its process starts with, in bytes",
            least=10_000_000,
        ),
    )
    result_bytes: int = field(
        default=100_000_000, metadata=_row(int, "longest answer to a query, in bytes", least=1)
    )
    queue_length: int = field(
        default=32,
        metadata=_row(int, "queries that may wait while all workers are busy", least=0),
    )
    request_bytes: int = field(
        default=1_000_000, metadata=_row(int, "longest body of a POST request, in bytes", least=1)
    )
    url_bytes: int = field(
        default=65_534, metadata=_row(int, "longest address of a request, in bytes", least=100)
    )
    cache_bytes: int = field(
        default=64_000_000,
        metadata=_row(int, "memory for answers that are given again, in bytes; 0: none", least=0),
    )
    html_rows: int = field(
        default=1_000,
        metadata=_row(
            int, "rows that the page of an answer shows; other formats have all", least=1
        ),
    )
    watch_seconds: float = field(
        default=2.0,
        metadata=_row(float, "how often to look for a new release, in seconds; 0: never", least=0),
    )
    stop_seconds: float = field(
        default=30.0,
        metadata=_row(
            float, "longest time that running queries get at a stop, in seconds", least=0
        ),
    )
    metrics: bool = field(
        default=True, metadata=_row(truth, "whether /metrics tells Prometheus how it goes")
    )
    access_log: str = field(
        default="-",
        metadata=_row(str, "file of the access log; -: standard error, off: none is written"),
    )
    log_queries: bool = field(
        default=False, metadata=_row(truth, "whether the access log holds the text of queries")
    )
    log_addresses: bool = field(
        default=False, metadata=_row(truth, "whether the access log holds the clients' addresses")
    )
    service_allow: tuple[str, ...] = field(
        default=(),
        metadata=_row(endpoints, "endpoints that SERVICE may call, as exact https addresses"),
    )

    client_queries: int = field(
        default=16,
        metadata=_row(
            int, "queries that one client may run or have wait at a time; 0: any", least=0
        ),
    )
    client_seconds_per_minute: float = field(
        default=120.0,
        metadata=_row(
            float, "seconds of evaluation that one client may use a minute; 0: any", least=0
        ),
    )
    trusted_proxies: int = field(
        default=0,
        metadata=_row(
            int, "proxies in front whose X-Forwarded-For is believed; 0: it is not read", least=0
        ),
    )

    public_url: str = field(
        default="",
        metadata=_row(
            web_address, "address of / for clients, told in descriptions; empty: as they ask for it"
        ),
    )

    def __post_init__(self) -> None:
        for one in table():
            found = getattr(self, one.name)
            if one.least is not None and not one.least <= found < math.inf:
                raise SettingError(f"{one.name}: expected at least {one.least}, found {found}")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Return the settings that the environment gives, the others at their defaults.

        Raises SettingError, naming the variable.
        """
        given = {one.name: one.value(environment) for one in table() if one.variable in environment}
        missing = [one.variable for one in table() if one.required and one.name not in given]
        if missing:
            raise SettingError(f"{missing[0]}: not set, and there is no default")
        return cls(**given)

    def to_environment(self) -> dict[str, str]:
        """Return the variables from which `from_environment` makes the same settings."""
        return {one.variable: text_of(getattr(self, one.name)) for one in table()}


@dataclass(frozen=True)
class Setting:
    """One row of the table; `default` is None where the setting is required."""

    name: str
    parse: Callable[[str], Any]
    help: str
    default: Any
    required: bool
    least: float | None

    @property
    def variable(self) -> str:
        """Return the environment variable that gives this setting."""
        return ENVIRONMENT_PREFIX + self.name.upper()

    @property
    def flag(self) -> str:
        """Return the option of the command line that gives this setting."""
        return f"--{self.name.replace('_', '-')}"

    @property
    def kind(self) -> str:
        """Return what kind of value is expected, in words."""
        return _KINDS[self.parse]

    def value(self, environment: Mapping[str, str]) -> Any:
        """Return the value that the environment gives. Raises SettingError."""
        text = environment[self.variable]
        try:
            return self.parse(text)
        except ValueError as error:
            raise SettingError(f"{self.variable}: expected {self.kind}, found {text!r}") from error


def text_of(value: Any) -> str:
    """Return a value as text from which it can be parsed."""
    return " ".join(value) if isinstance(value, tuple) else str(value)


def table() -> tuple[Setting, ...]:
    """Return every setting, in the order of the documentation."""
    return tuple(_setting(one) for one in fields(Settings))


def _setting(one: "Field[Any]") -> Setting:
    required = one.default is MISSING
    return Setting(
        name=one.name,
        parse=one.metadata["parse"],
        help=one.metadata["help"],
        default=None if required else one.default,
        required=required,
        least=one.metadata["least"],
    )
