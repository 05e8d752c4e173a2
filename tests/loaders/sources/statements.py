"""What a bulk loader makes of a fixture, asked by claim."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from loaders.kind import Kind, Reading
from loaders.reading.source_file import SourceFile
from ontology import identifiers
from ontology.base import CLAIM, SOURCE
from ontology.identifiers import IdentifierError
from ontology.standard import rdf_type
from tests.loaders.bulk import FIXTURES, file_of, reading_of


def short(value: object) -> str:
    """Return a term as a CURIE or a text: rg:onset, HP:0003581, "Adult"."""
    if isinstance(value, NamedNode):
        return _curie(value)
    return value.value if isinstance(value, Literal) else str(value)


@lru_cache(maxsize=1 << 12)
def _curie(node: NamedNode) -> str:
    # Too many, and beyond the table of prefixes.
    if node.value.startswith(SOURCE):
        return "source:" + node.value.removeprefix(SOURCE)
    if node.value.startswith(CLAIM):
        return "claim:" + node.value.removeprefix(CLAIM)
    try:
        return identifiers.curie(node)
    except IdentifierError:
        return node.value


@dataclass
class Loaded:
    """The quads of a file, by subject; every quad is in the file's graph."""

    reading: Reading
    quads: list[Quad]
    about: dict[str, dict[str, set[str]]] = field(init=False)

    def __post_init__(self) -> None:
        self.about = defaultdict(lambda: defaultdict(set))
        for quad in self.quads:
            assert quad.graph_name == self.reading.graph
            self.about[short(quad.subject)][short(quad.predicate)].add(short(quad.object))

    def says(self, subject: str, predicate: str) -> set[str]:
        """Return the objects of a subject and a predicate."""
        return self.about[subject][predicate]

    def claims(self, subject: str, predicate: str, value: str) -> list[dict[str, set[str]]]:
        """Return what is said of each claim of this triple."""
        asked = {"rdf:subject": {subject}, "rdf:predicate": {predicate}, "rdf:object": {value}}
        return [
            one for one in self.about.values() if all(one.get(k) == v for k, v in asked.items())
        ]

    def claim(self, subject: str, predicate: str, value: str) -> dict[str, set[str]]:
        """Return what is said of the one claim of this triple."""
        (found,) = self.claims(subject, predicate, value)
        return found

    def kind(self, subject: str, predicate: str, value: str) -> str:
        """Return the kind of the one claim of this triple."""
        return kind_of(self.claim(subject, predicate, value))

    def skips(self) -> list[tuple[str, str]]:
        """Return place and problem of what was not taken."""
        return [(skip.place, skip.problem) for skip in self.reading.tally.skips]


def kind_of(claim: dict[str, set[str]]) -> str:
    """Return the kind of a claim."""
    (kind,) = (one for one in claim["rdf:type"] if one.startswith("rg:"))
    return kind.removeprefix("rg:")


def loaded(kind: Kind, file: SourceFile) -> Loaded:
    """Return what the loader makes of a file."""
    reading = reading_of(kind, file)
    return Loaded(reading, list(kind.quads(reading)))


def fixture(name: str) -> SourceFile:
    """Return a file of tests/fixtures/sources."""
    return file_of(FIXTURES / name)


def kinds_of_claims(quads: Iterable[Quad]) -> dict[str, int]:
    """Return how many claims of each kind there are."""
    kinds: dict[str, str] = {}
    for quad in quads:
        kind = short(quad.object) if quad.predicate == rdf_type else ""
        if kind.endswith("Claim"):
            assert kinds.setdefault(str(quad.subject), kind) == kind
    return dict(Counter(kinds.values()))
