import pytest

from server.query.tokens import Untokenisable, place, tokens, unescape

KINDS = [
    ("SELECT", "word"),
    ("?é1", "variable"),
    ("$x", "variable"),
    ("ex:a", "name"),
    (":", "name"),
    ("ex:a.b-c%20d\\-e:f", "name"),
    ("é:ü", "name"),
    ("_:b.1", "blank"),
    ("<http://e/a>", "iri"),
    ("<http://e/\\u00e9>", "iri"),
    ("'a \\' # <b>'", "string"),
    ('"a"', "string"),
    ("''", "string"),
    ("'''a\n'b''c'''", "string"),
    ('"""a\\"b"""', "string"),
    ("@en-GB", "language"),
    ("1.5e-3", "number"),
    ("{", "open"),
    ("<<(", "open"),
    (")>>", "close"),
    ("^^", "mark"),
    ("<=", "mark"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_a_token_has_its_kind(text: str, kind: str) -> None:
    assert [(token.text, token.kind) for token in tokens(text)] == [(text, kind)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("?a<?b", ["?a", "<", "?b"]),
        ("ex:a.", ["ex:a", "."]),
        ("1.", ["1", "."]),
        ("1.e5.e5", ["1.e5", ".", "e5"]),
        ("ex:p?/^ex:q*", ["ex:p", "?", "/", "^", "ex:q", "*"]),
        ("a#b\nc #'\rd", ["a", "c", "d"]),
        ("'''a''''b'", ["'''a'''", "'b'"]),
        ("<<?s ?p <http://o>>>", ["<<", "?s", "?p", "<http://o>", ">>"]),
    ],
)
def test_tokens_end_where_the_grammar_ends_them(text: str, expected: list[str]) -> None:
    assert [token.text for token in tokens(text)] == expected


@pytest.mark.parametrize(
    ("text", "start"),
    [("ASK { 'a }", 6), ("'''a''", 0), ('x """', 2), ("'a\n'", 0), ("a \\u0041", 2), ("'\\x'", 0)],
)
def test_what_is_no_token_is_told_with_its_place(text: str, start: int) -> None:
    with pytest.raises(Untokenisable) as refused:
        list(tokens(text))

    assert refused.value.start == start


def test_places_count_from_one() -> None:
    assert [place("a\nbc", start) for start in (0, 1, 2, 3)] == [(1, 1), (1, 2), (2, 1), (2, 2)]


def test_escapes_of_no_character_stay() -> None:
    assert unescape("\\u0041\\U0001F600\\uD800\\UFFFFFFFF") == "A😀\\uD800\\UFFFFFFFF"
