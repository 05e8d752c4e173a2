"""The claims and mappings of a release, as comparing two releases takes them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

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
CLAIM: Final = "claim"
MAPPING: Final = "mapping"
_CLAIM_ENDS: Final = (rdf_subject.value, rdf_predicate.value, rdf_object.value)
_MAPPING_ENDS: Final = tuple(
    end.value for end in (owl_annotatedSource, owl_annotatedProperty, owl_annotatedTarget)
)
_BATCH: Final = 20_000
_TYPE: Final = f"<{rdf_type.value}>".encode()
_WANTED_TYPES: Final = frozenset(f"<{kind}>".encode() for kind in _KINDS)
_WANTED: Final = frozenset(
    f"<{term}>".encode()
    for term in (
        *CONDITIONS,
        *_CLAIM_ENDS,
        *_MAPPING_ENDS,
        rg.assertedBy.value,
        sssom_predicate_modifier.value,
    )
)
# A date or "undated", a number with points, or the beginning of a checksum ends the name.
_VERSION: Final = re.compile(r"-(?:\d{4}(?:-\d\d){0,2}|\d+(?:\.\d+)+|[0-9a-f]{12}|undated)$")


def said_in(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what the sources of a release say, a line for each claim and mapping that they make.

    `lines` are its N-Quads, those of each subject side by side. A line has the kind, CLAIM or
    MAPPING, the terms of a Said, and the conditions, with tabs between them. Several claims may
    say the same under several conditions, such as a prevalence by two studies.
    """
    for _, quads in groupby(_quads(filter(_is_wanted, lines)), key=lambda q: q.subject):
        terms: dict[str, list[str]] = defaultdict(list)
        for quad in quads:
            if (text := _text(quad.object)) not in terms[quad.predicate.value]:
                terms[quad.predicate.value].append(text)
        for source in terms.get(rg.assertedBy.value, ()):
            yield from _line(CLAIM, source, terms, _CLAIM_ENDS)
            yield from _line(MAPPING, source, terms, _MAPPING_ENDS)


def family(source: str) -> str:
    """Return the name of a source without its version.

    >>> family("https://w3id.org/raregraph/source/orphadata-product3-156-2025-06-24")
    'orphadata-product3-156'
    """
    return _VERSION.sub("", source.removeprefix(SOURCE))


def _line(
    kind: str, source: str, terms: Mapping[str, list[str]], ends: Sequence[str]
) -> Iterator[bytes]:
    if all(terms.get(end) for end in ends):
        subject, predicate, target = (terms[end][-1] for end in ends)
        if kind == MAPPING and sssom_predicate_modifier.value in terms:
            predicate = f"not {predicate}"  # one that is denied is another one
        limits = "; ".join(sorted(_conditions(terms))) if kind == CLAIM else ""
        cells = (kind, family(source), subject, predicate, target, limits)
        yield ("\t".join(" ".join(cell.split()) for cell in cells) + "\n").encode()


def _conditions(terms: Mapping[str, list[str]]) -> Iterator[str]:
    yield from (_local(kind) for kind in terms.get(rdf_type.value, ()))
    for term in CONDITIONS & terms.keys():
        yield from (f"{_local(term)} {value}" for value in terms[term])


def _is_wanted(line: bytes) -> bool:
    _, predicate, rest = line.split(b" ", 2)
    if predicate != _TYPE:
        return predicate in _WANTED
    return rest.split(b" ", 1)[0] in _WANTED_TYPES


def _quads(lines: Iterator[bytes]) -> Iterator[Quad]:
    """Yield the quads of lines; the parser is given many at a time, never all."""
    for batch in iter(lambda: b"".join(islice(lines, _BATCH)), b""):
        yield from parse(batch, RdfFormat.N_QUADS, lenient=True)


def _text(term: NamedNode | BlankNode | Literal | Triple) -> str:
    """Return a term as text; a text in a language by its words, so that spelling is the same."""
    if isinstance(term, Literal) and term.language:
        return " ".join(words(term.value)) or term.value
    return str(term) if isinstance(term, Triple) else term.value


def _local(iri: str) -> str:
    return iri.rpartition("/")[2]
