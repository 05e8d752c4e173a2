"""Where the curated facts, the example queries and the check queries are."""

from importlib.resources import files
from importlib.resources.abc import Traversable

_FOLDER = files("graph_data")


class BadRules(ValueError):
    """The shapes or the check queries of the project cannot be used: which, and why."""


def curated() -> list[Traversable]:
    """Return the Turtle files of the curated facts, by name."""
    return _named("curated", ".ttl")


def curated_mappings() -> list[Traversable]:
    """Return the SSSOM files of the curated mappings, by name."""
    return _named("curated", ".sssom.tsv")


def examples() -> list[Traversable]:
    """Return the Turtle files of the example queries, one query a file, by name."""
    return _named("examples", ".ttl")


def checks() -> list[Traversable]:
    """Return the check queries that all data must pass, one defect a file, by name."""
    return _named("checks", ".rq")


def curated_checks() -> list[Traversable]:
    """Return the check queries that what is made by hand must pass besides, by name."""
    return _named("checks/curated", ".rq")


def _named(folder: str, ending: str) -> list[Traversable]:
    found = (file for file in (_FOLDER / folder).iterdir() if file.name.endswith(ending))
    return sorted(found, key=lambda file: file.name)
