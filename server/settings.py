"""What can be set, in one table: the fields of Settings feed command line, environment and docs."""

import math
import os
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from pathlib import Path
from typing import Any, Self

ENVIRONMENT_PREFIX = "RAREGRAPH_"


class SettingError(ValueError):
    """A setting is missing or has a value that it cannot have."""


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
        return {one.variable: str(getattr(self, one.name)) for one in table()}


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

    def value(self, environment: Mapping[str, str]) -> Any:
        """Return the value that the environment gives. Raises SettingError."""
        text = environment[self.variable]
        try:
            return self.parse(text)
        except ValueError as error:
            kind = self.parse.__name__
            raise SettingError(f"{self.variable}: expected {kind}, found {text!r}") from error


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
