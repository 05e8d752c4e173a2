"""What raregraph resolve says: tables, records hop by hop, JSON, and remarks in words."""

from collections.abc import Iterator, Sequence
from typing import Any

from pyoxigraph import NamedNode

from graph_data.mapping_records import REPLACED, Record, Step
from graph_data.naming import short
from graph_data.resolution import Crosswalk, Equivalent, targets
from raregraph.columns import lines
from raregraph.terminal import plain

_HEADER = ("identifier", "label", "predicate", "source", "route")
_SPACES = {"MONDO": "classes of Mondo", "ORPHA": "entities of Orphanet", "GARD": "GARD diseases"}


def table_lines(found: Sequence[Equivalent]) -> list[str]:
    """Return a table, one line for each entity, predicate and route, with all its sources."""
    return lines(_HEADER, [_row(one) for one in found])


def long_lines(found: Sequence[Equivalent]) -> Iterator[str]:
    """Yield the entities and below each the records of its route, step by step."""
    for one in found:
        yield plain(f"{short(one.entity)}  {_label(one)}".rstrip())
        for number, step in enumerate(one.route, start=1):
            yield f"  {number}. {short(step.start)} {relation(step)} {short(step.end)}"
            for record in step.records:
                yield plain(f"     {' '.join(_parts(record))}")


def relation(step: Step) -> str:
    """Return the predicate that leads from where the step starts to where it ends."""
    predicate = short(step.predicate)
    if not step.forwards:
        predicate = short(step.inverse) if step.inverse else f"^{predicate}"
    return f"not {predicate}" if step.negated else predicate


def route(one: Equivalent) -> str:
    """Return the entities that lead to an equivalent, the identifier asked for first."""
    return " > ".join(short(step.start) for step in one.route)


def sources(step: Step) -> str:
    """Return the sources that say a step."""
    return ", ".join(short(source) for source in step.sources)


def remarks(crosswalk: Crosswalk, start: NamedNode, found: Sequence[Equivalent]) -> list[str]:
    """Return sentences: what is withdrawn and replaced, and what is matched ambiguously."""
    told = list(_withdrawal(crosswalk, start))
    for one in found:
        if all(step.predicate == REPLACED for step in one.route):
            told += _withdrawal(crosswalk, one.entity)
    for name, entities in sorted(targets(found).items()):
        if len(entities) > 1 and name in _SPACES:
            told.append(
                f"{short(start)} is exactly matched to {len(entities)} {_SPACES[name]} by"
                f" different routes: {', '.join(sorted(short(entity) for entity in entities))}"
            )
    return told


def as_json(
    crosswalk: Crosswalk, start: NamedNode, found: Sequence[Equivalent], told: list[str]
) -> dict[str, Any]:
    """Return what is found as JSON: each equivalent, each step of its route, each record."""
    return {
        "identifier": short(start),
        "iri": start.value,
        "label": crosswalk.label(start),
        "obsolete": crosswalk.withdrawn(start),
        "remarks": told,
        "equivalents": [
            {
                "identifier": short(one.entity),
                "iri": one.entity.value,
                "label": one.label,
                "obsolete": one.obsolete,
                "exact": one.exact,
                "predicate": relation(one.route[-1]),
                "route": [_step(step) for step in one.route],
            }
            for one in found
        ],
    }


def _row(one: Equivalent) -> tuple[str, ...]:
    last = one.route[-1]
    return short(one.entity), _label(one), relation(last), sources(last), route(one)


def _label(one: Equivalent) -> str:
    return f"{one.label} (withdrawn)".strip() if one.obsolete else one.label


def _parts(record: Record) -> Iterator[str]:
    yield short(record.source)
    if record.justification:
        yield short(record.justification)
    if record.iri:
        yield short(record.iri)


def _step(step: Step) -> dict[str, Any]:
    return {
        "from": short(step.start),
        "predicate": short(step.predicate),
        "to": short(step.end),
        "forwards": step.forwards,
        "negated": step.negated,
        "records": [
            {
                "record": record.iri.value if record.iri else None,
                "source": short(record.source),
                "justification": short(record.justification) if record.justification else None,
            }
            for record in step.records
        ],
    }


def _withdrawal(crosswalk: Crosswalk, entity: NamedNode) -> Iterator[str]:
    steps = crosswalk.successors(entity)
    if not crosswalk.withdrawn(entity) and not steps:
        return
    for step in steps:
        verb = "is replaced by" if step.predicate == REPLACED else "is withdrawn; consider"
        name = crosswalk.label(step.end)
        yield f"{short(entity)} {verb} {short(step.end)} {name}".rstrip()
    if not steps:
        yield f"{short(entity)} is withdrawn and has no successor"
