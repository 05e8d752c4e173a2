"""What changed between two releases: claims and mappings, by what they say and not by their names.

A claim is the same one in both if the same source, in whichever version, says the same of the
same: subject, predicate, object. How the claim is limited is its condition. Labels, quotes,
references, places in files and the IRIs of claims do not count, since they change with every
version of a source that says nothing new.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Final, NamedTuple


class Change(StrEnum):
    """What happened to a claim or a mapping."""

    CLAIM_ADDED = "claim added"
    CLAIM_WITHDRAWN = "claim withdrawn"
    CONDITION_CHANGED = "condition changed"
    MAPPING_ADDED = "mapping added"
    MAPPING_WITHDRAWN = "mapping withdrawn"
    MAPPING_MOVED = "mapping moved"
    RELATION_CHANGED = "relation changed"


class Said(NamedTuple):
    """Who says it, in whichever version, and what: a claim's or a mapping's three terms."""

    source: str
    subject: str
    predicate: str
    object: str


class Difference(NamedTuple):
    """One change: what was said before and after, None where nothing was, and its conditions.

    `gone` and `come` are the conditions that only one of both releases has.
    """

    change: Change
    before: Said | None
    after: Said | None
    gone: str = ""
    come: str = ""


# How what is said is limited, once for each claim that says it; none if it is not said.
Conditions = frozenset[bytes]
_Key = tuple[str, ...]


def claim_change(said: Said, before: Conditions, after: Conditions) -> Difference:
    """Return what became of a claim of which two releases do not say the same."""
    if not before:
        return Difference(Change.CLAIM_ADDED, None, said, "", _listed(after))
    if not after:
        return Difference(Change.CLAIM_WITHDRAWN, said, None, _listed(before), "")
    gone, come = _listed(before - after), _listed(after - before)
    return Difference(Change.CONDITION_CHANGED, said, said, gone, come)


def mapping_differences(gone: frozenset[Said], come: frozenset[Said]) -> Iterator[Difference]:
    """Yield the changes of mappings that only one release has, in order; a move is one change.

    It moved if a source ties, by the same predicate, the same target to another subject or the
    same subject to another target, in the same space of identifiers, and it is clear which one
    became which: one went, one came. It has another relation if only the predicate is another.
    """
    for change, key in _MOVES:
        pairs = _pairs(gone, come, key)
        gone -= {before for before, _ in pairs}
        come -= {after for _, after in pairs}
        yield from (Difference(change, before, after) for before, after in pairs)
    yield from (Difference(Change.MAPPING_WITHDRAWN, said, None) for said in sorted(gone))
    yield from (Difference(Change.MAPPING_ADDED, None, said) for said in sorted(come))


def about(found: Iterable[Difference], entities: frozenset[str]) -> Iterator[Difference]:
    """Yield the differences whose subject or object, before or after, is one of the entities."""
    for one in found:
        sides = [side for side in (one.before, one.after) if side is not None]
        if any({side.subject, side.object} & entities for side in sides):
            yield one


def _same_ends(said: Said) -> _Key:
    return said.source, said.subject, said.object


def _same_target(said: Said) -> _Key:
    return said.source, said.predicate, said.object, _space(said.subject)


def _same_subject(said: Said) -> _Key:
    return said.source, said.predicate, said.subject, _space(said.object)


_MOVES: Final = (
    (Change.RELATION_CHANGED, _same_ends),
    (Change.MAPPING_MOVED, _same_target),
    (Change.MAPPING_MOVED, _same_subject),
)


def _pairs(
    gone: frozenset[Said], come: frozenset[Said], key: Callable[[Said], _Key]
) -> list[tuple[Said, Said]]:
    left, right = _by(gone, key), _by(come, key)
    lone = [one for one in sorted(left.keys() & right.keys()) if len(left[one]) == 1]
    return [(left[one][0], right[one][0]) for one in lone if len(right[one]) == 1]


def _by(mappings: frozenset[Said], key: Callable[[Said], _Key]) -> dict[_Key, list[Said]]:
    found: dict[_Key, list[Said]] = defaultdict(list)
    for said in mappings:
        found[key(said)].append(said)
    return found


def _space(iri: str) -> str:
    """Return what the identifiers of one space have in common: all but digits at the end."""
    return iri.rstrip("0123456789.")


def _listed(conditions: Conditions) -> str:
    return " | ".join(one.decode() for one in sorted(conditions))
