import csv
import io
import urllib.parse
import urllib.request

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graph_data.files import examples
from loaders.registry import KINDS
from ontology.standard import SH, rdfs_comment, rdfs_label
from ontology.terms import expectedRow, needsSource

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


def page(server: str) -> str:
    with urllib.request.urlopen(server, timeout=60) as response:
        text: str = response.read().decode("utf-8")
        return text


def answer(server: str, query: str) -> list[Row]:
    url = f"{server}/sparql?" + urllib.parse.urlencode({"query": query, "format": "csv"})
    with urllib.request.urlopen(url, timeout=60) as response:
        return table(response.read().decode("utf-8"))


NAMES = [file.name for file in examples()]
OF_OUR_OWN = [name for name in NAMES if not values(name, needsSource)]
OF_CURATED_FACTS = [name for name in OF_OUR_OWN if "GRAPH graph:curated" in values(name, SELECT)[0]]
OF_BULK_SOURCES = [name for name in NAMES if values(name, needsSource)]


def test_there_are_examples() -> None:
    assert len(NAMES) >= 20


def expected_and_found(name: str, server: str) -> tuple[list[Row], list[Row]]:
    expected = [table(row)[0] for row in values(name, expectedRow)]
    return sorted(expected), sorted(answer(server, values(name, SELECT)[0])[1:])


@pytest.mark.parametrize("name", OF_OUR_OWN)
def test_an_example_gives_exactly_its_expected_rows(name: str, server: str) -> None:
    expected, found = expected_and_found(name, server)

    assert found == expected


@pytest.mark.parametrize("name", OF_CURATED_FACTS)
def test_an_example_of_curated_facts_has_the_same_rows_beside_whole_sources(
    name: str, full_server: str
) -> None:
    expected, found = expected_and_found(name, full_server)

    assert found == expected


@pytest.mark.parametrize("name", OF_BULK_SOURCES)
def test_an_example_of_bulk_sources_gives_its_rows_where_these_are(
    name: str, full_server: str
) -> None:
    expected, found = expected_and_found(name, full_server)

    assert found == expected


@pytest.mark.parametrize("name", OF_BULK_SOURCES)
def test_the_sources_that_an_example_needs_are_kinds_of_files(name: str) -> None:
    assert set(values(name, needsSource)) <= {kind.name for kind in KINDS}


def test_the_first_page_tells_which_examples_the_release_has_no_answer_to(
    server: str, full_server: str
) -> None:
    lacking = "This release has no answer to it"

    assert page(server).count(lacking) == len(OF_BULK_SOURCES)
    assert lacking not in page(full_server)


@pytest.mark.parametrize("name", NAMES)
def test_an_example_says_what_it_asks_and_what_to_beware_of(name: str) -> None:
    (label,), (comment,) = values(name, rdfs_label), values(name, rdfs_comment)

    assert label.endswith("?")
    assert len(comment.split()) > 5
