"""Graphs written out by a worker, without its process."""

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse

from server.execution.graph_dump import write_graph
from server.execution.spool import Spool
from server.messages import GraphRequest, MediaTypes
from server.problems import GraphNotFound, NotAcceptable, ResultTooLarge
from server.protocol.formats import GRAPHS, QUADS

E = "http://e/"
PREFIXES = {"ex": E, "far": "http://far/"}
WHOLE = GraphRequest(is_whole=True)


def quad(letter: str, graph: NamedNode | DefaultGraph) -> Quad:
    return Quad(NamedNode(E + letter), NamedNode(E + "p"), Literal(letter), graph)


QUADS_THERE = {
    quad("a", DefaultGraph()),
    quad("b", NamedNode(E + "g")),
    quad("c", NamedNode(E + "h")),
}


@pytest.fixture
def store() -> Store:
    store = Store()
    store.extend(QUADS_THERE)
    store.add_graph(NamedNode(E + "empty"))
    return store


def written(
    store: Store, request: GraphRequest, media_type: str | None, most_bytes: int = 100_000
) -> bytes:
    spool = Spool(most_bytes)
    write_graph(store, request, MediaTypes(None, media_type), PREFIXES, spool)
    return spool.short()


@pytest.mark.parametrize("media_type", [one.media_type for one in GRAPHS])
@pytest.mark.parametrize(("graph", "letter"), [(None, "a"), (E + "g", "b"), (E + "h", "c")])
def test_a_graph_is_written_alone_in_every_format(
    store: Store, graph: str | None, letter: str, media_type: str
) -> None:
    content = written(store, GraphRequest(graph), media_type)

    rdf_format = RdfFormat.from_media_type(media_type)
    assert list(parse(content, rdf_format)) == [quad(letter, DefaultGraph())]


@pytest.mark.parametrize("media_type", [one.media_type for one in QUADS])
def test_the_whole_dataset_holds_the_default_graph_and_the_named_ones(
    store: Store, media_type: str
) -> None:
    content = written(store, WHOLE, media_type)

    assert set(parse(content, RdfFormat.from_media_type(media_type))) == QUADS_THERE


@pytest.mark.parametrize("media_type", ["text/turtle", "application/trig"])
def test_prefixes_of_the_table_are_used(store: Store, media_type: str) -> None:
    assert b"@prefix ex: <http://e/> ." in written(store, GraphRequest(), media_type)
    assert b'ex:a ex:p "a"' in written(store, GraphRequest(), media_type)


def test_an_empty_graph_that_is_declared_is_there(store: Store) -> None:
    assert written(store, GraphRequest(E + "empty"), "application/n-triples") == b""


def test_an_unknown_graph_is_not_found_and_near_names_are_told(store: Store) -> None:
    with pytest.raises(GraphNotFound) as refused:
        written(store, GraphRequest(E + "emptyy"), "text/turtle")

    assert refused.value.status == 404
    assert f"<{E}empty>" in str(refused.value.members["hint"])


@pytest.mark.parametrize(
    ("request_", "media_type"),
    [(WHOLE, "text/turtle"), (WHOLE, "application/rdf+xml"), (WHOLE, None), (GraphRequest(), None)],
)
def test_a_format_that_cannot_hold_it_is_refused_with_those_that_can(
    store: Store, request_: GraphRequest, media_type: str | None
) -> None:
    with pytest.raises(NotAcceptable) as refused:
        written(store, request_, media_type)

    assert "application/n-quads" in str(refused.value.members["expected"])


def test_xml_that_could_not_be_read_back_is_refused(store: Store) -> None:
    store.add(Quad(NamedNode(E), NamedNode(E + "1"), Literal("x")))

    with pytest.raises(NotAcceptable, match=r"http://e/1"):
        written(store, GraphRequest(), "application/rdf+xml")


@pytest.mark.parametrize("media_type", ["text/turtle", "application/rdf+xml"])
def test_a_graph_that_is_too_long_is_an_error(store: Store, media_type: str) -> None:
    with pytest.raises(ResultTooLarge):
        written(store, GraphRequest(), media_type, most_bytes=10)
