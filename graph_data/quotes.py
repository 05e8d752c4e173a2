"""The quotes of a release against the text that they are taken from."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from ontology import terms as rg
from ontology.standard import (
    oa_exact,
    oa_hasSelector,
    oa_hasSource,
    oa_SpecificResource,
    rdf_type,
    schema_WebPage,
)


class UnknownPage(ValueError):
    """No source of the release, or more than one, can be this page."""


@dataclass(frozen=True)
class Quote:
    """Words that claims rest on, and the claims."""

    text: str
    claims: tuple[str, ...]


def source_of_page(store: Store, page: bytes, source: NamedNode | None = None) -> NamedNode:
    """Return the source that the page is: by its SHA-256, or as named, or the only web page.

    Raises UnknownPage if that does not settle it.
    """
    digest = Literal(hashlib.sha256(page).hexdigest())
    pages = sorted(_subjects(store, rdf_type, schema_WebPage), key=str)
    quoted = [p for p in pages if any(True for _ in quotes(store, p))]
    matching = [p for p in pages if _holds(store, p, rg.sha256, digest)]
    if source is None and not matching and len(quoted) != 1:
        names = ", ".join(p.value for p in quoted) or "none"
        raise UnknownPage(
            f"no source has the SHA-256 {digest.value}; expected one of the quoted pages: {names}"
        )
    found = source or (matching or quoted)[0]
    if found not in (*matching, *quoted):
        raise UnknownPage(f"{found.value} is not the source of any quote")
    return found


def is_page_of(store: Store, page: bytes, source: NamedNode) -> bool:
    """Tell whether the page has the SHA-256 that the release tells of the source."""
    return _holds(store, source, rg.sha256, Literal(hashlib.sha256(page).hexdigest()))


def quotes(store: Store, source: NamedNode) -> Iterator[Quote]:
    """Yield each quote from the source, with the claims (or sentences) that rest on it."""
    for evidence in sorted(_subjects(store, oa_hasSource, source), key=str):
        if not _holds(store, evidence, rdf_type, oa_SpecificResource):
            continue
        claims = tuple(sorted(c.value for c in _subjects(store, rg.evidence, evidence)))
        selectors = [
            s for s in _objects(store, evidence, oa_hasSelector) if isinstance(s, NamedNode)
        ]
        for text in sorted(t.value for s in selectors for t in _objects(store, s, oa_exact)):
            yield Quote(text, claims)


def misquotes(store: Store, source: NamedNode, page: str) -> list[Quote]:
    """Return the quotes from the source that are not verbatim in the page's text."""
    return [quote for quote in quotes(store, source) if quote.text not in page]


def _subjects(store: Store, predicate: NamedNode, value: NamedNode | Literal) -> set[NamedNode]:
    found = (q.subject for q in store.quads_for_pattern(None, predicate, value, None))
    return {subject for subject in found if isinstance(subject, NamedNode)}


def _objects(store: Store, subject: NamedNode, predicate: NamedNode) -> set[NamedNode | Literal]:
    found = (q.object for q in store.quads_for_pattern(subject, predicate, None, None))
    return {value for value in found if isinstance(value, NamedNode | Literal)}


def _holds(
    store: Store, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal
) -> bool:
    return any(True for _ in store.quads_for_pattern(subject, predicate, value, None))
