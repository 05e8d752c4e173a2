"""Numbers of sources, and the places that they are of."""

import pytest

from loaders.orphanet.places import place_named
from loaders.reading.figures import decimal


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("0.0", "0"),
        ("4.0", "4"),
        ("100.0", "100"),
        ("0.22", "0.22"),
        ("27.50", "27.5"),
        ("3.0E-4", "0.0003"),
        ("1e2", "100"),
    ],
)
def test_a_number_has_one_form(written: str, canonical: str) -> None:
    assert decimal(written) == canonical


@pytest.mark.parametrize(
    "written", ["", "-1", "1,5", "NaN", "inf", ".5", "1e999", "\u0663", "1" * 99]
)
def test_anything_else_is_no_number(written: str) -> None:
    with pytest.raises(ValueError, match="expected a number, found"):
        decimal(written)


@pytest.mark.parametrize(
    ("name", "slug", "phrase"),
    [
        ("Europe", "europe", "in Europe"),
        ("United States", "united-states", "in the United States"),
        ("Worldwide", "worldwide", "worldwide"),
        ("Specific population", "specific-population", "of a specific population"),
        ("Taiwan, Province of China", "taiwan-province-of-china", "in Taiwan, Province of China"),
        ("R\u00e9union", "reunion", "in R\u00e9union"),
    ],
)
def test_a_place_has_an_iri_of_its_name(name: str, slug: str, phrase: str) -> None:
    place = place_named(name)

    assert (place.iri.value.rpartition("/")[2], place.phrase) == (slug, phrase)


@pytest.mark.parametrize("name", ["", "  ", "2024", "\u65e5\u672c"])
def test_a_name_without_a_letter_that_an_iri_can_have_is_no_place(name: str) -> None:
    with pytest.raises(ValueError, match="expected the name of a place"):
        place_named(name)
