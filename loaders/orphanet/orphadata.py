"""What the XML products of Orphadata have in common: how they are told apart, who made them."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from typing import Final

from pyoxigraph import Quad

from loaders.kind import Header, Kind, Reading
from loaders.loader import SourceError
from loaders.reading.source_file import SourceFile
from loaders.reading.xml_records import root_attributes

LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
CREDIT: Final = "Orphanet / Orphadata (c) INSERM, CC BY 4.0"
HOME: Final = "https://www.orphadata.com/"

PRODUCT1: Final = "orphadata-product1"
PRODUCT3: Final = "orphadata-product3"
PRODUCT4: Final = "orphadata-product4"
PRODUCT6: Final = "orphadata-product6"
PRODUCT7: Final = "orphadata-product7"
PRODUCT9_PREV: Final = "orphadata-product9-prev"
PRODUCT9_AGES: Final = "orphadata-product9-ages"

_FURTHER: Final = 256 << 10
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(rb"<(/?[A-Za-z][\w.-]*)([^<>]*)")
_LANGUAGE = re.compile(rb"""\slang\s*=\s*["']([A-Za-z-]+)["']""")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")

# An element that only one product has.
_DECIDING: Final = {
    b"ClassificationList": PRODUCT3,
    b"HPODisorderSetStatusList": PRODUCT4,
    b"DisorderGeneAssociationList": PRODUCT6,
    b"PrevalenceList": PRODUCT9_PREV,
    b"AverageAgeOfOnsetList": PRODUCT9_AGES,
    b"TypeOfInheritanceList": PRODUCT9_AGES,
    b"DisorderFlagList": PRODUCT1,
    b"SummaryInformationList": PRODUCT1,
    b"DisorderDisabilityRelevanceList": "",
}


@lru_cache(maxsize=64)
def product(file: SourceFile, head: bytes) -> str:
    """Return which kind of file an English product of Orphadata is, "" if it is none of ours.

    The products differ in what a disorder of theirs contains. Where the head, the beginning of
    the file, does not show it, more is read.
    """
    if not re.search(r"\.xml(\.gz)?$", file.path.name, re.IGNORECASE) or b"<" not in head:
        return ""
    found = _product(head)
    if found is None:
        try:
            with file.opened() as stream:
                found = _product(stream.read(_FURTHER))
        except SourceError:
            return ""
    return found or ""


def kind(
    name: str,
    title: str,
    quads: Callable[[Reading], Iterator[Quad]],
    header: Callable[[SourceFile], Header] | None = None,
) -> Kind:
    """Return the kind of file that a product is."""
    return Kind(
        name=name,
        title=title,
        licence=LICENCE,
        credit=CREDIT,
        home=HOME,
        recognises=lambda file, head: product(file, head) == name,
        header=header or dated_header,
        quads=quads,
    )


def dated_header(file: SourceFile) -> Header:
    """Return the date that the root names, as version and issue. Raises SourceError."""
    attributes = root_attributes(file)
    written = attributes.get("date") or attributes.get("ExtractionDate") or ""
    day = date_of(written)
    return Header(version=day, issued=day)


def date_of(written: str) -> str:
    """Return the day, YYYY-MM-DD, that a text such as a time stamp begins with, "" if none.

    >>> date_of("2024-12-03 07:03:37"), date_of("2024-13-03")
    ('2024-12-03', '')
    """
    found = _DATE.match(written.strip())
    try:
        return date.fromisoformat(found[0]).isoformat() if found else ""
    except ValueError:
        return ""


def _product(beginning: bytes) -> str | None:
    """Return the product, None if nothing so far tells."""
    names: set[bytes] = set()
    for tag in _TAG.finditer(_COMMENT.sub(b"", beginning.replace(b"\0", b""))):
        name = tag[1]
        if not names and name != b"JDBOR":
            return ""
        language = _LANGUAGE.search(tag[2])
        if name == b"Name" and language and language[1].lower() != b"en":
            return ""
        if name in _DECIDING:
            return _DECIDING[name]
        if name == b"DisorderDisorderAssociationList" and b"DisorderType" not in names:
            return PRODUCT7
        if name == b"/Disorder" and {b"DisorderType", b"ExternalReferenceList"} <= names:
            return PRODUCT1
        names.add(name)
    return None
