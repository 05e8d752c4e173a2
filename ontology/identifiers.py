"""Every spelling of an identifier becomes one IRI and one CURIE; what is not known is refused.

The table is prefixes.ttl. Longest-prefix search is done here in a few lines: a CURIE library
would be imported for it alone, at 0.3 s for every process that names an identifier.
"""

import difflib
import re
from collections.abc import Iterable

from pyoxigraph import NamedNode

from ontology.prefix_table import (
    Declaration,
    bare,
    by_namespace,
    by_spelling,
    declarations,
    namespace_lengths,
)

# What follows these addresses is a CURIE, with ":", "/" or (OBO) "_" after the prefix.
_RESOLVER = re.compile(
    r"(?:identifiers\.org|bioregistry\.io(?:/reference)?|purl\.obolibrary\.org/obo)/"
)
# SNOMED CT in UMLS data: SNOMEDCT_US_2025_09_01
_RELEASE_DATE = re.compile(r"_[0-9]{4}_[0-9]{2}_[0-9]{2}$")
_TERM = re.compile(r"[^\s<>\"{}|^`\\]+")


class IdentifierError(ValueError):
    """A text is no identifier: what was found, and what was expected instead.

    IdentifierError
      UnknownPrefix   nothing in the prefix table begins like it
      BadIdentifier   its prefix is known, but what follows is no identifier of that space
    """

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(f"{found!r} is no known identifier: expected {expected}")
        self.found = found
        self.expected = expected


class UnknownPrefix(IdentifierError):
    """No prefix and no namespace of the table fits; the message names the nearest ones."""


class BadIdentifier(IdentifierError):
    """The prefix is known, the identifier after it has not the form that the space demands."""


def iri(prefix: str, local_id: str) -> NamedNode:
    """Return the IRI of an identifier of a space, whichever spelling of its prefix is given.

    Raises UnknownPrefix or BadIdentifier.

    >>> iri("Orphanet", "558").value
    'http://www.orpha.net/ORDO/Orphanet_558'
    """
    return parse(f"{prefix}:{local_id}")


def parse(text: str) -> NamedNode:
    """Return the IRI of an identifier in any spelling: CURIE, MONDO_0019954, IRI or <IRI>.

    Raises UnknownPrefix or BadIdentifier.

    >>> parse("GARD:13034").value
    'https://w3id.org/raregraph/id/gard-0013034'
    """
    declaration, local_id = _located(text)
    try:
        return NamedNode(declaration.namespace + local_id)
    except ValueError as error:
        raise BadIdentifier(text, _form(declaration)) from error


def curie(node: NamedNode) -> str:
    """Return the canonical CURIE of an IRI, also of one that the table knows as another's spelling.

    Raises UnknownPrefix or BadIdentifier.

    >>> curie(NamedNode("https://identifiers.org/orphanet:97253"))
    'ORPHA:97253'
    """
    declaration, local_id = _in_namespace(node.value, node.value)
    return f"{declaration.prefix}:{local_id}"


def query_prefixes() -> dict[str, str]:
    """Return the namespace of every declared prefix: what a query may use."""
    return {one.prefix: one.namespace for one in declarations()}


def output_prefixes() -> dict[str, str]:
    """Return one prefix for each namespace, that of `curie`: what Turtle and pages write."""
    return {one.prefix: one.namespace for one in dict.fromkeys(by_namespace().values())}


def _located(text: str) -> tuple[Declaration, str]:
    trimmed = text.strip().removeprefix("<").removesuffix(">").strip()
    if "://" in trimmed:
        return _in_namespace(trimmed, text)
    return _in_space(*_split(trimmed), text)


def _split(written: str) -> tuple[str, str]:
    """Split PREFIX:ID or PREFIX_ID after its prefix; the prefix is empty if neither fits."""
    prefix, colon, local_id = written.partition(":")
    if not colon:
        prefix, _, local_id = written.rpartition("_")
    return prefix, local_id


def _in_namespace(written_iri: str, text: str) -> tuple[Declaration, str]:
    """Find the longest namespace that begins the IRI, else read a resolver's path as a CURIE."""
    address = bare(written_iri)
    known = by_namespace()
    for length in namespace_lengths():
        if declaration := known.get(address[:length]):
            is_page = address[:length] != bare(declaration.namespace)
            return declaration, _canonical(declaration, address[length:], text, is_page)
    resolver = _RESOLVER.match(address)
    if resolver is None:
        beginning = re.sub("[^/#_:]*$", "", address)
        raise UnknownPrefix(text, f"a known namespace, {_nearest(beginning, known, 0.8)}")
    path = address[resolver.end() :]
    return _in_space(*_split(re.sub("[:/]", ":", path, count=1)), text)


def _in_space(prefix: str, local_id: str, text: str) -> tuple[Declaration, str]:
    """Find the space of a prefix; its IRI decides, as OMIM:PS131100 belongs to another space."""
    if not prefix:
        raise UnknownPrefix(text, "PREFIX:ID, PREFIX_ID or an IRI")
    known = by_spelling()
    declaration = known.get(_RELEASE_DATE.sub("", prefix).casefold())
    if declaration is None:
        raise UnknownPrefix(text, f"a known prefix, {_nearest(prefix.casefold(), known, 0.6)}")
    return _in_namespace(declaration.namespace + local_id, text)


def _canonical(declaration: Declaration, local_id: str, text: str, is_page: bool) -> str:
    if declaration.local_id is None:
        if _TERM.fullmatch(local_id):
            return local_id
        raise BadIdentifier(text, _form(declaration))
    for candidate in _candidates(declaration, local_id, is_page):
        padded = candidate.zfill(declaration.digits)
        if declaration.digits and not padded.strip("0"):
            continue  # nothing, filled up with zeros, is no number
        if declaration.local_id.fullmatch(padded):
            return padded
    raise BadIdentifier(text, _form(declaration))


def _candidates(declaration: Declaration, local_id: str, is_page: bool) -> Iterable[str]:
    """Yield the identifier as written, then without a repeated prefix, as in HGNC:HGNC:7010.

    The address of a page may end in the record's name: .../diseases/13034/pancreatic-tumor.
    """
    yield local_id
    yield local_id.partition("/")[0] if is_page else local_id.removesuffix("/")
    for spelling in (declaration.prefix, *declaration.spellings):
        if local_id.casefold().startswith(spelling.casefold()):
            yield local_id[len(spelling) :].lstrip(":_")


def _form(declaration: Declaration) -> str:
    if declaration.local_id is None:
        return f"{declaration.prefix}: and a name without spaces, quotes or brackets"
    pattern, example = declaration.local_id.pattern, declaration.example
    return f"{declaration.prefix}: and {pattern}, as in {declaration.prefix}:{example}"


def _nearest(text: str, known: dict[str, Declaration], cutoff: float) -> str:
    near = difflib.get_close_matches(text, known, n=3, cutoff=cutoff)
    names = dict.fromkeys(known[name].prefix for name in near)
    return f"perhaps of {' or '.join(names)}" if names else "such as that of MONDO, ORPHA or GARD"
