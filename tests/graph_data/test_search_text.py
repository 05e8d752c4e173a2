import pytest

from graph_data.search_text import MOST_WORDS, TEXT_LENGTH, BadSearch, read_search


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("insulinoma", '"insulinoma"'),
        ("insulinom*", '"insulinom" *'),
        ("Cell  ISLET", '"cell" AND "islet"'),
        ('"islet cell" tumor', '"islet cell" AND "tumor"'),
        ('"islet cel"*', '"islet cel" *'),
        ("21-hydroxylase", '"21 hydroxylase"'),
        ("21-hydrox*", '"21 hydrox" *'),
        ("a OR NOT b", '"a" AND "or" AND "not" AND "b"'),
        ("NEAR(a b, 2)", '"near a" AND "b" AND "2"'),
        ("words:x ^y -z +w", '"words x" AND "y" AND "z" AND "w"'),
        ("a a a", '"a"'),
        ("a & b", '"a" AND "b"'),
        ("'; DROP TABLE name; --", '"drop" AND "table" AND "name"'),
    ],
)
def test_a_text_asks_for_all_of_its_terms(text: str, match: str) -> None:
    assert read_search(text).match == match


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "expected a word with a letter or a digit"),
        (" - ", "expected a word with a letter or a digit"),
        ("*", "needs a letter or a digit before it"),
        ("a -*", "needs a letter or a digit before it"),
        ("in*ma", "only at the end of a word"),
        ('"a* b"', "only at the end of a word"),
        ("a**", "only at the end of a word"),
        ('"a', "does not end"),
        ("a" * (TEXT_LENGTH + 1), f"at most {TEXT_LENGTH} characters, found {TEXT_LENGTH + 1}"),
        (" ".join(str(n) for n in range(MOST_WORDS + 1)), f"at most {MOST_WORDS} words, found 21"),
    ],
)
def test_what_cannot_be_searched_for_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(BadSearch, match=reason):
        read_search(text)
