import io

import pytest

from server.execution.xml_output import XmlWriter, has_element_name
from server.problems import NotAcceptable


@pytest.mark.parametrize(
    ("predicate", "expected"),
    [
        ("http://e/name", True),
        ("http://e/a-b.c", True),
        ("http://e/1a", True),
        ("http://e/x#é", True),
        ("http://e/1", False),
        ("http://e/", False),
        ("http://e/a%20", False),
    ],
)
def test_a_predicate_must_end_in_a_name(predicate: str, expected: bool) -> None:
    assert has_element_name(predicate) == expected


def test_a_carriage_return_is_written_as_a_reference() -> None:
    target = io.BytesIO()

    written = XmlWriter(target).write(b"a\r\n")

    assert (written, target.getvalue()) == (3, b"a&#13;\n")


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff"])
def test_a_character_that_xml_has_not_is_refused(character: str) -> None:
    with pytest.raises(NotAcceptable, match=f"U\\+{ord(character):04X}"):
        XmlWriter(io.BytesIO()).write(f"a{character}".encode())
