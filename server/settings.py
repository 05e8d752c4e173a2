"""What can be set, in one table: the fields of Settings feed command line, environment and docs.

A setting is given by a flag, else by its environment variable, else by the settings file
(see server.setting_sources), else by its default.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from pathlib import Path
from typing import Any, Self

from server.setting_values import KINDS, endpoints, truth, web_address

ENVIRONMENT_PREFIX = "RAREGRAPH_"
# Whatever is more than these is a slip, and beyond what the system calls of a server take.
_MOST_SECONDS = 1_000_000
_MOST_BYTES = 10**15
_MOST_PROCESSES = 1_000
_MOST_QUEUED = 10_000
_LAST_PORT = 65_535
_MOST_ROWS = 1_000_000
_MOST_PROXIES = 100


class SettingError(ValueError):
    """A setting is missing or has a value that it cannot have."""


def _row(
    parse: Callable[[str], Any],
    explanation: str,
    least: float | None = None,
    most: float | None = None,
) -> dict[str, Any]:
    return {"parse": parse, "help": explanation, "least": least, "most": most}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of a server; RAREGRAPH_PORT in the environment sets `port`, and so on.

    Raises SettingError for a value below the least or above the most that makes sense.
    """

    release: Path = field(metadata=_row(Path, "folder of the release to serve"))
    host: str = field(default="127.0.0.1", metadata=_row(str, "address to listen at"))
    port: int = field(
        default=8000, metadata=_row(int, "port to listen at", least=1, most=_LAST_PORT)
    )
    workers: int = field(
        default=max(4, 2 * (os.cpu_count() or 2)),
        metadata=_row(
            int, "processes that answer queries, each one at a time", least=1, most=_MOST_PROCESSES
        ),
    )
    query_seconds: float = field(
        default=20.0,
        metadata=_row(
            float, "longest time that a query may take, in seconds", least=0.01, most=_MOST_SECONDS
        ),
    )
    short_seconds: float = field(
        default=0.5,
        metadata=_row(
            float,
            "time after which a query gives way if others wait and half of the workers run"
            " older ones, in seconds",
            least=0,
            most=_MOST_SECONDS,
        ),
    )
    worker_memory_bytes: int = field(
        default=1_000_000_000,
        metadata=_row(
            int,
            "memory that a query may take beyond what its process starts with, in bytes",
            least=10_000_000,
            most=_MOST_BYTES,
        ),
    )
    result_bytes: int = field(
        default=100_000_000,
        metadata=_row(int, "longest answer to a query, in bytes", least=1, most=_MOST_BYTES),
    )
    queue_length: int = field(
        default=256,
        metadata=_row(
            int, "queries that may wait while all workers are busy", least=0, most=_MOST_QUEUED
        ),
    )
    request_bytes: int = field(
        default=1_000_000,
        metadata=_row(int, "longest body of a POST request, in bytes", least=1, most=_MOST_BYTES),
    )
    url_bytes: int = field(
        default=65_534,
        metadata=_row(int, "longest address of a request, in bytes", least=100, most=_MOST_BYTES),
    )
    cache_bytes: int = field(
        default=64_000_000,
        metadata=_row(
            int,
            "memory for answers that are given again, in bytes; 0: none",
            least=0,
            most=_MOST_BYTES,
        ),
    )
    html_rows: int = field(
        default=1_000,
        metadata=_row(
            int,
            "rows that the page of an answer shows; other formats have all",
            least=1,
            most=_MOST_ROWS,
        ),
    )
    watch_seconds: float = field(
        default=2.0,
        metadata=_row(
            float,
            "how often to look for a new release, in seconds; 0: never",
            least=0,
            most=_MOST_SECONDS,
        ),
    )
    stop_seconds: float = field(
        default=30.0,
        metadata=_row(
            float,
            "longest time that running queries get at a stop, in seconds",
            least=0,
            most=_MOST_SECONDS,
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
        default=128,
        metadata=_row(
            int,
            "queries that one client may run or have wait at a time; 0: any",
            least=0,
            most=_MOST_QUEUED,
        ),
    )
    client_seconds_per_minute: float = field(
        default=300.0,
        metadata=_row(
            float,
            "seconds of evaluation that one client may use a minute; 0: any",
            least=0,
            most=_MOST_SECONDS,
        ),
    )
    trusted_proxies: int = field(
        default=0,
        metadata=_row(
            int,
            "proxies in front whose X-Forwarded-For is believed; 0: it is not read",
            least=0,
            most=_MOST_PROXIES,
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
            if one.least is not None and not found >= one.least:  # so that NaN is told, too
                raise SettingError(f"{one.name}: expected at least {one.least}, found {found}")
            if one.most is not None and found > one.most:
                raise SettingError(f"{one.name}: expected at most {one.most}, found {found}")

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
    most: float | None

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
        return KINDS[self.parse]

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
        most=one.metadata["most"],
    )
