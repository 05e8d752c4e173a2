"""Validation of a release of any size: checks over all of it, shapes over a sample of each form."""

from collections.abc import Iterable

from pyoxigraph import Store

from graph_data.files import checks
from graph_data.sampling import sampled_subjects, with_context
from graph_data.validation import shape_violations, store_violations, unknown_identifiers
from graph_data.violation import Violation, located
from ontology.files import shapes


def bulk_violations(
    store: Store, lines: Iterable[bytes], prefixes: dict[str, str]
) -> list[Violation]:
    """Return what breaks a check in a store, or a shape in a sample of it, sorted.

    `lines` are the store's canonical N-Quads. The default graph is the union of the named ones.
    """
    subjects = list(sampled_subjects(lines))
    sample = list(with_context(store, subjects))
    focus = {subject.value for subject in subjects}
    found = {one for one in shape_violations(sample, shapes()) if one.focus in focus}
    found |= set(unknown_identifiers(sample)) | set(store_violations(store, checks(), prefixes))
    return sorted(located(found, sample))
