"""Sentences end where they end, keep their footnotes, and are quoted in at most 25 words."""

import pytest

from loaders.gard.records import Span
from loaders.gard.sentences import first_words, quote_around, sentences


def _sentences(text: str) -> list[str]:
    return [sentence.text for sentence in sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("Seen by Dr. Who in 3.5 days. Then gone.", ["Seen by Dr. Who in 3.5 days.", "Then gone."]),
        ("By Dr. J. Who. End.", ["By Dr. J. Who.", "End."]),
        ("Drugs (e.g. Lumin, i.e. Light) vs. Dark.", ["Drugs (e.g. Lumin, i.e. Light) vs. Dark."]),
        ("Rich in vitamin E. Eat it.", ["Rich in vitamin E.", "Eat it."]),
        ("Used in the U.S. Army. Yes.", ["Used in the U.S. Army.", "Yes."]),
        ("Is it? No. The end.", ["Is it?", "No.", "The end."]),
        ("See No. 5 there. End.", ["See No. 5 there.", "End."]),
        ("Due to S. aureus mostly. End.", ["Due to S. aureus mostly.", "End."]),
        ("A.[1] B.[2][3] C", ["A.[1]", "B.[2][3]", "C"]),
        ('It is "odd." (So they say.) End.', ['It is "odd."', "(So they say.)", "End."]),
        ("About 7.5% of 10 people. 3 died.", ["About 7.5% of 10 people.", "3 died."]),
        ("  \n ", []),
    ],
)
def test_a_text_is_split_into_its_sentences(text: str, expected: list[str]) -> None:
    assert _sentences(text) == expected


def test_footnotes_belong_to_the_sentence_before_them() -> None:
    text = "First.[1][2] Second [3] goes on.[1] Third."

    found = [sentence.footnotes for sentence in sentences(text, Span(0, len(text)))]
    assert found == [(1, 2), (3, 1), ()]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("A.[1,2]", (1, 2)),
        ("A.[1, 3]", (1, 3)),
        ("A.[1-3]", (1, 2, 3)),
        ("A.[1\u20133,7]", (1, 2, 3, 7)),
        ("A.[3-1]", (3, 1)),
        ("A.[1-300]", (1, 300)),
        ("A.[1234]", ()),
        ("A.[" + "1" * 5000 + "]", ()),
        ("A.[0.5-1.5]", ()),
    ],
)
def test_footnotes_may_be_listed_and_have_three_digits(text: str, numbers: tuple[int]) -> None:
    (sentence,) = sentences(text, Span(0, len(text)))

    assert sentence.footnotes == numbers


def test_listed_footnotes_belong_to_the_sentence_before_them() -> None:
    assert _sentences("A.[1,2] B.[1-3] C") == ["A.[1,2]", "B.[1-3]", "C"]


def test_a_hundred_thousand_sentences_are_told_apart() -> None:
    assert len(_sentences("Aa. " * 100_000)) == 100_000


def test_words_that_point_nowhere_are_kept() -> None:
    text = "Like glow fever (see this term). And others (see these terms)."

    found = [sentence.pointers for sentence in sentences(text, Span(0, len(text)))]
    assert found == [("see this term",), ("see these terms",)]


def test_a_place_counts_from_where_the_text_stands() -> None:
    *_, last = sentences("One.  Two.", Span(100, 110, "/a"))

    assert last.span == Span(106, 110, "/a")


def test_a_quote_is_verbatim_and_has_at_most_25_words_with_the_name_in_it() -> None:
    text = "  ".join(f"word{n}" for n in range(100))
    start = text.index("word60")

    quote, place = quote_around(text, start, start + 6)
    assert len(quote.split()) == 25
    assert "word60" in quote
    assert text[place : place + len(quote)] == quote


def test_a_quote_near_either_end_stays_inside_the_text() -> None:
    text = " ".join(f"word{n}" for n in range(30))

    assert quote_around(text, 0, 5)[0].startswith("word0 ")
    assert quote_around(text, len(text) - 2, len(text))[0].endswith(" word29")


def test_a_name_of_more_than_25_words_is_quoted_by_its_beginning() -> None:
    text = "x " + " ".join(f"word{n}" for n in range(30))

    assert quote_around(text, 2, len(text))[0].split() == [f"word{n}" for n in range(25)]


def test_first_words_of_a_short_text_are_all_of_it() -> None:
    assert first_words("Only these.") == "Only these."
