import pytest

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
        (BROWSER, XML),
        ("image/png", None),
        ("text/csv;q=0", None),
        ("*/*;q=0", None),
        ("nonsense", None),
    ],
)
def test_the_best_liked_format_wins(accept: str, expected: str | None) -> None:
    assert choose(accept, SOLUTIONS) == expected


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
    assert refused.value.members["expected"] == [one.media_type for one in SOLUTIONS + TRIPLES]
    assert "format=json, xml, csv, tsv, turtle" in str(refused.value.members["hint"])
