"""Ontologies in OBO Graphs JSON: what is in the file, read in two passes of bounded memory.

The layout is that of https://github.com/geneontology/obographs. The first pass learns which
entities of other ontologies the edges need and which relations they use; the second yields.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from loaders.kind import Header
from loaders.loader import SourceError
from loaders.reading.json_stream import JsonStream, opened
from loaders.reading.source_file import SourceFile

OBO: Final = "http://purl.obolibrary.org/obo/"
_RELEASE: Final = re.compile(r"/releases/([0-9]{4}-[0-9]{2}-[0-9]{2})/")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_VERSION: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_VERSION_INFO: Final = "http://www.w3.org/2002/07/owl#versionInfo"

# An object of JSON whose members have been looked at only so far as they are used.
Json = dict[str, Any]
# Of a graph of the file: a part's name, where the element stands, the element.
Element = tuple[str, str, Json]


@dataclass
class Needs:
    """What the edges of an ontology's own classes refer to."""

    others: set[str] = field(default_factory=set)
    relations: set[str] = field(default_factory=set)


def recognises(ontology: str) -> Callable[[SourceFile, bytes], bool]:
    """Return the test of a file's head for an ontology's graph: "mondo" for .../mondo.owl.

    Older layouts name the graph last; there the first class tells.
    """
    graph = re.compile(rb'"id"\s*:\s*"' + f"{OBO}{ontology}\\.(owl|json)".encode() + rb'"')
    first = re.compile(
        rb'"nodes"\s*:\s*\[\s*\{[^{}]*"id"\s*:\s*"' + f"{OBO}{ontology.upper()}_".encode()
    )

    def is_its(file: SourceFile, head: bytes) -> bool:
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        if not re.match(rb'\{\s*"graphs"\s*:\s*\[', start):
            return False
        return bool(graph.search(head) or first.search(head))

    return is_its


def header(file: SourceFile) -> Header:
    """Return the release that the file's first graph names, its date. Raises SourceError."""
    for name, _, value in _elements(file, frozenset({"meta"})):
        if name == "meta":
            written = str(value.get("version") or "")
            infos = [
                str(one.get("val") or "")
                for one in objects(value.get("basicPropertyValues"))
                if one.get("pred") == _VERSION_INFO
            ]
            version = next(filter(None, (_dated(text) for text in (written, *infos))), "")
            other = next(filter(_VERSION.fullmatch, infos), "")
            return Header(version or other, issued=version)
    return Header("")


def needs(file: SourceFile, own: str) -> Needs:
    """Return what edges refer to whose subjects are of the namespace `own`. Raises SourceError."""
    result = Needs()
    for _, _, edge in _elements(file, frozenset({"edges"})):
        subject, relation, target = (str(edge.get(key)) for key in ("sub", "pred", "obj"))
        if subject.startswith(own):
            result.relations.add(relation)
            if not target.startswith(own):
                result.others.add(target)
    return result


def elements(file: SourceFile) -> Iterator[Element]:
    """Yield the nodes, edges and axioms of all graphs, in file order. Raises SourceError."""
    yield from _elements(file, None)


def objects(value: object) -> list[Json]:
    """Return the objects of an array, none if it is absent or something else."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def texts(value: object) -> list[str]:
    """Return the texts of an array, none if it is absent or something else."""
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _elements(file: SourceFile, wanted: frozenset[str] | None) -> Iterator[Element]:
    has_graphs = False
    with file.opened() as stream:
        reader = opened(file, stream)
        for name in reader.members():
            if name != "graphs":
                reader.value()
                continue
            has_graphs = True
            for number in reader.elements():
                yield from _graph(reader, f"graphs/{number}", wanted)
        reader.end()
    if not has_graphs:
        raise SourceError(file.name, "end", "expected a member graphs, found none")


def _graph(reader: JsonStream, place: str, wanted: frozenset[str] | None) -> Iterator[Element]:
    if reader.peek() != "{":
        raise reader.error(f"{place}: expected an object, found {reader.peek()!r}")
    for part in reader.members():
        is_wanted = wanted is None or part in wanted
        if reader.peek() != "[":
            value = reader.value()
            if is_wanted and isinstance(value, dict):
                yield part, f"{place}/{part}", value
            continue
        for number in reader.elements():
            value = reader.value()
            if not isinstance(value, dict):
                where = f"{place}/{part}/{number}"
                raise reader.error(f"{where}: expected an object, found {str(value)[:40]!r}")
            if is_wanted:
                yield part, f"{part}/{number}", value


def _dated(text: str) -> str:
    release = _RELEASE.search(text)
    if release:
        return release[1]
    return text if _DATE.fullmatch(text) else ""
