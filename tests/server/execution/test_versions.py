import pytest
from pyoxigraph import (
    BaseDirection,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from server.execution.spool import IN_MEMORY_BYTES, Spool
from server.execution.versions import told_version

NODE = NamedNode("http://e/n")
TERM = Triple(NODE, NODE, Literal("x"))
DIRECTED = Literal("x", language="ar", direction=BaseDirection.RTL)
# What looks like one of them in a text, in every format.
PRETENDER = Literal(
    '<<( "@en--ltr "type":"triple" <triple> <literal its:dir="ltr"> rdf:version="1"'
)
GRAPHS = [RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.N_QUADS, RdfFormat.TRIG]
TABLES = [QueryResultsFormat.JSON, QueryResultsFormat.XML]


def spool_of(content: bytes) -> Spool:
    spool = Spool(10 * IN_MEMORY_BYTES)
    for start in range(0, len(content), 1_000):
        spool.write(content[start : start + 1_000])
    return spool


def graph(term: Triple | Literal, rdf_format: RdfFormat) -> bytes:
    return serialize([Triple(NODE, NODE, term)], format=rdf_format) or b""


def table(term: Triple | Literal, results_format: QueryResultsFormat) -> bytes:
    store = Store()
    store.add(Quad(NODE, NODE, term))
    solutions = store.query("SELECT ?o { ?s ?p ?o }")
    assert isinstance(solutions, QuerySolutions)
    return solutions.serialize(format=results_format) or b""


@pytest.mark.parametrize("rdf_format", [*GRAPHS, RdfFormat.RDF_XML])
@pytest.mark.parametrize(("term", "is_told"), [(TERM, True), (DIRECTED, True), (PRETENDER, False)])
def test_a_graph_tells_its_version_where_it_needs_it(
    rdf_format: RdfFormat, term: Triple | Literal, is_told: bool
) -> None:
    told = told_version(rdf_format.media_type, spool_of(graph(term, rdf_format)))

    assert told == rdf_format.media_type + "; version=1.2" * is_told


@pytest.mark.parametrize("results_format", TABLES)
@pytest.mark.parametrize(("term", "is_told"), [(TERM, True), (DIRECTED, True), (PRETENDER, False)])
def test_a_table_tells_its_version_where_it_needs_it(
    results_format: QueryResultsFormat, term: Triple | Literal, is_told: bool
) -> None:
    told = told_version(results_format.media_type, spool_of(table(term, results_format)))

    assert told == results_format.media_type + "; version=1.2" * is_told


@pytest.mark.parametrize("media_type", ["text/csv", "text/tab-separated-values"])
def test_a_format_without_versions_has_none(media_type: str) -> None:
    assert told_version(media_type, spool_of(b'<<( "type":"triple"')) == media_type


@pytest.mark.parametrize(("term", "is_told"), [(TERM, True), (PRETENDER, False)])
def test_a_long_answer_is_looked_through_to_its_end(term: Triple | Literal, is_told: bool) -> None:
    line = graph(Literal("x" * 100), RdfFormat.N_TRIPLES)
    lines = line * (2 * IN_MEMORY_BYTES // len(line))
    spool = spool_of(lines + graph(term, RdfFormat.N_TRIPLES))

    told = told_version("application/n-triples", spool)

    assert told == "application/n-triples" + "; version=1.2" * is_told
    assert spool.file is not None
    with spool.file:
        assert spool.file.tell() == 0
