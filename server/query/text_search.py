"""The text searches of a query: found, read, and replaced by the rows that they give."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Final, NamedTuple

from ontology import terms
from server.problems import SearchRefused
from server.query.federation import ambiguous_iri
from server.query.prologue import resolved_iri
from server.query.search_arguments import Arguments, Misplaced, Resolve, read_arguments
from server.query.tokens import Token, Untokenisable, place, tokens, unescape

MOST_CALLS: Final = 10

_SERVICE = re.compile("service", re.IGNORECASE)
_NO_LINE_END = re.compile(r"[^\r\n]")
_ENGINE_PLACE = re.compile(r"error at (\d+):(\d+)")


class SearchCall(NamedTuple):
    """`SERVICE rg:search { ... }`: where it stands in the query, and what it asks for."""

    start: int
    end: int
    arguments: Arguments


class Rewritten(NamedTuple):
    """A query whose searches are replaced: in `text` by VALUES, in `masked` by white space.

    Each place in `masked` is that in the query. `shifts` gives for each search its start and end
    in the query, and the length of its VALUES.
    """

    text: str
    masked: str
    shifts: tuple[tuple[int, int, int], ...] = ()

    def original_message(self, message: str) -> str:
        """Return what the engine says of `text` with its place as one in the query."""

        def corrected(found: re.Match[str]) -> str:
            lines = self.text.split("\n")[: int(found[1]) - 1]
            start = sum(len(line) + 1 for line in lines) + int(found[2]) - 1
            line, column = place(self.masked, self._original(start))
            return f"error at {line}:{column}"

        return _ENGINE_PLACE.sub(corrected, message, count=1)

    def _original(self, start: int) -> int:
        added = 0
        for call_start, call_end, length in self.shifts:
            if start < call_start + added:
                break
            if start < call_start + added + length:
                return call_start
            added += length - (call_end - call_start)
        return start - added


def search_calls(query: str, known_prefixes: Mapping[str, str]) -> list[SearchCall]:
    """Return the searches of a query in their order; none if it cannot be read.

    Raises SearchRefused for one that asks for what there is not, or stands where none can.
    """
    if not _SERVICE.search(query):
        return []
    try:
        query_tokens = list(tokens(query))
    except Untokenisable:
        return []

    resolve = cache(partial(_resolved, query, query_tokens, known_prefixes))
    try:
        calls = list(_calls(query_tokens, lambda token: resolve(token.kind, token.text)))
        if calls:
            _forbid_two_readings(query, query_tokens)
    except Misplaced as error:
        raise _refused(query, error) from error
    return calls


def rewritten(query: str, calls: Sequence[SearchCall], values: Sequence[str]) -> Rewritten:
    """Return the query with each search replaced by its VALUES."""
    text, masked = [], []
    end = 0
    for call, block in zip(calls, values, strict=True):
        between = query[end : call.start]
        text += [between, block]
        masked += [between, _NO_LINE_END.sub(" ", query[call.start : call.end])]
        end = call.end
    shifts = tuple((c.start, c.end, len(block)) for c, block in zip(calls, values, strict=True))
    return Rewritten("".join([*text, query[end:]]), "".join([*masked, query[end:]]), shifts)


def _resolved(
    query: str, query_tokens: Sequence[Token], known: Mapping[str, str], kind: str, text: str
) -> str | None:
    return resolved_iri(query, query_tokens, Token(kind, text, 0), known)


def _refused(query: str, error: Misplaced) -> SearchRefused:
    line, column = place(query, error.start)
    return SearchRefused(
        f"Line {line}, column {column}: {error.detail}.",
        line=line,
        column=column,
        expected=error.expected,
        hint=error.hint,
    )


def _calls(query_tokens: Sequence[Token], resolve: Resolve) -> Iterator[SearchCall]:
    count = 0
    open_brackets: list[str] = []
    for index, token in enumerate(query_tokens):
        if token.kind == "open":
            following = query_tokens[index + 1 : index + 2]
            is_subquery = bool(following) and following[0].text.upper() == "SELECT"
            open_brackets.append("subquery" if is_subquery else token.text)
        elif token.kind == "close" and open_brackets:
            open_brackets.pop()
        elif target := _target(query_tokens, index):
            called = resolve(query_tokens[target]) or ""
            if called != terms.search.value:
                _forbid_misspelt(query_tokens[target], called)
                continue
            if open_brackets[-1:] != ["{"]:
                raise Misplaced(
                    token.start, "A search cannot stand here", "it among the patterns of a group"
                )
            count += 1
            if count > MOST_CALLS:
                detail = f"The query has more than {MOST_CALLS} searches"
                raise Misplaced(token.start, detail, f"at most {MOST_CALLS}")
            yield _call(query_tokens, index, target, resolve)


def _forbid_misspelt(target: Token, called: str) -> None:
    """Return unless a term of ours is called that is no service. Raises Misplaced."""
    if called.startswith(terms.NAMESPACE):
        detail = f"{target.text:.40} is no service"
        raise Misplaced(target.start, detail, f"<{terms.search.value}>", "Did you mean rg:search?")


def _target(query_tokens: Sequence[Token], index: int) -> int | None:
    """Return where the IRI stands that a SERVICE calls; None if there is none."""
    if query_tokens[index].kind != "word" or query_tokens[index].text.upper() != "SERVICE":
        return None
    target = index + 1
    if target < len(query_tokens) and query_tokens[target].text.upper() == "SILENT":
        target += 1
    if target < len(query_tokens) and query_tokens[target].kind in {"iri", "name"}:
        return target
    return None


def _call(query_tokens: Sequence[Token], start: int, target: int, resolve: Resolve) -> SearchCall:
    after = query_tokens[target + 1 :]
    if not after or after[0].text != "{":
        found = after[0] if after else query_tokens[target]
        raise Misplaced(found.start, "The search has no braces", "{ after rg:search")
    for index, token in enumerate(after[1:], 1):
        if token.text == "}":
            arguments = read_arguments(after[1:index], token, resolve)
            return SearchCall(query_tokens[start].start, token.start + 1, arguments)
    raise Misplaced(after[0].start, "The search is never closed", "}")


def _forbid_two_readings(query: str, query_tokens: Sequence[Token]) -> None:
    """Return if the engine reads the query as it is read here. Raises Misplaced."""
    for token in query_tokens:
        if ambiguous_iri(token):
            hint = "Write a space after '<' if it means 'less than', else the IRI in full."
            detail = "'<' may begin an IRI here or mean 'less than'"
            raise Misplaced(token.start, detail, "one that is not both", hint)
    decoded = unescape(query)
    if decoded == query:
        return
    try:
        kinds = [token.kind for token in tokens(decoded)]
    except Untokenisable:
        return
    if kinds != [token.kind for token in query_tokens]:
        detail = "The query reads in another way once its \\u escapes are replaced"
        raise Misplaced(query.lower().index("\\u"), detail, "the characters themselves")
