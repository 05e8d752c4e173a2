import pytest
from hypothesis import given
from hypothesis.strategies import text

from server.messages import MediaTypes
from server.problems import NotAcceptable
from server.protocol.formats import SOLUTIONS, TRIPLES
from server.protocol.negotiation import choose, media_types

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("text/*", "text/csv"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/csv;charset=utf-8", "text/csv"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", XML),
        ("text/csv;q=0.9,application/sparql-results+xml;q=0.9", XML),
        ("*/*;q=0.1, text/tab-separated-values;q=0.2", "text/tab-separated-values"),
        ("application/json", JSON),
        ("application/xml", XML),
        ("text/xml;q=0.3, text/csv;q=0.2", XML),
        ("text/*;q=0.9, text/csv;q=0", "text/tab-separated-values"),
        (f"{JSON};q=0, */*", XML),
        (BROWSER, "text/html"),
        ("text/html;q=0.1, */*;q=0.05", "text/html"),
        ("text/csv;version=1.2;q=0.2, text/csv;q=0.9, */*;q=0.5", "text/csv"),
        ("image/png", None),
        ("text/csv;q=0", None),
        ("*/*;q=0", None),
        ("text/html;q=0, image/png", None),
    ],
)
def test_the_best_liked_format_wins(accept: str, expected: str | None) -> None:
    assert choose(accept, SOLUTIONS) == expected


@pytest.mark.parametrize(
    "accept", ["nonsense", ";;;q=,,=", '"', "text/csv;q=abc", ",", "q=1", "\x00", "json, xml;q=0.2"]
)
def test_a_header_without_a_media_range_is_no_header(accept: str) -> None:
    assert choose(accept, SOLUTIONS) == JSON


@given(text(max_size=80))
def test_no_header_breaks_the_choice(accept: str) -> None:
    chosen = choose(accept, SOLUTIONS)

    assert chosen is None or chosen in {one.media_type for one in SOLUTIONS}


def test_triples_have_formats_of_their_own() -> None:
    assert choose("text/turtle;q=0.2, application/ld+json", TRIPLES) == "application/ld+json"
    assert choose("", TRIPLES) == "text/turtle"


@pytest.mark.parametrize(
    ("format_name", "solutions", "triples"),
    [
        ("json", JSON, "application/ld+json"),
        ("XML", XML, "application/rdf+xml"),
        ("csv", "text/csv", None),
        ("tsv", "text/tab-separated-values", None),
        ("ttl", None, "text/turtle"),
        ("turtle", None, "text/turtle"),
        ("nt", None, "application/n-triples"),
        ("rdf", None, "application/rdf+xml"),
        ("rdfxml", None, "application/rdf+xml"),
        ("jsonld", None, "application/ld+json"),
        ("nq", None, "application/n-quads"),
        ("trig", None, "application/trig"),
        ("html", "text/html", "text/html"),
        ("text/csv", "text/csv", None),
    ],
)
def test_a_format_has_a_short_name_and_outdoes_the_header(
    format_name: str, solutions: str | None, triples: str | None
) -> None:
    assert media_types(format_name, "image/png") == MediaTypes(solutions, triples)


@pytest.mark.parametrize(("format_name", "accept"), [("pdf", "*/*"), (None, "image/png")])
def test_if_nothing_fits_all_that_there_is_gets_listed(
    format_name: str | None, accept: str
) -> None:
    with pytest.raises(NotAcceptable) as refused:
        media_types(format_name, accept)

    assert refused.value.status == 406
    offered = [one.media_type for one in SOLUTIONS + TRIPLES]
    assert refused.value.members["expected"] == list(dict.fromkeys(offered))
    assert "format=json, xml, csv, tsv, html, turtle" in str(refused.value.members["hint"])
