import hashlib

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from graph_data.quotes import UnknownPage, is_page_of, misquotes, quotes, source_of_page

from .offenders import HEAD, SOUND

PAGE = "Most are sporadic. However, about 10% of them are not."
SOURCE = NamedNode("https://example.org/source")
OTHER = """
ex:second a prov:Entity, schema:WebPage ; dcterms:title "Second"@en .
ex:e2 a oa:SpecificResource ; oa:hasSource ex:second ; oa:hasSelector ex:s2 .
ex:s2 a oa:TextQuoteSelector ; oa:exact "other words" .
"""


def store(more: str = "") -> Store:
    digest = hashlib.sha256(PAGE.encode()).hexdigest()
    turtle = HEAD + SOUND + f'ex:source a schema:WebPage ; rg:sha256 "{digest}" .' + more
    filled = Store()
    filled.extend(parse(turtle, RdfFormat.TURTLE))
    return filled


def test_a_quote_names_the_claims_that_rest_on_it() -> None:
    found = list(quotes(store(), SOURCE))

    assert [(q.text, q.claims) for q in found] == [
        ("about 10% of them", ("https://example.org/claim",))
    ]


def test_verbatim_quotes_are_not_complained_of() -> None:
    assert misquotes(store(), SOURCE, PAGE) == []


def test_a_quote_with_one_character_changed_is_found() -> None:
    wrong = misquotes(store(), SOURCE, PAGE.replace("10%", "11%"))

    assert [quote.claims for quote in wrong] == [("https://example.org/claim",)]


def test_a_page_is_known_by_its_sha256() -> None:
    assert source_of_page(store(OTHER), PAGE.encode()) == SOURCE


def test_a_changed_page_is_taken_for_the_only_page() -> None:
    assert source_of_page(store(), b"changed") == SOURCE


def test_a_changed_page_among_several_must_be_named() -> None:
    with pytest.raises(UnknownPage, match=r"no source has the SHA-256 .*: .*second.*source"):
        source_of_page(store(OTHER), b"changed")
    named = source_of_page(store(OTHER), b"changed", NamedNode("https://example.org/second"))
    assert named.value.endswith("second")


def test_a_source_without_quotes_is_refused() -> None:
    with pytest.raises(UnknownPage, match="nowhere is not the source of any quote"):
        source_of_page(store(), b"", NamedNode("https://example.org/nowhere"))


def test_a_page_is_told_from_one_with_other_bytes() -> None:
    assert is_page_of(store(), PAGE.encode(), SOURCE)
    assert not is_page_of(store(), b"changed", SOURCE)
