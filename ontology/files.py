"""Where the vocabulary, the shapes and the prefix table are."""

from importlib.resources import files
from importlib.resources.abc import Traversable

_FOLDER = files("ontology")


def vocabulary() -> Traversable:
    """Return the Turtle file of the vocabulary."""
    return _FOLDER / "vocabulary.ttl"


def reused_terms() -> Traversable:
    """Return the Turtle file that lists the terms of other vocabularies that are in use."""
    return _FOLDER / "reused_terms.ttl"


def prefixes() -> Traversable:
    """Return the Turtle file of the prefix table (sh:declare)."""
    return _FOLDER / "prefixes.ttl"


def shapes() -> list[Traversable]:
    """Return the Turtle files of the SHACL shapes, by name."""
    folder = _FOLDER / "shapes"
    found = (file for file in folder.iterdir() if file.name.endswith(".ttl"))
    return sorted(found, key=lambda file: file.name)
