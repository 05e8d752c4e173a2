"""GARD pages as MedQuAD keeps them: one XML document of questions and answers a condition.

MedQuAD (Ben Abacha and Demner-Fushman, BMC Bioinformatics 2019) has no date, no reference list
and no bullets. Its UMLS identifiers (CUI) are left out: they were found by name for the question's
focus, several to a page, some of them broader than the condition (C0014132, endocrine neoplasm,
for MEN1), so that no mapping relation can be read from them.
"""

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, ParseError
from xml.parsers.expat import ErrorString

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from loaders.gard.records import GardPage, Name, Section, Span, distinct_names
from loaders.gard.sentences import one_spaced, sentences
from loaders.loader import SourceError

LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
ADDRESS: Final = "https://rarediseases.info.nih.gov/gard/<number>/<name>"
GARD_URL: Final = re.compile(
    r"https?://rarediseases\.info\.nih\.gov/gard/0*([1-9][0-9]{0,6})(?:/.*)?"
)


def page(text: str, sha256: str, source: str) -> GardPage:
    """Return the page of a MedQuAD document.

    Raises SourceError if the text is no XML, declares a document type, or is another document.
    """
    root = _root(text, source)
    if root.tag != "Document":
        raise SourceError(source, "root", f"expected a <Document> of MedQuAD, found <{root.tag}>")
    if root.get("source") != "GARD":
        found = root.get("source")
        raise SourceError(source, "<Document>", f'expected source="GARD", found {found!r}')
    title = _text(root.find("Focus"))
    if not title:
        raise SourceError(source, "<Document>", "expected a <Focus> with the condition's name")
    url = root.get("url", "")
    return GardPage(
        title=title,
        sha256=sha256,
        names=distinct_names(list(_names(root)), title),
        sections=tuple(_sections(root, source)),
        gard_number=_gard_number(url, source),
        url=url,
        licence=LICENCE,
    )


def _root(text: str, source: str) -> Element:
    try:
        root: Element = fromstring(text, forbid_dtd=True)
    except DefusedXmlException as error:
        problem = "found a document type declaration, expected none: entities are refused"
        raise SourceError(source, "DOCTYPE", problem) from error
    except ParseError as error:
        line, column = error.position
        found = f"at column {column + 1}: {ErrorString(error.code)}"
        problem = f"expected well-formed XML of MedQuAD, found {found}"
        raise SourceError(source, line, problem) from error
    return root


def _gard_number(url: str, source: str) -> str:
    found = GARD_URL.fullmatch(url)
    if not found:
        raise SourceError(source, "<Document>", f'expected url="{ADDRESS}", found {url!r}')
    return found[1].zfill(7)


def _names(root: Element) -> Iterator[Name]:
    listed = root.findall("FocusAnnotations/Synonyms/Synonym")
    for number, element in enumerate(listed, 1):
        text = "".join(element.itertext())
        words = text.strip()
        start = text.find(words)
        xpath = f"/Document/FocusAnnotations/Synonyms/Synonym[{number}]"
        yield Name(one_spaced(words), words, Span(start, start + len(words), xpath))


def _sections(root: Element, source: str) -> Iterator[Section]:
    position = 0
    for number, pair in enumerate(root.findall("QAPairs/QAPair"), 1):
        question = pair.find("Question")
        heading = _text(question)
        if question is None or not heading:
            raise SourceError(source, f"<QAPair> {number}", "expected a <Question> with its text")
        answer = pair.find("Answer")
        text = "" if answer is None else "".join(answer.itertext())
        if text.strip():
            position += 1
            place = Span(0, len(text), f"/Document/QAPairs/QAPair[{number}]/Answer")
            yield Section(
                heading=heading,
                position=position,
                span=place,
                sentences=tuple(sentences(text, place)),
                category=question.get("qtype"),
            )


def _text(element: Element | None) -> str:
    return "" if element is None else one_spaced("".join(element.itertext()))
