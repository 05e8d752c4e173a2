"""Which SERVICE a query may call: none."""

import re
from collections.abc import Iterator

from server.problems import ServiceRefused, SyntaxProblem
from server.query.tokens import Token, Untokenisable, place, tokens, unescape

_CERTAIN_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")
_READ_AS_CODE = re.compile("service|['#]", re.IGNORECASE)
_SERVICE = re.compile("service", re.IGNORECASE)


def forbid_service(query: str) -> None:
    r"""Return nothing if no reading of the text calls another endpoint.

    The engine sees keywords without a word boundary (`SERVICEex:a`, `trueSERVICE`), so the word is
    refused wherever it is not surely inside a string, a comment, an IRI, a variable, or the part
    of a name after its colon. Texts that hold \u escapes are read with and without them.
    Raises ServiceRefused, or SyntaxProblem for a text with the word that cannot be read for sure.
    """
    if not _SERVICE.search(unescape(query)):
        return
    _forbid_in(query, query)
    decoded = unescape(query)
    if decoded != query and _SERVICE.search(decoded) and _readable(decoded):
        _forbid_in(decoded, query)


def _readable(text: str) -> bool:
    try:
        return bool(list(tokens(text)))
    except Untokenisable:
        return False


def _forbid_in(text: str, query: str) -> None:
    for token in _tokens(text):
        line, column = place(text, token.start)
        if token.kind == "iri" and _ambiguous(token.text):
            raise SyntaxProblem(
                f"Line {line}, column {column}: '<' may begin an IRI here or mean 'less than'.",
                line=line,
                column=column,
                hint="Write a space after '<' if it means 'less than', else the IRI in full.",
            )
        if _in_code(token):
            raise ServiceRefused(
                f"Line {line}, column {column}: this endpoint calls no other endpoints.",
                line=line,
                column=column,
                hint="Ask the other endpoint yourself and give its answer as VALUES.",
            )


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


def _ambiguous(iri: str) -> bool:
    """Tell whether `<...>` may as well be an operator and code after it that matters here.

    After '<' as an operator no expression begins with `scheme://`.
    """
    return not _CERTAIN_IRI.match(iri) and bool(_READ_AS_CODE.search(iri))


def _in_code(token: Token) -> bool:
    code = {"word": token.text, "name": token.text.partition(":")[0]}.get(token.kind, "")
    return bool(_SERVICE.search(code))
