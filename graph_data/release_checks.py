"""Validation of a release that is in its store, of any size."""

from collections.abc import Collection, Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from graph_data.files import BadRules, checks, curated_checks
from graph_data.sampling import sampled_subjects, with_context
from graph_data.validation import shape_violations, store_violations, unknown_identifiers
from graph_data.violation import Violation, located
from ontology.files import shapes


def release_violations(
    store: Store, lines: Path, bulk: Collection[NamedNode], prefixes: dict[str, str]
) -> list[Violation]:
    """Return what breaks a shape or a check, sorted; empty if the release is valid.

    The default graph of the store is the union of its named graphs; `lines` are the canonical
    N-Quads of these. The check queries see everything. What is not in the graphs of `bulk` is
    validated whole, with the checks for what is made by hand, too; of the rest the shapes see a
    sample. Raises BadRules if there is nothing to validate with, or a check is no SELECT query.
    """
    return sorted([*check_faults(store, prefixes), *shape_faults(store, lines, bulk, prefixes)])


def check_faults(store: Store, prefixes: dict[str, str]) -> list[Violation]:
    """Return what breaks a check query that everything must pass. Raises BadRules."""
    if not checks():
        raise BadRules("no check queries: expected those that the package ships")
    return sorted(set(store_violations(store, checks(), prefixes)))


def shape_faults(
    store: Store, lines: Path, bulk: Collection[NamedNode], prefixes: dict[str, str]
) -> list[Violation]:
    """Return what breaks a shape, or a check for what is made by hand. Raises BadRules."""
    if not shapes():
        raise BadRules("no shapes: expected those that the package ships")
    own = list(_quads_without(lines, bulk))
    found = set(_shape_violations(store, lines, own)) | set(unknown_identifiers(own))
    return sorted(located(found | set(_curated_violations(own, prefixes)), own))


def _curated_violations(own: list[Quad], prefixes: dict[str, str]) -> Iterator[Violation]:
    store = Store()
    store.extend(own)
    store.extend(Quad(q.subject, q.predicate, q.object) for q in own)
    yield from store_violations(store, curated_checks(), prefixes)


def _shape_violations(store: Store, lines: Path, own: list[Quad]) -> Iterator[Violation]:
    """Yield what breaks a shape among our own quads and a sample of all.

    Of what these refer to the shapes see the types alone, so that they cannot judge it.
    """
    with lines.open("rb") as file:
        subjects = dict.fromkeys(sampled_subjects(file))
    subjects |= dict.fromkeys(q.subject for q in own if isinstance(q.subject, NamedNode))
    judged = {subject.value for subject in subjects}
    for found in shape_violations([*own, *with_context(store, subjects)], shapes()):
        if found.focus in judged:
            yield found


def _quads_without(lines: Path, graphs: Collection[NamedNode]) -> Iterator[Quad]:
    endings = tuple(f" {graph} .\n".encode() for graph in graphs)
    with lines.open("rb") as file:
        kept = b"".join(line for line in file if not line.endswith(endings))
    yield from parse(kept, RdfFormat.N_QUADS, lenient=True)
