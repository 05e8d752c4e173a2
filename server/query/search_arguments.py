"""What stands between the braces of a text search."""

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple, NoReturn

from graph_data.names import WEIGHTS
from graph_data.search import MOST_HITS
from graph_data.search_text import BadSearch, read_search
from ontology import terms
from server.query.tokens import Token, unescape

DEFAULT_LIMIT: Final = 100
EXPECTED: Final = 'triples such as ?hit rg:query "words" ; rg:score ?score'

_CHARACTERS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)

Resolve = Callable[[Token], str | None]


class Misplaced(Exception):
    """What a search cannot have where it stands: its place, and what was expected there."""

    def __init__(self, start: int, detail: str, expected: str, hint: str | None = None) -> None:
        super().__init__(detail)
        self.start, self.detail, self.expected, self.hint = start, detail, expected, hint


class Arguments(NamedTuple):
    """What a search asks for.

    `variables` gives for each field of a hit that is wanted the variable that gets it.
    """

    text: str
    variables: dict[str, str]
    property: str | None = None
    graph: str | None = None
    limit: int = DEFAULT_LIMIT


class _Argument(NamedTuple):
    """A property that a search may have: what it asks for, and which tokens may be its value."""

    field: str
    kinds: frozenset[str]
    expected: str


_VARIABLE = frozenset({"variable"})
_VARIABLE_OR_IRI = frozenset({"variable", "iri", "name"})
_NUMBER = f"a whole number from 1 to {MOST_HITS}"
_ARGUMENTS: Final = {
    terms.query.value: _Argument("text", frozenset({"string"}), 'a text such as "insulinom*"'),
    terms.limit.value: _Argument("limit", frozenset({"number"}), _NUMBER),
    terms.score.value: _Argument("score", _VARIABLE, "a variable"),
    terms.matchedName.value: _Argument("name", _VARIABLE, "a variable"),
    terms.matchedProperty.value: _Argument("property", _VARIABLE_OR_IRI, "a variable or an IRI"),
    terms.inGraph.value: _Argument("graph", _VARIABLE_OR_IRI, "a variable or an IRI"),
}


def read_arguments(inner: Sequence[Token], end: Token, resolve: Resolve) -> Arguments:
    """Return what the tokens between the braces of a search ask for; `end` is its last brace.

    `resolve` gives the IRI of a token, None if it stands for none. Raises Misplaced.
    """
    given: dict[str, str | int] = {}
    variables: dict[str, str] = {}
    for subject, predicate, value in _triples(inner, end):
        _bind_subject(variables, subject)
        argument = _argument(predicate, resolve)
        if argument.field in given or argument.field in variables:
            raise Misplaced(predicate.start, f"{predicate.text} stands here twice", "it once")
        if value.kind not in argument.kinds:
            detail = f"{predicate.text} cannot be {value.text:.40}"
            raise Misplaced(value.start, detail, argument.expected)
        if value.kind == "variable":
            variables[argument.field] = _new_variable(variables, value)
        else:
            given[argument.field] = _VALUES[argument.field](value, resolve)
    if "text" not in given:
        raise Misplaced(end.start, "The search has no rg:query", EXPECTED)
    return Arguments(variables=variables, **given)  # type: ignore[arg-type]


def _triples(inner: Sequence[Token], end: Token) -> Iterator[tuple[Token, Token, Token]]:
    """Yield subject, predicate and object of each triple: `?hit a b ; c d . ?hit e f`."""
    at = 0
    subject: Token | None = None
    while at < len(inner):
        if subject is None:
            subject, at = inner[at], at + 1
        predicate, value, mark = ([*inner[at : at + 3], end, end, end])[:3]
        if end in (predicate, value) or value.text in {";", ".", ","}:
            _refuse(value if value.text in {";", ".", ","} else end)
        yield subject, predicate, value
        if mark is not end and mark.text not in {";", "."}:
            _refuse(mark)
        at += 3
        while at < len(inner) and mark.text == ";" and inner[at].text in {";", "."}:
            mark, at = inner[at], at + 1
        if mark.text == ".":
            subject = None


def _refuse(found: Token) -> NoReturn:
    raise Misplaced(found.start, f"A search cannot have {found.text:.40} here", EXPECTED)


def _bind_subject(variables: dict[str, str], subject: Token) -> None:
    if subject.kind != "variable":
        detail = f"A search cannot have {subject.text:.40} here"
        raise Misplaced(subject.start, detail, f"a variable, as in {EXPECTED}")
    first = variables.setdefault("entity", subject.text[1:])
    if subject.text[1:] != first:
        detail = f"One search finds one thing: {subject.text} is another than ?{first}"
        raise Misplaced(subject.start, detail, f"?{first}")


def _new_variable(variables: dict[str, str], token: Token) -> str:
    name = token.text[1:]
    if name in variables.values():
        raise Misplaced(token.start, f"The search binds {token.text} twice", "another variable")
    return name


def _argument(predicate: Token, resolve: Resolve) -> _Argument:
    iri = resolve(predicate) if predicate.kind in {"iri", "name"} else None
    if iri in _ARGUMENTS:
        return _ARGUMENTS[iri]
    known = {f"rg:{one.removeprefix(terms.NAMESPACE)}": one for one in _ARGUMENTS}
    near = difflib.get_close_matches(predicate.text, known, 1, 0.6)
    raise Misplaced(
        predicate.start,
        f"A search has no {predicate.text:.40}",
        ", ".join(known),
        f"Did you mean {near[0]}?" if near else "FILTER and all else stand outside of its braces.",
    )


def _text(token: Token, _: Resolve) -> str:
    width = 3 if token.text[:3] in {"'''", '"""'} else 1
    text = _ESCAPE.sub(_character, token.text[width:-width])
    try:
        read_search(text)
    except BadSearch as error:
        detail = f"This cannot be searched for: {error}"
        raise Misplaced(
            token.start, detail, 'words, prefixes such as insulin*, "phrases"'
        ) from None
    return text


def _character(escape: re.Match[str]) -> str:
    code = escape[1]
    return unescape(escape[0]) if code[0] in "uU" else _CHARACTERS.get(code, code)


def _limit(token: Token, _: Resolve) -> int:
    if not re.fullmatch("[0-9]{1,9}", token.text) or not 1 <= int(token.text) <= MOST_HITS:
        raise Misplaced(token.start, f"rg:limit cannot be {token.text:.40}", _NUMBER)
    return int(token.text)


def _iri(token: Token, resolve: Resolve) -> str:
    iri = resolve(token)
    if iri is None:
        raise Misplaced(token.start, f"{token.text:.80} stands for no IRI", "a declared prefix")
    return iri


def _property(token: Token, resolve: Resolve) -> str:
    iri = _iri(token, resolve)
    if iri not in WEIGHTS:
        expected = "one of " + ", ".join(f"<{one}>" for one in WEIGHTS)
        raise Misplaced(token.start, f"{token.text:.80} gives no names", expected)
    return iri


_VALUES: Final[dict[str, Callable[[Token, Resolve], str | int]]] = {
    "text": _text,
    "limit": _limit,
    "property": _property,
    "graph": _iri,
}
