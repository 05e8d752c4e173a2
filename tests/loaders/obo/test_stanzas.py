"""OBO files are read stanza by stanza."""

from pathlib import Path

import pytest

from loaders.loader import SourceError
from loaders.obo.stanzas import LINE_BYTES, Tag, stanzas, unescaped
from tests.loaders import bulk


def test_stanzas_have_their_kind_and_line(tmp_path: Path) -> None:
    written = (
        "\ufeffformat-version: 1.2\r\n\r\n! a comment\r\n[Term]\r\nid: A:1\r\n\r\n[Typedef]\r\n"
    )
    first, term, typedef = stanzas(bulk.written(tmp_path, "a.obo", written))

    assert first.first("format-version") == "1.2"
    assert (term.kind, term.line, term.first("id")) == ("Term", 4, "A:1")
    assert (typedef.kind, typedef.tags) == ("Typedef", [])
    assert term.first("name") == ""


@pytest.mark.parametrize(
    ("text", "value", "qualifiers"),
    [
        ("A:1", "A:1", []),
        ("A:1 ! a name", "A:1", []),
        ('A:1 {x="NTBT (narrower)"} ! name', "A:1", [("x", "NTBT (narrower)")]),
        ('A:1 {x="a \\"b\\" } !", y="c"}', "A:1", [("x", 'a "b" } !'), ("y", "c")]),
        ('"a { quoted ! text" EXACT []', '"a { quoted ! text" EXACT []', []),
        ("a{b}! c", "a{b}! c", []),
        (r"a \! b", r"a \! b", []),
        ('unclosed " quote ! rest', 'unclosed " quote', []),
    ],
)
def test_a_value_ends_where_qualifiers_or_a_comment_begin(
    text: str, value: str, qualifiers: list[tuple[str, str]]
) -> None:
    tag = Tag(1, "xref", text)

    assert (tag.value, tag.qualifiers) == (value, qualifiers)


def test_escapes_are_undone() -> None:
    assert unescaped(r"a\, b\: c\nd\We \"f\" \\") == 'a, b: c\nd e "f" \\'


@pytest.mark.parametrize(
    ("written", "line", "problem"),
    [
        (b"a: 1\nno tag\n", 2, "expected TAG: VALUE, found 'no tag'"),
        (b"a: \xff\n", 1, "expected UTF-8"),
        (b"a: 1\n\nb: \0\n", 3, "a control character"),
        (b"a: " + b"x" * LINE_BYTES, 1, "lines of at most 1,048,576 bytes"),
        (b"[Term]\n" + b"a: 1\n" * 100_001, 100_002, "at most 100,000 lines in a stanza"),
    ],
)
def test_what_is_no_obo_is_refused(tmp_path: Path, written: bytes, line: int, problem: str) -> None:
    with pytest.raises(SourceError, match=problem) as refused:
        list(stanzas(bulk.written(tmp_path, "a.obo", written)))
    assert refused.value.place == line


def test_a_long_line_of_quotes_and_backslashes_is_read_in_linear_time() -> None:
    text = 'x="' + '\\"' * 200_000 + " {" + 'a="' * 100_000

    assert Tag(1, "xref", text).value
