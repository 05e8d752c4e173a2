import pytest

from server.protocol.conditional import coded_tag, entity_tag, matching_tag


def test_a_tag_changes_with_each_of_its_parts() -> None:
    tags = {
        entity_tag("a", "b"),
        entity_tag("a", "c"),
        entity_tag("ab"),
        entity_tag("a", "b", None),
    }

    assert len(tags) == 4
    assert entity_tag("a", "b") in tags


def test_a_tag_is_quoted_and_differs_by_coding() -> None:
    assert coded_tag('"ab"', "gzip") == '"ab-gzip"'
    assert coded_tag('"ab"', "identity") == '"ab"'
    assert coded_tag('W/"ab"', "zstd") == 'W/"ab-zstd"'


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ('"a"', '"a"'),
        ('W/"a"', '"a"'),
        ('"x", "b" , "a"', '"a"'),
        ('"x","b"', '"b"'),
        ('"x"', None),
        ("", None),
        ("*", None),
        ("a", None),
        ('"a', None),
        ('"x, "a"', '"a"'),
        ("\xff\x00", None),
    ],
)
def test_a_tag_is_found_in_a_list_weak_or_strong(header: str, expected: str | None) -> None:
    assert matching_tag(header, ['"a"', '"b"']) == expected


def test_a_weak_tag_is_found_too() -> None:
    assert matching_tag('"a"', ['W/"a"']) == 'W/"a"'
