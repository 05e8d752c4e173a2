"""What is certain from the tokens alone, beside the grammar: prefixes that nobody declared."""

import difflib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from server.query.prologue import prologue
from server.query.tokens import Token

# Prefixes in wide use that a release does not declare itself.
_COMMON_PREFIXES = {
    "bd": "http://www.bigdata.com/rdf#",
    "dbo": "http://dbpedia.org/ontology/",
    "dbr": "http://dbpedia.org/resource/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "obo": "http://purl.obolibrary.org/obo/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "p": "http://www.wikidata.org/prop/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "up": "http://purl.uniprot.org/core/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "wikibase": "http://wikiba.se/ontology#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_SCHEMES = frozenset({"http", "https", "ftp", "mailto", "urn"})


class Finding(NamedTuple):
    """A mistake: where it is, what it is, what was expected there, and what may help."""

    start: int
    detail: str
    expected: str
    hint: str | None = None


def unknown_prefix(query_tokens: Sequence[Token], known: Mapping[str, str]) -> Finding | None:
    """Return a finding for the first name whose prefix is neither declared nor known."""
    declared = prologue(query_tokens).prefixes.keys() | known.keys()
    before = Token("", "", 0)
    for token in query_tokens:
        prefix = token.text.partition(":")[0]
        declaring = before.text.upper() == "PREFIX"
        if token.kind == "name" and not declaring and prefix not in declared:
            return Finding(
                token.start,
                f"The prefix '{prefix}:' is not declared",
                "a prefix that is declared, or one of those that need no PREFIX line",
                _prefix_hint(prefix, declared, known),
            )
        before = token
    return None


def _prefix_hint(prefix: str, declared: set[str], known: Mapping[str, str]) -> str:
    if prefix.lower() in _SCHEMES:
        return f"An IRI stands in angle brackets and has no spaces: <{prefix}:...>"
    same = [one for one in declared if one.lower() == prefix.lower()]
    if prefix in _COMMON_PREFIXES and not same:
        return f"Add the line PREFIX {prefix}: <{_COMMON_PREFIXES[prefix]}>"
    near = same or difflib.get_close_matches(prefix, sorted(declared), 3, 0.6)
    if near:
        lines = [f"PREFIX {prefix}: <{known[one]}>" for one in near if one in known][:1]
        also = f" Or add the line {lines[0]}" if same and lines else ""
        return "Did you mean " + " or ".join(f"{one}:" for one in near) + "?" + also
    return f"Add a line PREFIX {prefix}: <...> before the query."
