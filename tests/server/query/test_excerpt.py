import unicodedata

import pytest

from server.query.excerpt import excerpt


@pytest.mark.parametrize(
    ("query", "start", "lines"),
    [
        ("ASK { x }", 6, ("ASK { x }", "      ^")),
        ("ASK {\n  x\n}", 8, ("  x", "  ^")),
        ("ASK {\r\n  x\r\n}", 9, ("  x", "  ^")),
        ("ASK {\n\tx }", 7, ("\tx }", "\t^")),
        ("", 0, ("", "^")),
        ("ASK {", 5, ("ASK {", "     ^")),
        ("'\u65e5\u672c' x", 5, ("'\u65e5\u672c' x", "       ^")),
        ("'e\u0301' x", 5, ("'e\u0301' x", "    ^")),
        ("\x1b[31m x", 6, ("\ufffd[31m x", "      ^")),
        ("'\u202e' x", 4, ("'\ufffd' x", "    ^")),
    ],
)
def test_the_caret_stands_below_the_place(query: str, start: int, lines: tuple[str, str]) -> None:
    assert tuple(excerpt(query, start).split("\n")) == lines


def test_a_long_line_is_cut_around_the_place() -> None:
    line, caret = excerpt("a" * 500 + "X" + "b" * 500, 500).split("\n")

    assert line[len(caret) - 1] == "X"
    assert line.startswith("...")
    assert line.endswith("...")
    assert len(line) < 80


def test_no_control_character_is_shown() -> None:
    shown = excerpt("".join(map(chr, range(160))).replace("\n", ""), 30)

    controls = [one for one in shown if unicodedata.category(one) == "Cc"]
    assert set(controls) <= {"\n", "\t"}
