"""Files of bulk sources on disk, and what their loaders make of them."""

import gzip
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from loaders.kind import Kind, Reading
from loaders.reading.source_file import SourceFile
from ontology.base import SOURCE
from ontology.identifiers import IdentifierError, curie

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "sources"
SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="needs the upstream files in ../shared/data"
)


def file_of(path: Path) -> SourceFile:
    """Return a file that is named in messages by its name alone."""
    return SourceFile(path, path.name)


def written(folder: Path, name: str, content: str | bytes) -> SourceFile:
    """Return a file with the content, gzipped if its name ends in .gz."""
    data = content.encode() if isinstance(content, str) else content
    path = folder / name
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return file_of(path)


def reading_of(kind: Kind, file: SourceFile) -> Reading:
    """Return the reading of a file, which the kind must recognise."""
    assert kind.recognises(file, file.head())
    return Reading(file, kind, kind.header(file))


def all_quads(kind: Kind, file: SourceFile) -> list[Quad]:
    """Return the quads of a file."""
    return list(kind.quads(reading_of(kind, file)))


def skips(kind: Kind, file: SourceFile) -> list[tuple[str, str]]:
    """Return the place and the problem of each record of a file that is skipped."""
    reading = reading_of(kind, file)
    for _ in kind.quads(reading):
        pass
    return [(skip.place, skip.problem) for skip in reading.tally.skips]


def said(quads: Iterable[Quad]) -> set[tuple[str, str, str]]:
    """Return what quads say, with CURIEs: ("MONDO:0019954", "skos:exactMatch", "ORPHA:97253")."""
    return {(short(q.subject), short(q.predicate), short(q.object)) for q in quads}


def about(quads: Iterable[Quad], subject: str) -> set[tuple[str, str]]:
    """Return what quads say of a subject, with CURIEs."""
    return {(predicate, value) for one, predicate, value in said(quads) if one == subject}


def records(quads: Iterable[Quad], kind: str) -> list[dict[str, set[str]]]:
    """Return the nodes of a type, such as "rg:PlainClaim", each with its values by property."""
    nodes: dict[str, dict[str, set[str]]] = {}
    for one, predicate, value in said(quads):
        nodes.setdefault(one, {}).setdefault(predicate, set()).add(value)
    return [node for node in nodes.values() if kind in node.get("rdf:type", ())]


def short(term: object) -> str:
    """Return a CURIE if the table has one, the text of a literal with its tag, else the IRI."""
    if not isinstance(term, NamedNode):
        return str(term)
    if term.value.startswith(SOURCE):
        return term.value.removeprefix(SOURCE)
    try:
        return curie(term)
    except IdentifierError:
        return term.value
