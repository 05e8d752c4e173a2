"""A reference gives what it states; a date that cannot be read stays words."""

from datetime import date

import pytest

from loaders.gard.dates import read_day, read_issue
from loaders.gard.records import Reference
from loaders.gard.references import reference


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "All About Toes. Society (SBF). https://feet.example/a/. Accessed 1/31/2019.",
            Reference(
                1,
                "All About Toes",
                publisher="Society (SBF)",
                url="https://feet.example/a/",
                accessed=date(2019, 1, 31),
            ),
        ),
        (
            "Nobody A, Else BC, et al. Shining. J Lamps. March 5, 2016; 3(2):1-9. http://a.example/5.",
            Reference(
                1,
                "Shining",
                author="Nobody A, Else BC, et al.",
                publisher="J Lamps",
                url="http://a.example/5",
                issued="2016-03-05",
            ),
        ),
        (
            "Yu R. Toe of the moon. Lamp. November 2014; https://a.example/?a=b&c=1.",
            Reference(
                1,
                "Toe of the moon",
                author="Yu R.",
                publisher="Lamp",
                url="https://a.example/?a=b&c=1",
                issued="2014-11",
            ),
        ),
        ("Toes. Cell. Sept. 2014;", Reference(1, "Toes", publisher="Cell", issued="2014-09")),
        ("Toes. Moon Press. 2012.", Reference(1, "Toes", publisher="Moon Press", issued="2012")),
        ("Toes", Reference(1, "Toes")),
        ("https://a.example/x", Reference(1, "https://a.example/x", url="https://a.example/x")),
    ],
)
def test_a_reference_is_read_into_its_parts(text: str, expected: Reference) -> None:
    assert reference(1, text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Toes. Press. Winter 2015; https://a.example/.", "Winter 2015"),
        ("Toes. Press. Febtember 3, 2015; https://a.example/.", "Febtember 3, 2015"),
        ("Toes. Press. February 30, 2015; https://a.example/.", "February 30, 2015"),
        ("Toes. Press. https://a.example/. Accessed 31/12/2018.", "Accessed 31/12/2018"),
        ("Toes. Press. https://a.example/. Accessed last week.", "Accessed last week"),
    ],
)
def test_a_date_that_cannot_be_read_is_kept_as_words(text: str, words: str) -> None:
    found = reference(1, text)

    assert (found.title, found.publisher) == ("Toes", "Press")
    assert (found.issued, found.accessed) == (None, None)
    assert found.unread_dates == (words,)


@pytest.mark.parametrize(
    ("text", "day"),
    [("5/18/2018", date(2018, 5, 18)), ("2/30/2018", None), ("5-18-2018", None), ("", None)],
)
def test_a_day_is_read_in_the_us_order_or_not_at_all(text: str, day: date | None) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("text", "issued"),
    [
        ("March 22, 2018", "2018-03-22"),
        ("Mar. 2018", "2018-03"),
        ("Sept 2018", "2018-09"),
        ("5/18/2018", "2018-05-18"),
        ("2018", "2018"),
        ("Marchy 2018", None),
        ("1234", None),
    ],
)
def test_a_date_of_issue_keeps_its_precision(text: str, issued: str | None) -> None:
    assert read_issue(text) == issued


def test_a_reference_of_years_only_is_read_to_its_end() -> None:
    found = reference(1, "2018 " * 20_000 + "https://a.example/")

    assert found.url == "https://a.example/"
