"""Which endpoints a query may call by SERVICE: those of the setting, by default none."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from server.problems import ServiceRefused, SyntaxProblem
from server.query.prologue import resolved_iri
from server.query.tokens import Token, Untokenisable, place, tokens, unescape

_CERTAIN_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")
_READ_AS_CODE = re.compile("service|['#]", re.IGNORECASE)
_SERVICE = re.compile("service", re.IGNORECASE)
_END = Token("", "", 0)


class _Call(NamedTuple):
    """A SERVICE in a query: the token with the word, and the one that names the endpoint."""

    keyword: Token
    target: Token


def forbid_service(
    query: str, allowed: Collection[str] = (), known_prefixes: Mapping[str, str] | None = None
) -> bool:
    r"""Tell whether the text calls endpoints by SERVICE, all of them allowed in every reading.

    The engine sees keywords without a word boundary (`SERVICEex:a`, `trueSERVICE`), so the word is
    refused wherever it is not surely inside a string, a comment, an IRI, a variable, the part of a
    name after its colon, or a keyword of its own with the IRI of an allowed endpoint behind it.
    Texts that hold \u escapes are read with and without them.
    Raises ServiceRefused, or SyntaxProblem for a text with the word that cannot be read for sure.
    """
    decoded = unescape(query)
    if not _SERVICE.search(decoded):
        return False
    known = known_prefixes or {}
    calls = _forbid_in(query, allowed, known)
    if decoded != query and _readable(decoded):
        calls = _forbid_in(decoded, allowed, known) or calls
    return calls


def ambiguous_iri(token: Token) -> bool:
    """Tell whether `<...>` may as well be an operator and code after it that matters.

    After '<' as an operator no expression begins with `scheme://`.
    """
    return (
        token.kind == "iri"
        and not _CERTAIN_IRI.match(token.text)
        and bool(_READ_AS_CODE.search(token.text))
    )


def _readable(text: str) -> bool:
    try:
        return bool(list(tokens(text)))
    except Untokenisable:
        return False


def _forbid_in(text: str, allowed: Collection[str], known: Mapping[str, str]) -> bool:
    text_tokens = list(_tokens(text))
    calls = list(_calls(text, text_tokens))
    for call in calls:
        _forbid_target(text, text_tokens, call, allowed, known)
    return bool(calls)


def _tokens(text: str) -> Iterator[Token]:
    try:
        yield from tokens(text)
    except Untokenisable as error:
        line, column = place(text, error.start)
        raise SyntaxProblem(
            f"Line {line}, column {column}: this cannot be read, and the query has the word"
            " SERVICE.",
            line=line,
            column=column,
            expected="a string that ends, an IRI, a name, a keyword or an operator",
        ) from error


def _calls(text: str, text_tokens: Sequence[Token]) -> Iterator[_Call]:
    for index, token in enumerate(text_tokens):
        if ambiguous_iri(token):
            line, column = place(text, token.start)
            raise SyntaxProblem(
                f"Line {line}, column {column}: '<' may begin an IRI here or mean 'less than'.",
                line=line,
                column=column,
                hint="Write a space after '<' if it means 'less than', else the IRI in full.",
            )
        if _in_code(token):
            following = [*text_tokens[index + 1 : index + 3], _END, _END]
            is_silent = following[0].text.upper() == "SILENT"
            yield _Call(token, following[1 if is_silent else 0])


def _in_code(token: Token) -> bool:
    code = {"word": token.text, "name": token.text.partition(":")[0]}.get(token.kind, "")
    return bool(_SERVICE.search(code))


def _forbid_target(
    text: str,
    text_tokens: Sequence[Token],
    call: _Call,
    allowed: Collection[str],
    known: Mapping[str, str],
) -> None:
    """Return if the endpoint of a call is surely an allowed one. Raises ServiceRefused."""
    if not allowed:
        raise _refused(text, call, "this endpoint calls no other endpoints", allowed)
    if call.keyword.text.upper() != "SERVICE":
        raise _refused(text, call, f"'{call.keyword.text}' holds the word SERVICE", allowed)
    if call.target.kind not in {"iri", "name"}:
        named = f"'{call.target.text}'" if call.target.text else "nothing"
        raise _refused(text, call, f"SERVICE needs the IRI of an endpoint, found {named}", allowed)
    target = resolved_iri(text, text_tokens, call.target, known)
    if target is None:
        raise _refused(text, call, f"{call.target.text} stands for no IRI", allowed)
    if target not in allowed:
        raise _refused(text, call, f"the endpoint <{target}> is not called from here", allowed)


def _refused(text: str, call: _Call, reason: str, allowed: Collection[str]) -> ServiceRefused:
    line, column = place(text, call.keyword.start)
    return ServiceRefused(
        f"Line {line}, column {column}: {reason}.",
        line=line,
        column=column,
        expected=[f"SERVICE <{endpoint}>" for endpoint in allowed] or None,
        hint="Ask the other endpoint yourself and give its answer as VALUES.",
    )
