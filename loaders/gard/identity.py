"""Which condition a page is about, and the IRIs that follow from it."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from pyoxigraph import NamedNode

from loaders.gard.records import GardPage
from loaders.known_names import KnownNames
from ontology.base import GRAPH, ID, SOURCE

UNDATED: Final = "undated"
NOT_IN_SLUGS: Final = re.compile(r"[^a-z0-9]+")
LONGEST_SLUG: Final = 60
DIGEST_DIGITS: Final = 8


class FoundBy(Enum):
    """How the condition of a page was told."""

    NUMBER = "GARD number in the page's address"
    NAME = "known name of a GARD record"
    TITLE = "title only: no GARD record with this name is known"


@dataclass(frozen=True)
class Identity:
    """The condition that a page is about, the page as a source, and the graph it makes."""

    key: str
    edition: str
    found_by: FoundBy

    @property
    def entity(self) -> NamedNode:
        """The condition, such as d:gard-0013034."""
        return NamedNode(ID + self.key)

    @property
    def gard_number(self) -> str | None:
        """The condition's GARD number, seven digits; None if it has none."""
        number = self.key.removeprefix("gard-")
        return number if number.isdigit() else None

    @property
    def source(self) -> NamedNode:
        """This edition of the page, such as source:gard-0013034-2018-05-18."""
        return NamedNode(f"{SOURCE}{self.key}-{self.edition}")

    @property
    def graph(self) -> NamedNode:
        """The page's named graph, such as graph:gard/0013034/2018-05-18."""
        return NamedNode(f"{GRAPH}gard/{self.key.removeprefix('gard-')}/{self.edition}")


def identity(page: GardPage, known: KnownNames) -> Identity:
    """Return which condition the page is about and which edition of its page it is.

    The GARD number decides; without one, the one GARD record that bears the title as a name; else
    the page makes a condition of its own, named by its title. The edition is the page's date; where
    other bytes are known of that edition, it has digits of the page's own digest too, so that both
    stand side by side.
    """
    edition = page.updated.isoformat() if page.updated else UNDATED
    key, found_by = _condition(page, known)
    found = Identity(key, edition, found_by)
    if known.has_other_digest(found.source, page.sha256):
        return replace(found, edition=f"{edition}-{page.sha256[:DIGEST_DIGITS]}")
    return found


def _condition(page: GardPage, known: KnownNames) -> tuple[str, FoundBy]:
    if page.gard_number:
        return f"gard-{page.gard_number}", FoundBy.NUMBER
    if record := known.gard_record(page.title):
        return record.value.removeprefix(ID), FoundBy.NAME
    return f"page-{_slug(page.title)}", FoundBy.TITLE


def _slug(title: str) -> str:
    """Return the title in plain letters, with digits of its SHA-256 if it says more than they do.

    "5q- syndrome" and "5q syndrome" are two diseases. Letter case tells none apart.
    """
    said = unicodedata.normalize("NFC", " ".join(title.split()).casefold())
    plain = unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode()
    slug = NOT_IN_SLUGS.sub("-", plain)[:LONGEST_SLUG].strip("-")
    if slug.replace("-", " ") == said:
        return slug
    digest = hashlib.sha256(said.encode()).hexdigest()[:DIGEST_DIGITS]
    return f"{slug}-{digest}".strip("-")
