import csv
import io
import urllib.parse
import urllib.request

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graph_data.files import examples
from ontology.standard import SH, rdfs_comment, rdfs_label
from ontology.terms import expectedRow

SELECT = NamedNode(SH + "select")
Row = tuple[str, ...]


def values(name: str, predicate: NamedNode) -> list[str]:
    file = next(file for file in examples() if file.name == name)
    return [
        quad.object.value
        for quad in parse(file.read_bytes(), RdfFormat.TURTLE)
        if quad.predicate == predicate and isinstance(quad.object, Literal)
    ]


def table(text: str) -> list[Row]:
    return [tuple(row) for row in csv.reader(io.StringIO(text))]


def answer(server: str, query: str) -> list[Row]:
    url = f"{server}/sparql?" + urllib.parse.urlencode({"query": query, "format": "csv"})
    with urllib.request.urlopen(url, timeout=60) as response:
        return table(response.read().decode("utf-8"))


NAMES = [file.name for file in examples()]


def test_there_are_examples() -> None:
    assert len(NAMES) >= 20


@pytest.mark.parametrize("name", NAMES)
def test_an_example_gives_exactly_its_expected_rows(name: str, server: str) -> None:
    query = values(name, SELECT)[0]
    expected = [table(row)[0] for row in values(name, expectedRow)]

    rows = answer(server, query)[1:]

    assert sorted(rows) == sorted(expected)


@pytest.mark.parametrize("name", NAMES)
def test_an_example_says_what_it_asks_and_what_to_beware_of(name: str) -> None:
    (label,), (comment,) = values(name, rdfs_label), values(name, rdfs_comment)

    assert label.endswith("?")
    assert len(comment.split()) > 5
