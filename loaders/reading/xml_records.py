"""Records of large XML files, one at a time, in memory that does not grow with the file."""

from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element, ParseError, XMLParser, iterparse

from pyoxigraph import NamedNode

from graph_data.tally import Tally
from loaders.kind import entity
from loaders.loader import SourceError
from loaders.reading.metered_stream import MeteredStream
from loaders.reading.source_file import SourceFile
from loaders.reading.xml_guard import as_source_error, checked_root, encoding_beside_declaration

RECORD_BYTES: Final = 4 << 20
TEXT_CHARACTERS: Final = 1_000_000
_DEPTH: Final = 200
_ELEMENTS: Final = 200_000


class Step(NamedTuple):
    """An element that begins (`is_end` false, still without content) or is complete.

    `parent` is the element around it, None for the root.
    """

    is_end: bool
    element: Element
    parent: Element | None


def root_attributes(file: SourceFile) -> dict[str, str]:
    """Return the attributes of the file's root element. Raises SourceError."""
    with file.opened() as stream:
        return checked_root(file, stream, encoding_beside_declaration(file)).attrib


def records(
    file: SourceFile, tag: str, parent: str, tally: Tally | None = None
) -> Iterator[tuple[int, Element]]:
    """Yield the elements `tag` in an element `parent`, each with its number from 1, in file order.

    Use each before the next is asked for: it is emptied then. What else is in the file is passed
    over. Told to the tally: an encoding declared wrongly, a `count` of the parent that is not
    that of its records (extracts keep the original's).

    Raises SourceError for XML that is broken, dangerous or not bounded, or without `parent`.
    """
    number = before = 0
    has_parent = False
    for is_end, element, around in walk(file, frozenset({(parent, tag)}), tally):
        if element.tag == parent:
            has_parent, before = True, number if not is_end else before
            count = element.get("count")
            if is_end and count not in (None, str(number - before)) and tally is not None:
                tally.pass_over(f"{parent}: count attribute is not the number of its records")
        elif is_end and element.tag == tag and around is not None and around.tag == parent:
            number += 1
            yield number, element
    if not has_parent:
        raise SourceError(file.name, "end", f"expected an element {parent}, found none")


def walk(
    file: SourceFile, whole: frozenset[tuple[str, str]], tally: Tally | None = None
) -> Iterator[Step]:
    """Yield the beginnings and ends of the elements of a file, in its order.

    Elements named in `whole`, as (name of the parent, name), come with all that is in them and
    only at their end. After its end an element is emptied and taken out of its parent.
    Raises SourceError.
    """
    encoding = encoding_beside_declaration(file)
    if encoding and tally is not None:
        tally.pass_over("encoding declared ISO-8859-1, read as UTF-8")
    with file.opened() as stream:
        checked_root(file, stream, encoding)
    with file.opened() as stream:
        meter = MeteredStream(file.name, stream, RECORD_BYTES)
        try:
            events = iterparse(meter, ("start", "end"), XMLParser(encoding=encoding))
            yield from _steps(meter, events, whole)
        except SourceError:
            raise
        except (ParseError, LookupError, ValueError) as error:
            raise as_source_error(file, error) from error


def text(element: Element, path: str) -> str:
    """Return the text of the element at a path, without spaces around it; "" if there is none."""
    return (element.findtext(path) or "").strip()


def name_of(element: Element, path: str) -> str:
    """Return the name in <X id=".."><Name lang="en">..</Name></X>, "" if X is empty or absent."""
    return text(element, f"{path}/Name")


def orpha_code(element: Element) -> str:
    """Return the ORPHAcode of a disorder as written, "" if it has none."""
    return text(element, "OrphaCode") or text(element, "OrphaNumber")


def orpha(element: Element) -> NamedNode:
    """Return the IRI of a disorder. Raises IdentifierError if its ORPHAcode is absent or none."""
    return entity("ORPHA", orpha_code(element))


def _steps(
    meter: MeteredStream, events: Iterator[tuple[str, Element]], whole: frozenset[tuple[str, str]]
) -> Iterator[Step]:
    opened: list[Element] = []
    inside = elements = 0
    for event, element in events:
        if event == "start":
            parent = opened[-1] if opened else None
            opened.append(element)
            elements += 1
            if len(opened) > _DEPTH or elements > _ELEMENTS:
                limits = f"at most {_DEPTH} elements in each other, {_ELEMENTS:,} in a record"
                raise meter.error(f"expected {limits}, found more")
            if inside:
                continue
            if parent is not None and (parent.tag, element.tag) in whole:
                inside = len(opened)
            else:
                yield Step(False, element, parent)
        else:
            opened.pop()
            if inside and len(opened) >= inside:
                continue
            parent = opened[-1] if opened else None
            _refuse_long_texts(meter, element)
            yield Step(True, element, parent)
            inside = elements = 0
            meter.mark()
            element.clear()
            if parent is not None:
                parent.remove(element)


def _refuse_long_texts(meter: MeteredStream, element: Element) -> None:
    """Look into elements only where enough was read that a text of theirs can be too long."""
    if meter.since_mark > TEXT_CHARACTERS and any(
        len(one.text or "") > TEXT_CHARACTERS or len(one.tail or "") > TEXT_CHARACTERS
        for one in element.iter()
    ):
        raise meter.error(f"expected texts below {TEXT_CHARACTERS:,} characters, found a longer")
