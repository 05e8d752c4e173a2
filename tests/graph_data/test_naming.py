import pytest
from pyoxigraph import NamedNode

from graph_data.naming import short, space
from ontology.identifiers import parse


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("MONDO:0005048", "MONDO"),
        ("ORPHA:97279", "ORPHA"),
        ("GARD:0003010", "GARD"),
        ("OMIM:131100", "OMIM"),
        ("OMIMPS:131100", "OMIMPS"),
        ("ICD10:E16.8", "ICD10"),
        ("ICD11:2C10.1", "ICD11"),
        ("ICDO:8150/1", "ICDO"),
        ("icd11.foundation:1918063179", "icd11.foundation"),
    ],
)
def test_the_space_of_an_identifier_is_its_prefix(identifier: str, expected: str) -> None:
    assert space(parse(identifier)) == expected
    assert short(parse(identifier)) == identifier


def test_what_is_no_identifier_has_no_space() -> None:
    page = NamedNode("https://example.org/page")

    assert space(page) == ""
    assert short(page) == page.value
