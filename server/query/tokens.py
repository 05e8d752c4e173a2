"""SPARQL text to tokens: enough of the grammar to tell code from names, strings and comments."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# Every character from U+00A0 on counts as a letter. The grammar leaves some of them out; they
# cannot begin any other token either, so no text with one of them reads differently for it.
# (Written as what is left out: a set of a million characters takes the compiler 60 ms.)
_LETTER = r"[^\x00-@\[-^`{-\x9f]"
_LETTER_DIGIT = r"[^\x00-/:-@\[-^`{-\x9f]"
_IN_NAME = r"[^\x00-,./:-@\[-^`{-\x9f]"
_IN_LOCAL = r"[^\x00-,./;-@\[-^`{-\x9f]"
_ESCAPE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_IN_STRING = r"\\[tbnrf\\\"']|" + _ESCAPE
_LOCAL_ESCAPE = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"

_PATTERNS = {
    "space": r"[ \t\r\n]+",
    "comment": r"\#[^\r\n]*",
    "iri": rf"<(?:[^\x00-\x20<>\"{{}}|^`\\]|{_ESCAPE})*+>",
    "string": (
        rf"'''(?:(?:''?)?(?:[^'\\]|{_IN_STRING}))*+'''"
        rf'|"""(?:(?:""?)?(?:[^"\\]|{_IN_STRING}))*+"""'
    ),
    "unclosed": r"'''|\"\"\"",
    "short_string": (rf"'(?:[^'\\\r\n]|{_IN_STRING})*+'" rf'|"(?:[^"\\\r\n]|{_IN_STRING})*+"'),
    "variable": rf"[?$]{_LETTER_DIGIT}++",
    "blank": rf"_:{_LETTER_DIGIT}(?:\.*{_IN_NAME})*+",
    "name": (
        rf"(?:{_LETTER}(?:\.*{_IN_NAME})*+)?:"
        rf"(?:(?:{_LETTER_DIGIT}|:|{_LOCAL_ESCAPE})(?:\.*(?:{_IN_LOCAL}|{_LOCAL_ESCAPE}))*+)?"
    ),
    "language": r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*+",
    "number": r"[0-9]+\.[eE][+-]?[0-9]+|(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?",
    "word": rf"{_LETTER}{_LETTER_DIGIT}*+",
    "open": r"<<\(|\{\||<<|[({\[]",
    "close": r"\)>>|\|\}|>>|[)}\]]",
    "mark": r"\^\^|&&|\|\||!=|<=|>=|[-+*/|^=<>!.,;?~]",
}
_TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS.items()))
# Where a word is followed by what could go on as a prefix, but no colon comes, no name begins
# before the end of that run: to look again at each of its words would take quadratic time.
_NAMELESS = re.compile(
    "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS.items() if kind != "name")
)
_RUN = re.compile(rf"(?:\.*{_IN_NAME})*+")
_SILENT = frozenset({"space", "comment"})


class Token(NamedTuple):
    """A piece of a query: its kind (a key of the table above), its text and where it starts."""

    kind: str
    text: str
    start: int


class Untokenisable(ValueError):
    """No token of SPARQL begins at `start`."""

    def __init__(self, start: int) -> None:
        super().__init__(f"no token of SPARQL begins at offset {start}")
        self.start = start


def tokens(query: str) -> Iterator[Token]:
    """Return the tokens of a query without spaces and comments.

    Raises Untokenisable where no token begins, for instance at a string that nothing ends.

    >>> [token.text for token in tokens("ASK { ?s ex:p 'a # b' } # c")]
    ['ASK', '{', '?s', 'ex:p', "'a # b'", '}']
    """
    start = nameless_end = 0
    while start < len(query):
        match = (_TOKEN if start >= nameless_end else _NAMELESS).match(query, start)
        if match is None or match.lastgroup == "unclosed":
            raise Untokenisable(start)
        kind = match.lastgroup or ""
        if kind not in _SILENT:
            yield Token(kind.removeprefix("short_"), match.group(), start)
        if kind == "word" and start >= nameless_end:
            nameless_end = _end_of_run(query, start)
        start = match.end()


def _end_of_run(query: str, start: int) -> int:
    match = _RUN.match(query, start)
    return match.end() if match else start


def place(query: str, start: int) -> tuple[int, int]:
    r"""Return line and column, both counted from 1, of a position in a text.

    >>> place("ASK {\n  x }", 8)
    (2, 3)
    """
    before = query[:start]
    return before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1


def offset(query: str, line: int, column: int) -> int:
    r"""Return the position of a line and a column in a text: the inverse of `place`.

    >>> offset("ASK {\n  x }", 2, 3)
    8
    """
    start = 0
    for _ in range(line - 1):
        start = query.find("\n", start) + 1
    return min(start + column - 1, len(query))


def unescape(text: str) -> str:
    r"""Return the text with its \uXXXX and \UXXXXXXXX replaced by the characters they stand for.

    An escape that stands for no character is left as it is.
    """
    return re.sub(_ESCAPE, _character, text)


def _character(match: re.Match[str]) -> str:
    code = int(match.group()[2:], 16)
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else match.group()
