"""What breaks a rule, told so that a curator finds the place."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode, Quad

from ontology.base import NODE

_DERIVED = re.compile(re.escape(NODE) + "[0-9a-f]{16}")
_SHOWN = 300


@dataclass(frozen=True, order=True)
class Violation:
    """One offender: the rule that it breaks, the resource, the rule's message, what was found.

    `of` names what refers to the resource, where the resource has but a derived name.
    """

    rule: str
    focus: str
    message: str
    found: str = ""
    of: tuple[str, ...] = ()

    def __str__(self) -> str:
        shown = self.found if len(self.found) <= _SHOWN else self.found[:_SHOWN] + "…"
        found = f"; found: {shown}" if shown else ""
        of = f" (of {', '.join(self.of)})" if self.of else ""
        return f"{self.rule}: {self.focus}: {self.message}{found}{of}"


def located(violations: Iterable[Violation], quads: Sequence[Quad]) -> list[Violation]:
    """Return the violations, those of derived nodes with the claims that rest on these."""
    listed = list(violations)
    referring: dict[str, set[str]] = defaultdict(set)
    if any(_DERIVED.search(violation.focus) for violation in listed):
        for quad in quads:
            if isinstance(quad.object, NamedNode) and isinstance(quad.subject, NamedNode):
                referring[quad.object.value].add(quad.subject.value)
    return [replace(one, of=_owners(_DERIVED.findall(one.focus), referring)) for one in listed]


def _owners(nodes: list[str], referring: dict[str, set[str]]) -> tuple[str, ...]:
    owners: set[str] = set()
    waiting, seen = list(nodes), set(nodes)
    while waiting:
        new = referring[waiting.pop()] - seen
        seen |= new
        waiting += [iri for iri in new if _DERIVED.fullmatch(iri)]
        owners |= {iri for iri in new if not _DERIVED.fullmatch(iri)}
    return tuple(sorted(owners))
