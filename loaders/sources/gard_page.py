"""GARD pages, in the text layout or as MedQuAD XML, to quads: one named graph a page.

A page's text is not republished: each part has its place in the source and at most 25 words of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import Quad

from graph_data.source_graph import SourceGraph
from loaders.gard import medquad
from loaders.gard.claims import mention_quads, name_quads
from loaders.gard.condition import condition_quads, source_quads
from loaders.gard.identity import FoundBy, identity
from loaders.gard.mentions import mentions
from loaders.gard.parts import section_quads, unresolved
from loaders.gard.raw import LIMIT_BYTES, page_text
from loaders.gard.records import (
    GardPage,
    Name,
    Reference,
    Resource,
    Section,
    Sentence,
    sha256_of,
)
from loaders.gard.reference_list import reference_iris, reference_quads
from loaders.gard.text import page as text_layout_page
from loaders.known_names import KnownNames
from loaders.loader import SourceError

__all__ = [
    "GardPage",
    "Name",
    "PageCounts",
    "Reference",
    "Resource",
    "Section",
    "Sentence",
    "counts",
    "describe",
    "page_graph",
    "read",
    "read_page",
]


@dataclass(frozen=True)
class PageCounts:
    """What a page yielded, and how its condition was told."""

    title: str
    condition: str
    found_by: FoundBy
    names: int
    sections: int
    resources: int
    references: int
    footnote_links: int
    unresolved: int
    mentions: int


def read(file: BinaryIO, source: str) -> GardPage:
    """Return the page that the file holds, in either layout; `source` names it in errors.

    Raises SourceError if it is no GARD page.
    """
    content = file.read(LIMIT_BYTES + 1)
    text = page_text(content, source)
    read_layout = medquad.page if text.lstrip().startswith("<") else text_layout_page
    return read_layout(text, sha256_of(content), source)


def describe(page: GardPage, known: KnownNames, retrieved_on: date | None = None) -> Iterator[Quad]:
    """Yield the page's quads, all in its own graph, each once.

    `retrieved_on` is the day on which we took the page, as the user tells it.
    """
    yield from dict.fromkeys(_described(page, known, retrieved_on))


def _described(page: GardPage, known: KnownNames, retrieved_on: date | None) -> Iterator[Quad]:
    about = identity(page, known)
    references = reference_iris(about, page)
    yield from source_quads(about, page, retrieved_on)
    yield from condition_quads(about, page, known)
    yield from name_quads(about, page, known)
    for section in page.sections:
        yield from section_quads(about, section, references)
    for reference in page.references:
        yield from reference_quads(about, references[reference.number], reference)
    for mention in mentions(page, about.entity, known):
        yield from mention_quads(about, mention)


def read_page(path: Path) -> GardPage:
    """Return the page in the file at `path`, which is read once.

    Raises SourceError if the file cannot be read or is no GARD page.
    """
    try:
        with path.open("rb") as file:
            return read(file, str(path))
    except OSError as error:
        raise SourceError(str(path), "file", f"expected a file, found: {error.strerror}") from error


def page_graph(page: GardPage, known: KnownNames, retrieved_on: date | None = None) -> SourceGraph:
    """Return the named graph that a page makes."""
    about = identity(page, known)
    return SourceGraph(
        iri=about.graph,
        title=f"{page.title} (GARD page)",
        licence=page.licence,
        version=about.edition,
        sha256=page.sha256,
        quads=partial(describe, page, known, retrieved_on),
    )


def counts(page: GardPage, known: KnownNames) -> PageCounts:
    """Return how much of each kind the page yields."""
    about = identity(page, known)
    references = reference_iris(about, page)
    sentences = [sentence for section in page.sections for sentence in section.sentences]
    notes = [note for sentence in sentences for note in sentence.footnotes]
    return PageCounts(
        title=page.title,
        condition=about.key,
        found_by=about.found_by,
        names=len(page.names),
        sections=len(page.sections),
        resources=sum(len(section.resources) for section in page.sections),
        references=len(page.references),
        footnote_links=sum(note in references for note in notes),
        unresolved=sum(len(unresolved(sentence, references)) for sentence in sentences),
        mentions=sum(1 for _ in mentions(page, about.entity, known)),
    )
