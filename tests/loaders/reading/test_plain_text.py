"""Texts with HTML in them become plain."""

import pytest

from loaders.reading.plain_text import plain


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("<i>genu valgum</i>", "genu valgum"),
        ("CO<sub>2</sub>", "CO2"),
        ("&lt;1 / 1 000 000", "<1 / 1 000 000"),
        ("5&nbsp;&alpha;", "5 \u03b1"),
        ("one<br/>two</p><p>three", "one two three"),
        ('<a href="http://example.org">page</a>', "page"),
        ("AT&T, a<b and b>a", "AT&T, a<b and b>a"),
        ("ends in a newline\n            ", "ends in a newline"),
        ("", ""),
    ],
)
def test_markup_goes_and_words_stay(written: str, expected: str) -> None:
    assert plain(written) == expected
