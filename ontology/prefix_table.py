"""The prefix table of prefixes.ttl, read once."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from ontology.files import prefixes
from ontology.standard import SH, SKOS
from ontology.terms import localIdPattern, otherNamespace, spelling, zeroPadTo

_SCHEME = re.compile(r"https?://(www\.)?")


@dataclass(frozen=True)
class Declaration:
    """One prefix: its namespace and, for an identifier space, what its identifiers look like."""

    prefix: str
    namespace: str
    spellings: tuple[str, ...]
    other_namespaces: tuple[str, ...]
    local_id: re.Pattern[str] | None
    example: str
    digits: int

    @property
    def is_identifier_space(self) -> bool:
        """Whether the namespace holds identifiers of an authority, not terms of a vocabulary."""
        return self.local_id is not None


@cache
def declarations() -> tuple[Declaration, ...]:
    """Return every declared prefix, identifier spaces first, each kind by name."""
    values: dict[str, dict[NamedNode, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in parse(prefixes().read_bytes(), RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            values[quad.subject.value][quad.predicate].append(quad.object.value)
    found = [_declaration(value) for value in values.values()]
    return tuple(sorted(found, key=lambda one: (not one.is_identifier_space, one.prefix)))


@cache
def by_spelling() -> dict[str, Declaration]:
    """Return the declarations by every prefix that is written for them, case folded."""
    found = {text.casefold(): one for one in declarations() for text in one.spellings}
    return found | {one.prefix.casefold(): one for one in reversed(declarations())}


@cache
def by_namespace() -> dict[str, Declaration]:
    """Return the declarations by every IRI beginning that is used for them, as `bare` has it."""
    return {
        bare(namespace): one
        for one in reversed(declarations())
        for namespace in (one.namespace, *one.other_namespaces)
    }


@cache
def namespace_lengths() -> tuple[int, ...]:
    """Return the lengths that the keys of `by_namespace` have, longest first."""
    return tuple(sorted({len(namespace) for namespace in by_namespace()}, reverse=True))


def bare(iri: str) -> str:
    """Return an IRI without http://, https:// and www., which sources exchange freely."""
    return _SCHEME.sub("", iri, count=1)


def _declaration(values: dict[NamedNode, list[str]]) -> Declaration:
    pattern, example = values[localIdPattern], values[NamedNode(SKOS + "example")]
    return Declaration(
        prefix=values[NamedNode(SH + "prefix")][0],
        namespace=values[NamedNode(SH + "namespace")][0],
        spellings=tuple(sorted(values[spelling], key=len, reverse=True)),
        other_namespaces=tuple(values[otherNamespace]),
        local_id=re.compile(pattern[0]) if pattern else None,
        example=example[0] if example else "",
        digits=int(values[zeroPadTo][0]) if values[zeroPadTo] else 0,
    )
