"""Names are found as whole words, the longest first, abbreviations in their own case."""

import pytest
from pyoxigraph import NamedNode

from loaders.name_search import Match, NameIndex, longest_first

ONE, TWO = NamedNode("https://example.org/1"), NamedNode("https://example.org/2")


def _index(*names: str) -> NameIndex:
    index = NameIndex()
    for name in names:
        index.add(name, ONE)
    return index


def _found(text: str, *names: str) -> list[str]:
    return [match.text for match in longest_first(_index(*names).matches(text))]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("insulin", "Insulin is made.", ["Insulin"]),
        ("insulin", "insulin-like growth", []),
        ("insulin", "proinsulin", []),
        ("insulin", "non-insulin", []),
        ("insulin", "insulin's", ["insulin"]),
        ("Insulinoma", "two insulinomas (large)", ["insulinomas"]),
        ("NET", "a NET and many NETs", ["NET", "NETs"]),
        ("NET", "a net; Net; nets", []),
        ("MEN1", "men1 MEN1", ["MEN1"]),
        ("Pancreatic NET", "pancreatic NET", ["pancreatic NET"]),
        ("Pancreatic NET", "pancreatic net", []),
        ("VIPoma", "vipoma VIPomas", ["vipoma", "VIPomas"]),
        ("neoplasia type 1", "Neoplasia, type 1,", ["Neoplasia, type 1"]),
        ("neoplasia type 1", "neoplasia type\n1", ["neoplasia type\n1"]),
        ("neoplasia type 1", "neoplasia type 10", []),
        ("tumor (VIP)", "a tumor (VIP)", ["tumor (VIP)"]),
        ("Hippel-Lindau", "Hippel\u2013Lindau", ["Hippel\u2013Lindau"]),
        ("Wermer's disease", "Wermer\u2019s disease", ["Wermer\u2019s disease"]),
        ("AD", "AD", []),
        ("1.5", "1.5", []),
        ("toe", "", []),
        ("big toe", "a big", []),
        (" ".join(["toe"] * 26), " ".join(["toe"] * 26), []),
    ],
)
def test_a_name_is_found_where_it_stands_as_whole_words(
    name: str, text: str, found: list[str]
) -> None:
    assert _found(text, name) == found


def test_the_longest_name_wins_also_where_a_shorter_one_begins_before_it() -> None:
    names = ("big tumor", "tumor of toes", "tumor", "big")

    assert _found("a big tumor of toes", *names) == ["big", "tumor of toes"]


def test_the_place_of_a_match_is_that_of_its_characters() -> None:
    (match,) = _index("toe").matches("a big toe")

    assert (match.start, match.end) == (6, 9)


def test_who_bears_a_name_as_its_preferred_one_comes_before_the_others() -> None:
    index = _index("gastrinoma")
    index.add("Gastrinoma", TWO, preferred=True)

    (match,) = index.matches("a gastrinoma")
    assert match.bearers == {TWO}
    assert index.bearers("GASTRINOMA") == {ONE, TWO}


def test_of_two_matches_in_one_place_the_first_stays() -> None:
    first, second = (Match(0, 3, "toe", frozenset({bearer})) for bearer in (ONE, TWO))

    assert longest_first([first, second]) == [first]


def test_a_name_that_stands_a_hundred_thousand_times_is_found_each_time() -> None:
    assert len(_found("toe " * 100_000, "toe")) == 100_000
