"""Which condition a page is about, and the IRIs that follow from it."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import Final

from pyoxigraph import NamedNode

from loaders.gard.records import GardPage
from loaders.known_names import KnownNames
from ontology.base import GRAPH, ID, SOURCE

UNDATED: Final = "undated"


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
    the page makes a condition of its own, named by its title.
    """
    edition = page.updated.isoformat() if page.updated else UNDATED
    if page.gard_number:
        return Identity(f"gard-{page.gard_number}", edition, FoundBy.NUMBER)
    if record := known.gard_record(page.title):
        return Identity(record.value.removeprefix(ID), edition, FoundBy.NAME)
    return Identity(f"gard-page-{_slug(page.title)}", edition, FoundBy.TITLE)


def _slug(title: str) -> str:
    ascii_title = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_title.casefold()).strip("-")
    return slug or hashlib.sha256(title.encode()).hexdigest()[:16]
