"""Calls to other endpoints, at a recorder on the loopback interface."""

from contextlib import suppress
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from server.execution.evaluation import Evaluator
from server.execution.spool import Spool
from server.messages import Job, MediaTypes, SparqlRequest, WorkerOptions
from server.problems import (
    NotAcceptable,
    QueryRefused,
    ServiceFailed,
    ServiceRefused,
    UnknownGraph,
)
from tests.server.recording import Recording, Reply, recording

ONE_ROW = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"far"}}]}}'


def answer(query: str, recorder: Recording, allowed: list[str]) -> str:
    """Return the CSV of a query in which @HERE stands for the address of the recorder."""
    store = Store()
    store.add(Quad(NamedNode("http://e/s"), NamedNode("http://e/p"), Literal("near")))
    options = WorkerOptions(
        store=Path("store"),
        prefixes={"here": f"{recorder.address}/"},
        output_prefixes={},
        memory_bytes=0,
        result_bytes=0,
        service_allow=tuple(recorder.address + path for path in allowed),
    )
    spool = Spool(10_000)
    request = SparqlRequest(query.replace("@HERE", recorder.address))
    Evaluator(store, options).answer(Job(request, MediaTypes("text/csv", None)), spool)
    return spool.short().decode()


@pytest.mark.parametrize("target", ["<@HERE/a>", "SILENT <@HERE/a>", "here:a", "<@HERE/\\u0061>"])
def test_an_allowed_endpoint_is_called_and_its_rows_are_joined(target: str) -> None:
    with recording({"/a": Reply(body=ONE_ROW)}) as recorder:
        query = f"SELECT ?x ?o {{ ?s ?p ?o SERVICE {target} {{ ?x ?y ?z }} }}"
        text = answer(query, recorder, ["/a"])

    assert text == "x,o\r\nfar,near\r\n"
    assert recorder.paths == ["/a"]


@pytest.mark.parametrize(
    "group",
    [
        "SERVICE <@HERE/b> {}",
        "SERVICE <@HERE/a/> {}",
        "SERVICE here:b {}",
        "BIND(<@HERE/a> AS ?e) SERVICE ?e {}",
        "SERVICE <@HERE/a> { SERVICE <@HERE/b> {} }",
        "{ SERVICE <@HERE/a> {} } UNION { SERVICE SILENT <@HERE/b> {} }",
    ],
)
def test_nobody_is_called_where_one_endpoint_is_not_allowed(group: str) -> None:
    with recording() as recorder, pytest.raises(ServiceRefused):
        answer(f"SELECT * {{ {group} }}", recorder, ["/a"])

    assert recorder.requests == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("location", ["/b", "@HERE/b"])
def test_a_redirect_is_not_followed(status: int, location: str) -> None:
    location = location.replace("@HERE", "http://127.0.0.1:1")
    reply = Reply(status, ONE_ROW, (("Location", location),))
    with recording({"/a": reply}) as recorder, pytest.raises(ServiceFailed) as failed:
        answer("SELECT * { SERVICE <@HERE/a> { ?x ?y ?z } }", recorder, ["/a", "/b"])

    assert recorder.paths == ["/a"]
    assert failed.value.status == 502


@pytest.mark.parametrize(
    "reply",
    [
        Reply(500, b"out of order"),
        Reply(404, b"x" * 100_000),
        Reply(200, b"no JSON"),
        Reply(200, ONE_ROW[:60]),
        Reply(200, b""),
    ],
)
def test_an_endpoint_that_fails_is_an_error_and_never_a_row(reply: Reply) -> None:
    with recording({"/a": reply}) as recorder, pytest.raises(ServiceFailed) as failed:
        answer("SELECT * { SERVICE <@HERE/a> { ?x ?y ?z } }", recorder, ["/a"])

    assert len(failed.value.detail) < 400


def test_an_endpoint_that_fails_in_silence_gives_no_values() -> None:
    with recording({"/a": Reply(500)}) as recorder:
        query = "SELECT ?x ?o { ?s ?p ?o SERVICE SILENT <@HERE/a> { ?x ?y ?z } }"
        text = answer(query, recorder, ["/a"])

    assert text == "x,o\r\n,near\r\n"


def test_an_unknown_function_beside_a_call_is_an_error_of_the_query() -> None:
    with recording() as recorder, pytest.raises(QueryRefused):
        answer("SELECT (here:f(?x) AS ?y) { SERVICE here:a { ?x ?y ?z } }", recorder, ["/a"])


@pytest.mark.parametrize("clause", ["FROM <@HERE/a>", "FROM NAMED <@HERE/a>", "FROM here:a"])
def test_from_fetches_nothing(clause: str) -> None:
    with recording() as recorder, pytest.raises(UnknownGraph):
        answer(f"SELECT * {clause} {{ ?s ?p ?o }}", recorder, ["/a"])

    assert recorder.requests == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { GRAPH <@HERE/a> { ?s ?p ?o } }",
        "DESCRIBE <@HERE/a>",
        "LOAD <@HERE/a>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <@HERE/a> { ?s ?p ?o } }",
    ],
)
def test_no_other_part_of_a_text_calls_anybody(query: str) -> None:
    with recording() as recorder, suppress(QueryRefused, NotAcceptable):
        answer(query, recorder, ["/a"])

    assert recorder.requests == []
