"""The claims and mappings of a release, as comparing two releases takes them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Store, Triple

from graph_data.differences import Claims, Said
from graph_data.names import words
from ontology import terms as rg
from ontology.base import SOURCE
from ontology.standard import (
    owl_annotatedProperty,
    owl_annotatedSource,
    owl_annotatedTarget,
    rdf_object,
    rdf_predicate,
    rdf_subject,
    rdf_type,
    sssom_predicate_modifier,
)

# What limits a claim; anything else that is said of it is its evidence or its history.
CONDITIONS: Final = (
    frozenset(
        term.value
        for term in (
            rg.approximate,
            rg.associationType,
            rg.clinicalModifier,
            rg.diagnosticCriterion,
            rg.population,
            rg.prevalenceClass,
            rg.prevalenceQualification,
            rg.quantifierText,
            rg.validationStatus,
        )
    )
    | {
        f"https://w3id.org/biolink/vocab/{name}"
        for name in (
            "frequency_qualifier",
            "has_count",
            "has_percentage",
            "has_total",
            "negated",
            "onset_qualifier",
            "sex_qualifier",
        )
    }
    | {f"https://schema.org/{name}" for name in ("maxValue", "minValue", "unitText", "value")}
)

_KINDS: Final = frozenset(
    kind.value
    for kind in (
        rg.PlainClaim,
        rg.QualifiedClaim,
        rg.QuantifiedClaim,
        rg.UnqualifiedSourceClaim,
        rg.SynonymClaim,
        rg.ExtractedClaim,
    )
)
# A date, a number with points, or the beginning of a checksum ends the name of a source.
_VERSION: Final = re.compile(r"-(?:\d{4}(?:-\d\d){0,2}|\d+(?:\.\d+)+|[0-9a-f]{12})$")


def claims(store: Store) -> Claims:
    """Return what the sources of a release claim, and how: the conditions of each claim of it.

    Several claims may say the same under several conditions, such as a prevalence by two studies.
    """
    conditions = _conditions(store)
    found: dict[Said, set[str]] = defaultdict(set)
    for claim, said in _said(store, rdf_subject, rdf_predicate, rdf_object):
        found[said].add("; ".join(sorted(conditions.get(claim, ()))))
    return {said: frozenset(kinds) for said, kinds in found.items()}


def mappings(store: Store) -> frozenset[Said]:
    """Return which sources of a release map what to what; those that deny a mapping apart."""
    denied = {claim for claim, _ in _pairs(store, sssom_predicate_modifier)}
    ends = (owl_annotatedSource, owl_annotatedProperty, owl_annotatedTarget)
    return frozenset(
        said._replace(predicate=f"not {said.predicate}") if record in denied else said
        for record, said in _said(store, *ends)
    )


def family(source: str) -> str:
    """Return the name of a source without its version.

    >>> family("https://w3id.org/raregraph/source/orphadata-product3-156-2025-06-24")
    'orphadata-product3-156'
    """
    return _VERSION.sub("", source.removeprefix(SOURCE))


def _said(store: Store, *ends: NamedNode) -> Iterator[tuple[str, Said]]:
    subjects, predicates, objects = (dict(_pairs(store, end)) for end in ends)
    for record, source in _pairs(store, rg.assertedBy):
        if record in subjects:
            triple = subjects[record], predicates[record], objects[record]
            yield record, Said(family(source), *triple)


def _conditions(store: Store) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for claim, kind in _pairs(store, rdf_type):
        if kind in _KINDS:
            found[claim].append(_local(kind))
    for term in sorted(CONDITIONS):
        for claim, value in _pairs(store, NamedNode(term)):
            found[claim].append(f"{_local(term)} {value}")
    return found


def _pairs(store: Store, predicate: NamedNode) -> Iterator[tuple[str, str]]:
    """Yield the subjects and objects of a property in the union of the graphs, as texts."""
    for quad in store.quads_for_pattern(None, predicate, None, DefaultGraph()):
        if not isinstance(quad.subject, Triple):
            yield quad.subject.value, _text(quad.object)


def _text(term: NamedNode | BlankNode | Literal | Triple) -> str:
    """Return a term as text; a text in a language by its words, so that spelling is the same."""
    if isinstance(term, Literal) and term.language:
        return " ".join(words(term.value)) or term.value
    return str(term) if isinstance(term, Triple) else term.value


def _local(iri: str) -> str:
    return iri.rpartition("/")[2]
