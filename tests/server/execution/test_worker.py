"""What a worker answers, without its process."""

import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from server.execution.evaluation import Evaluator
from server.execution.spool import IN_MEMORY_BYTES, Spool
from server.execution.worker import is_spent
from server.messages import GraphRequest, Job, MediaTypes, SparqlRequest, WorkerOptions
from server.problems import (
    NotAcceptable,
    QueryRefused,
    ResultTooLarge,
    SyntaxProblem,
    UnknownGraph,
    UpdateRefused,
)
from server.protocol.negotiation import media_types

E = "http://e/"
OPTIONS = WorkerOptions(
    store=Path("store"),
    prefixes={"ex": E, "other": E},
    output_prefixes={"ex": E, "far": "http://far/"},
    memory_bytes=0,
    result_bytes=0,
)


@pytest.fixture
def store() -> Store:
    """Return a store of two graphs with one triple each in common and alone."""
    store = Store()
    for graph, names in {"g1": "ab", "g2": "bc"}.items():
        for name in names:
            node = NamedNode(E + name)
            store.add(Quad(node, NamedNode(E + "p"), Literal(name), NamedNode(E + graph)))
            store.add(Quad(node, NamedNode(E + "p"), Literal(name)))
    return store


def answer(
    store: Store, query: str, format_name: str = "csv", request: SparqlRequest | None = None
) -> str:
    spool = Spool(1_000_000)
    asked = (request or SparqlRequest(""))._replace(query=query)
    Evaluator(store, OPTIONS).answer(Job(asked, media_types(format_name, "")), spool)
    return spool.short().decode()


def test_known_prefixes_need_no_declaration(store: Store) -> None:
    assert answer(store, "SELECT ?n { ex:a other:p ?n }") == "n\r\na\r\n"


def test_a_prefix_of_the_query_outdoes_a_known_one(store: Store) -> None:
    assert answer(store, "PREFIX ex: <http://f/> ASK { ex:a ?p ?o }") == "false"


@pytest.mark.parametrize(
    ("format_name", "expected"),
    [
        ("json", '{"head":{},"boolean":true}'),
        ("csv", "true"),
        ("tsv", "true"),
        ("xml", "<boolean>true</boolean>"),
    ],
)
def test_an_ask_is_answered_in_every_format_of_solutions(
    store: Store, format_name: str, expected: str
) -> None:
    assert expected in answer(store, "ASK { ?s ?p ?o }", format_name)


@pytest.mark.parametrize(
    ("format_name", "rdf_format"),
    [
        ("ttl", RdfFormat.TURTLE),
        ("nt", RdfFormat.N_TRIPLES),
        ("rdf", RdfFormat.RDF_XML),
        ("jsonld", RdfFormat.JSON_LD),
    ],
)
def test_a_graph_is_the_same_in_every_format_of_triples(
    store: Store, format_name: str, rdf_format: RdfFormat
) -> None:
    text = answer(store, "CONSTRUCT { ?s ex:q ?o } { ?s ?p ?o }", format_name)

    expected = {(NamedNode(E + n), NamedNode(E + "q"), Literal(n)) for n in "abc"}
    assert {(q.subject, q.predicate, q.object) for q in parse(text, rdf_format)} == expected


@pytest.mark.parametrize(
    "query",
    [
        "CONSTRUCT { ex:x ex:q 1 } { ?s ?p ?o }",
        "CONSTRUCT { ex:x ex:q 1 } { GRAPH ?g { ?s ?p ?o } }",
        "DESCRIBE ex:a ?s { ?s ?p 'a' . ?t ?q ?o }",
    ],
)
def test_a_graph_holds_each_triple_once(store: Store, query: str) -> None:
    assert len(answer(store, query, "nt").splitlines()) == 1


def test_turtle_declares_the_prefixes_that_it_uses(store: Store) -> None:
    text = answer(store, "DESCRIBE ex:a", "turtle")

    assert text == f'@prefix ex: <{E}> .\nex:a ex:p "a" .\n'


@pytest.mark.parametrize(
    ("query", "request_", "count"),
    [
        ("SELECT ?s { ?s ?p ?o }", SparqlRequest(""), 3),
        ("SELECT ?s FROM ex:g1 { ?s ?p ?o }", SparqlRequest(""), 2),
        ("SELECT ?s { ?s ?p ?o }", SparqlRequest("", (f"{E}g2",)), 2),
        ("SELECT ?s FROM ex:g1 FROM ex:g2 { ?s ?p 'c' }", SparqlRequest("", (f"{E}g2",)), 1),
        ("SELECT ?s { ?s ?p ?o }", SparqlRequest("", (), (f"{E}g2",)), 0),
        ("SELECT ?s { GRAPH ?g { ?s ?p ?o } }", SparqlRequest("", (f"{E}g2",)), 0),
        ("SELECT ?s { GRAPH ?g { ?s ?p ?o } }", SparqlRequest("", (), (f"{E}g2",)), 2),
        ("SELECT ?s FROM NAMED ex:g1 { GRAPH ?g { ?s ?p ?o } }", SparqlRequest(""), 2),
        ("SELECT ?s FROM ex:g1 FROM ex:g2 { ?s ?p ?o }", SparqlRequest(""), 3),
        ("SELECT ?s FROM ex:g1 FROM ex:g1 { ?s ?p ?o }", SparqlRequest(""), 2),
        ("SELECT ?s { ?s ?p ?o }", SparqlRequest("", (f"{E}g2", f"{E}g1")), 3),
        (
            "SELECT ?s FROM NAMED ex:g1 FROM NAMED <http://e/g1> { GRAPH ?g { ?s ?p ?o } }",
            SparqlRequest(""),
            2,
        ),
        (
            "SELECT ?s FROM ex:g1 FROM ex:g2 FROM NAMED ex:g1 { ?s ?p ?o GRAPH ?g { ?s ?p ?o } }",
            SparqlRequest(""),
            2,
        ),
        ("SELECT ?s FROM ex:g1 FROM NAMED ex:g2 { ?s ?p ?o }", SparqlRequest(""), 2),
        ("SELECT ?s { GRAPH ex:nope { ?s ?p ?o } }", SparqlRequest(""), 0),
    ],
)
def test_each_triple_of_the_dataset_counts_once(
    store: Store, query: str, request_: SparqlRequest, count: int
) -> None:
    assert len(answer(store, query, "csv", request_).splitlines()) == count + 1


@pytest.mark.parametrize(
    ("query", "request_"),
    [
        ("ASK FROM ex:g3 {}", SparqlRequest("")),
        ("ASK FROM ex:g1 FROM NAMED ex:g3 {}", SparqlRequest("")),
        ("ASK {}", SparqlRequest("", (f"{E}g3",))),
        ("ASK {}", SparqlRequest("", (f"{E}g1",), (f"{E}g3",))),
    ],
)
def test_a_dataset_of_an_unknown_graph_is_refused(
    store: Store, query: str, request_: SparqlRequest
) -> None:
    with pytest.raises(UnknownGraph, match="<http://e/g3>"):
        answer(store, query, "csv", request_)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("ASK FROM nope:g {}", "The prefix 'nope:' is not declared"),
        ("ASK FROM ex:g1 { 'x }", "A string begins here"),
        ("ASK FROMex:g1 FROMex:g2 {}", "graphs of FROM cannot be told"),
    ],
)
def test_a_from_that_cannot_be_read_is_a_syntax_error(
    store: Store, query: str, message: str
) -> None:
    with pytest.raises(SyntaxProblem, match=message):
        answer(store, query)


def test_a_relative_iri_without_base_is_one_below_the_endpoint(store: Store) -> None:
    found = answer(store, "SELECT (<id/a> AS ?iri) {}")

    assert found == "iri\r\nhttps://w3id.org/raregraph/id/a\r\n"


def test_an_update_is_refused_as_one(store: Store) -> None:
    with pytest.raises(UpdateRefused):
        answer(store, "PREFIX a: <http://a/> WITH ex:g1 DELETE { ?s a:p ?o } WHERE { ?s ?p ?o }")


def test_a_format_of_the_wrong_kind_is_refused_with_those_of_the_right_kind(store: Store) -> None:
    with pytest.raises(NotAcceptable) as refused:
        answer(store, "CONSTRUCT WHERE { ?s ?p ?o }", "csv")

    assert "text/turtle" in str(refused.value.members["expected"])
    assert "csv" not in str(refused.value.members["expected"])


def test_xml_that_could_not_be_read_back_is_refused(store: Store) -> None:
    with pytest.raises(NotAcceptable, match=r"http://e/1"):
        answer(store, "CONSTRUCT { ?s ex:1 ?o } { ?s ?p ?o }", "rdf")
    with pytest.raises(NotAcceptable, match=r"U\+0001"):
        answer(store, "SELECT ('\\u0001' AS ?x) {}", "xml")


def test_a_triple_term_is_refused_in_json_ld(store: Store) -> None:
    with pytest.raises(NotAcceptable, match=r"RDF 1\.2"):
        answer(store, "CONSTRUCT { ex:x ex:y <<( ex:a ex:b ex:c )>> } {}", "jsonld")


def test_a_graph_with_a_triple_term_is_refused_in_json_ld(store: Store) -> None:
    node = NamedNode(E)
    store.add(Quad(node, node, Triple(node, node, node)))
    job = Job(GraphRequest(), MediaTypes(None, "application/ld+json"))

    with pytest.raises(NotAcceptable, match=r"RDF 1\.2"):
        Evaluator(store, OPTIONS).answer(job, Spool(1_000))


def test_a_graph_is_written_with_the_prefixes_of_the_worker(store: Store) -> None:
    spool = Spool(1_000)

    written = Evaluator(store, OPTIONS).answer(
        Job(GraphRequest(E + "g2"), MediaTypes(None, "text/turtle")), spool
    )

    assert written.media_type == "text/turtle"
    assert b'ex:c ex:p "c"' in spool.short()


def test_an_unknown_function_is_an_error_and_never_a_row(store: Store) -> None:
    with pytest.raises(QueryRefused, match="no function ex:f"):
        answer(store, "SELECT (ex:f(?o) AS ?x) { ?s ?p ?o }")


def test_an_answer_ends_at_its_limit(store: Store) -> None:
    job = Job(SparqlRequest("SELECT * { ?s ?p ?o }"), MediaTypes("text/csv", None))

    with pytest.raises(ResultTooLarge) as refused:
        Evaluator(store, OPTIONS).answer(job, Spool(20))

    assert refused.value.members["limit"] == {"setting": "result_bytes", "value": 20}


def test_a_long_answer_goes_to_a_file_and_is_whole() -> None:
    with Spool(10 * IN_MEMORY_BYTES) as spool:
        for _ in range(3):
            spool.write(b"x" * IN_MEMORY_BYTES)

        assert spool.file is not None
        spool.file.seek(0)
        assert len(spool.file.read()) == spool.length == 3 * IN_MEMORY_BYTES
        spool.file.close()


def test_json_rows_come_with_their_variables(store: Store) -> None:
    document = json.loads(answer(store, "SELECT ?n { ex:a ex:p ?n }", "json"))

    assert document["head"] == {"vars": ["n"]}
    assert document["results"]["bindings"] == [{"n": {"type": "literal", "value": "a"}}]


@pytest.mark.parametrize(("kept", "expected"), [(0, False), (25, False), (26, True)])
def test_a_worker_that_keeps_a_quarter_of_its_memory_is_to_be_replaced(
    kept: int, expected: bool
) -> None:
    assert is_spent(kept, 100) == expected
