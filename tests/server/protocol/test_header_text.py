import pytest

from server.protocol.header_text import header_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain: text, 'as' it is", "plain: text, 'as' it is"),
        ("a\r\nSet-Cookie: x", "a%0D%0ASet-Cookie: x"),
        ("100 %", "100 %25"),
        ("é", "%C3%A9"),
        ("\ud800", "?"),
    ],
)
def test_a_text_fits_into_one_header(text: str, expected: str) -> None:
    assert header_text(text) == expected
