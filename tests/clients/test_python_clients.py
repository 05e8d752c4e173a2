"""SPARQLWrapper, rdflib's SPARQLStore, and the SERVICE of another engine."""

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from tests.clients.questions import ASK, CONDITION, EXPECTED, GRAPH, MISSPELT, NAMES

_FEDERATED = """
import json, sys
from pyoxigraph import Store
endpoint, pattern = sys.argv[1:]
rows = Store().query("SELECT ?name { SERVICE <%s> { %s } }" % (endpoint, pattern))
print(json.dumps([row["name"].value for row in rows]))
"""


Ask = Callable[..., Any]


@pytest.fixture
def ask(server: str) -> Ask:
    """Return a function that asks with a wrapper of its own."""

    def asked(query: str, wanted: str, method: str = GET, how: str | None = None) -> Any:
        wrapper = SPARQLWrapper(f"{server}/sparql")
        wrapper.setQuery(query)
        wrapper.setReturnFormat(wanted)
        wrapper.setMethod(method)
        if how:
            wrapper.setRequestMethod(how)
        return wrapper.queryAndConvert()

    return asked


def test_sparqlwrapper_reads_rows_in_json(ask: Ask) -> None:
    rows = ask(NAMES, JSON)["results"]["bindings"]

    assert [row["name"]["value"] for row in rows] == EXPECTED


def test_sparqlwrapper_reads_rows_in_xml(ask: Ask) -> None:
    literals = ask(NAMES, XML).getElementsByTagName("literal")

    assert [one.firstChild.data for one in literals] == EXPECTED


def test_sparqlwrapper_reads_rows_in_csv(ask: Ask) -> None:
    assert ask(NAMES, CSV).decode().splitlines() == ["name", *EXPECTED]


def test_sparqlwrapper_reads_rows_in_tsv(ask: Ask) -> None:
    assert ask(NAMES, TSV).decode().splitlines() == ["?name", *(f'"{n}"@en' for n in EXPECTED)]


@pytest.mark.parametrize("wanted", [TURTLE, N3])
def test_sparqlwrapper_reads_a_graph_as_text(ask: Ask, wanted: str) -> None:
    graph = Graph().parse(data=ask(GRAPH, wanted), format="turtle")

    assert sorted(map(str, graph.objects())) == EXPECTED


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("wanted", [RDFXML, XML, JSONLD])
def test_sparqlwrapper_reads_a_graph(ask: Ask, wanted: str) -> None:
    assert sorted(map(str, ask(GRAPH, wanted).objects())) == EXPECTED


@pytest.mark.parametrize(("method", "how"), [(GET, None), (POST, URLENCODED), (POST, POSTDIRECTLY)])
def test_sparqlwrapper_asks_by_every_method(ask: Ask, method: str, how: str | None) -> None:
    assert ask(ASK, JSON, method, how)["boolean"] is True


def test_sparqlwrapper_tells_a_syntax_error_for_what_it_is(ask: Ask) -> None:
    with pytest.raises(QueryBadFormed, match="Syntax error in the query"):
        ask(MISSPELT, JSON)


def test_rdflib_queries_the_endpoint_as_a_graph(server: str) -> None:
    graph = Graph(SPARQLStore(f"{server}/sparql"))

    assert [str(row[0]) for row in graph.query(NAMES)] == EXPECTED  # type: ignore[index]
    assert graph.query(ASK).askAnswer is True


def test_rdflib_walks_the_endpoint_as_a_graph(server: str) -> None:
    graph = Graph(SPARQLStore(f"{server}/sparql"))

    assert sorted(map(str, graph.objects(URIRef(CONDITION), SKOS.altLabel))) == EXPECTED
    assert (URIRef(CONDITION), SKOS.altLabel, None) in graph


def test_another_engine_calls_the_endpoint_by_service(server: str) -> None:
    pattern = f"<{CONDITION}> <{SKOS.altLabel}> ?name"
    command = [sys.executable, "-c", _FEDERATED, f"{server}/sparql", pattern]

    printed = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout

    assert sorted(json.loads(printed)) == EXPECTED
