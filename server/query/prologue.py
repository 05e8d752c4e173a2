"""The PREFIX and BASE lines of a query, and the IRIs that its tokens stand for."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import urljoin

from server.query.tokens import Token, unescape


class Prologue(NamedTuple):
    """What the beginning of a query declares."""

    prefixes: dict[str, str]
    base: str

    def iri(self, token: Token, known: Mapping[str, str]) -> str:
        """Return the IRI for which an `iri` or `name` token stands.

        A prefix that nobody declared stands for nothing; its name is returned as it is written.
        """
        if token.kind == "iri":
            return urljoin(self.base, unescape(token.text[1:-1]))
        prefix, _, local = token.text.partition(":")
        namespace = self.prefixes.get(prefix, known.get(prefix))
        return token.text if namespace is None else namespace + re.sub(r"\\(.)", r"\1", local)


def prologue(query_tokens: Iterable[Token]) -> Prologue:
    """Return the declarations of a query; each prefix as it was declared last."""
    prefixes: dict[str, str] = {}
    base = ""
    before = keyword = Token("", "", 0)
    for token in query_tokens:
        if token.kind == "iri" and before.text.upper() == "BASE":
            base = unescape(token.text[1:-1])
        if token.kind == "iri" and before.kind == "name" and keyword.text.upper() == "PREFIX":
            prefixes[before.text.partition(":")[0]] = unescape(token.text[1:-1])
        keyword, before = before, token
    return Prologue(prefixes, base)
