"""What counts as a name, and the words by which it is found."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from ontology.standard import DCTERMS, OIO, RDF, RDFS, SCHEMA, SKOS, XSD

_DC: Final = "http://purl.org/dc/elements/1.1/"
_FOAF: Final = "http://xmlns.com/foaf/0.1/"
_OBO: Final = "http://purl.obolibrary.org/obo/"

LABEL, EXACT, NEAR, RELATED = 1.0, 0.9, 0.7, 0.6

# Each property that gives a name, and how good a name it gives: the weight of a hit.
WEIGHTS: Final[dict[str, float]] = {
    SKOS + "prefLabel": LABEL,
    RDFS + "label": LABEL,
    DCTERMS + "title": LABEL,
    _DC + "title": LABEL,
    SCHEMA + "name": LABEL,
    _FOAF + "name": LABEL,
    OIO + "hasExactSynonym": EXACT,
    _OBO + "IAO_0000118": EXACT,
    SKOS + "altLabel": EXACT,
    SCHEMA + "alternateName": EXACT,
    OIO + "hasNarrowSynonym": NEAR,
    OIO + "hasBroadSynonym": NEAR,
    OIO + "hasRelatedSynonym": RELATED,
    SKOS + "hiddenLabel": RELATED,
}

# Longer texts under these properties are no names.
NAME_LENGTH: Final = 1_000
_TEXTS = frozenset({XSD + "string", RDF + "langString", RDF + "dirLangString"})

_GREEK = {
    chr(code): unicodedata.name(chr(code)).rsplit(" ", 1)[-1].lower()
    for code in range(0x3B1, 0x3CA)
} | {"ς": "sigma", "λ": "lambda"}
_LONE_GREEK = re.compile(r"(?<![\u0370-\u03ff])[\u03b1-\u03c9](?![\u0370-\u03ff])")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u02b9\u2032\u00b4`", "'"))
_POSSESSIVE = re.compile(r"(?<=\w)'s\b")
_WORD = re.compile(r"[^\W_]+")


class Name(NamedTuple):
    """A name of an entity, as one graph ("" for the default graph) gives it.

    `language` is "" for a text without one; a direction follows it as in "ar--rtl".
    """

    entity: str
    name: str
    language: str
    property: str
    graph: str


def names(quads: Iterable[Quad]) -> Iterator[Name]:
    """Yield the names among the quads, in their order: texts, and of what has an IRI."""
    for quad in quads:
        text, entity = quad.object, quad.subject
        if (
            quad.predicate.value in WEIGHTS
            and isinstance(entity, NamedNode)
            and isinstance(text, Literal)
            and text.datatype.value in _TEXTS
            and len(text.value) <= NAME_LENGTH
        ):
            graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
            yield Name(entity.value, text.value, _language(text), quad.predicate.value, graph)


def words(text: str) -> list[str]:
    """Return the words of a text in the form in which they are compared.

    Letter case, accents and a possessive 's do not count; a Greek letter that stands alone is
    spelt out; all that is neither letter nor digit parts words.

    >>> words("Ménière\u2019s disease, 21-hydroxylase, TGF-β1")
    ['meniere', 'disease', '21', 'hydroxylase', 'tgf', 'beta1']
    """
    plain = _POSSESSIVE.sub("", text.translate(_APOSTROPHES).casefold())
    decomposed = unicodedata.normalize("NFKD", plain)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return _WORD.findall(_LONE_GREEK.sub(lambda letter: _GREEK[letter.group()], bare))


def _language(text: Literal) -> str:
    direction = f"--{text.direction.value}" if text.direction else ""
    return f"{text.language or ''}{direction}"
