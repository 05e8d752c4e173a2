"""The small files in the layouts of Orphanet, and what is asked of their quads."""

from collections import Counter
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from loaders.kind import Kind, Reading, entity
from loaders.reading.source_file import SourceFile
from tests.loaders import bulk
from tests.loaders.bulk import reading_of

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "sources" / "orphanet"


def orpha(code: int) -> NamedNode:
    """Return the IRI of an ORPHAcode."""
    return entity("ORPHA", str(code))


def english(words: str) -> Literal:
    """Return a text in English."""
    return Literal(words, language="en")


def fixture(name: str) -> SourceFile:
    """Return one of the small files."""
    return SourceFile(FIXTURES / name, name)


def changed(folder: Path, name: str, *changes: tuple[str, str]) -> SourceFile:
    """Return a copy of a small file in which texts that it has are replaced."""
    content = (FIXTURES / name).read_bytes().decode("latin-1")
    for old, new in changes:
        assert old in content
        content = content.replace(old, new)
    return bulk.written(folder, name, content.encode("latin-1"))


def loaded(kind: Kind, file: SourceFile) -> tuple[Reading, list[Quad]]:
    """Return the reading of a file after all its quads were made, and the quads."""
    reading = reading_of(kind, file)
    return reading, list(kind.quads(reading))


def objects(quads: list[Quad], subject: NamedNode, predicate: NamedNode) -> list[object]:
    """Return what a subject has of a predicate, in order, each once."""
    found = (q.object for q in quads if (q.subject, q.predicate) == (subject, predicate))
    return list(dict.fromkeys(found))


def pairs(quads: list[Quad], predicate: NamedNode) -> set[tuple[object, object]]:
    """Return the subjects and objects of a predicate."""
    return {(q.subject, q.object) for q in quads if q.predicate == predicate}


def skips(reading: Reading) -> list[tuple[str, str]]:
    """Return where something was skipped and why."""
    return [(one.place, one.problem) for one in reading.tally.skips]


def counted(kind: Kind, file: SourceFile) -> tuple[Reading, Counter[NamedNode]]:
    """Return the reading of a large file, and how many quads it has of each predicate."""
    reading = reading_of(kind, file)
    return reading, Counter(quad.predicate for quad in kind.quads(reading))
