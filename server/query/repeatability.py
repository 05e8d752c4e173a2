"""Which queries have one answer for as long as their release is served."""

import re
from collections.abc import Sequence

from ontology import terms
from ontology.identifiers import query_prefixes
from server.query.prologue import resolved_iri
from server.query.text_search import MOST_CALLS
from server.query.tokens import Token, Untokenisable, tokens

# The engine reads keywords without a boundary, so `FILTERNOW()` calls NOW: the names are looked
# for anywhere in a word. What is taken for one of them by mistake is only not cached.
_CHANGING = re.compile(r"NOW|RAND|UUID|BNODE|SERVICE", re.IGNORECASE)
_WORDS = frozenset({"word", "name"})
_LONGEST = 50_000  # reading more would cost other requests more time than a second answer


def is_repeatable(query: str) -> bool:
    """Tell whether the query, asked again of the same release, has the same answer.

    Not so where it calls NOW, RAND, UUID, STRUUID, BNODE, or another endpoint by SERVICE; nor
    where the text cannot be read. A word in a string, a comment or an IRI does not count.

    >>> is_repeatable("ASK { ?s ?p 'now' }"), is_repeatable("SELECT (NOW() AS ?t) {}")
    (True, False)
    """
    if re.search(r"\\u", query, re.IGNORECASE):  # an escape may stand for a letter of a keyword
        return False
    if not _CHANGING.search(query):
        return True
    try:
        return len(query) <= _LONGEST and not _changes(query, list(tokens(query)))
    except Untokenisable:
        return False


def _changes(query: str, query_tokens: Sequence[Token]) -> bool:
    places = [place for place, token in enumerate(query_tokens) if _is_changing(token)]
    if len(places) > MOST_CALLS:  # refused anyhow, and each search takes the engine to tell
        return True
    return not all(_is_search(query, query_tokens, place) for place in places)


def _is_changing(token: Token) -> bool:
    if token.kind not in _WORDS:
        return False
    word = token.text.partition(":")[0] if token.kind == "name" else token.text
    return _CHANGING.search(word) is not None


def _is_search(query: str, query_tokens: Sequence[Token], place: int) -> bool:
    """Tell whether SERVICE stands there, with the search that this server answers itself."""
    if query_tokens[place].text.upper() != "SERVICE":
        return False
    following = (one for one in query_tokens[place + 1 :] if one.text.upper() != "SILENT")
    target = next(following, None)
    if target is None or target.kind not in {"iri", "name"}:
        return False
    return resolved_iri(query, query_tokens, target, query_prefixes()) == terms.search.value
