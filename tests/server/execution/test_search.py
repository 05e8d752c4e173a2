"""Searches as queries meet them: answered by a worker from the index beside its store."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph_data.search_index import SEARCH, write_index
from graph_data.store import write_store
from ontology.standard import OIO, RDFS
from ontology.terms import NAMESPACE
from server.execution.pool import WorkerPool
from server.execution.search import Searches
from server.messages import MediaTypes, SparqlRequest
from server.problems import QueryFailed, SearchRefused, ServiceRefused, SyntaxProblem
from server.settings import Settings

PREFIXES = {"rg": NAMESPACE, "ex": "http://e/", "rdfs": RDFS}
MEDIA_TYPES = MediaTypes("application/sparql-results+json", None)
LABEL, EXACT = NamedNode(RDFS + "label"), NamedNode(OIO + "hasExactSynonym")


def quads() -> Iterator[Quad]:
    for graph in ("one", "two"):
        for local, predicate, name in [
            ("vipoma", LABEL, "VIPoma"),
            ("vipoma", EXACT, "Verner-Morrison syndrome"),
            ("gastrinoma", LABEL, "Gastrinoma"),
        ]:
            node = NamedNode(f"http://e/{local}")
            yield Quad(
                node, predicate, Literal(name, language="en"), NamedNode(f"http://e/{graph}")
            )


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkerPool]:
    folder = tmp_path_factory.mktemp("release")
    write_store(folder / "store", quads())
    write_index(folder / SEARCH, quads())
    with WorkerPool(Settings(release=folder, workers=1), PREFIXES, PREFIXES) as started:
        yield started


def rows(pool: WorkerPool, query: str) -> list[dict[str, str]]:
    content = pool.execute(SparqlRequest(query), MEDIA_TYPES).content
    assert isinstance(content, bytes)
    bindings = json.loads(content)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in bindings]


def test_what_a_search_finds_is_joined_with_the_rest_of_the_query(pool: WorkerPool) -> None:
    query = """SELECT ?label { SERVICE rg:search { ?hit rg:query "morrison vern*" }
        ?hit rdfs:label ?label }"""

    assert rows(pool, query) == [{"label": "VIPoma"}]


def test_a_search_that_finds_nothing_gives_no_row(pool: WorkerPool) -> None:
    assert rows(pool, 'SELECT * { SERVICE rg:search { ?hit rg:query "none" } }') == []


def test_an_entity_is_one_row_unless_what_tells_its_names_apart_is_asked_for(
    pool: WorkerPool,
) -> None:
    search = 'SELECT * {{ SERVICE rg:search {{ ?hit rg:query "v*" ; rg:score ?s {} }} }}'

    assert len(rows(pool, search.format(""))) == 1
    assert len(rows(pool, search.format("; rg:matchedName ?n"))) == 2
    assert len(rows(pool, search.format("; rg:matchedName ?n ; rg:inGraph ?g"))) == 4
    assert len(rows(pool, search.format("; rg:inGraph ex:one ; rg:matchedProperty ?p"))) == 2


def test_another_call_beside_a_search_is_refused(pool: WorkerPool) -> None:
    search = 'SERVICE rg:search { ?hit rg:query "a" }'

    with pytest.raises(ServiceRefused) as refused:
        rows(pool, f"SELECT * {{ {search}\n SERVICE <http://127.0.0.1:1/> {{}} }}")

    assert (refused.value.members["line"], refused.value.members["column"]) == (2, 2)


def test_a_mistake_behind_a_search_is_told_at_its_place(pool: WorkerPool) -> None:
    search = 'SERVICE rg:search { ?hit rg:query "v*" ; rg:matchedName ?n }'
    query = f"SELECT * {{ {search} ?hit ?p 'a' 'b' }}"

    assert column(pool, query) == column(pool, query.replace(search, "{}".ljust(len(search))))


def column(pool: WorkerPool, query: str) -> object:
    with pytest.raises(SyntaxProblem) as refused:
        rows(pool, query)
    return refused.value.members["column"]


def test_a_release_without_an_index_tells_so(tmp_path: Path) -> None:
    with pytest.raises(SearchRefused, match="has no index to search"):
        Searches(tmp_path / SEARCH).replaced(
            'ASK { SERVICE rg:search { ?h rg:query "a" } }', PREFIXES
        )


def test_a_query_without_a_search_needs_no_index(tmp_path: Path) -> None:
    assert Searches(tmp_path / SEARCH).replaced("ASK {}", PREFIXES).text == "ASK {}"


def test_a_damaged_index_is_no_fault_of_the_query(tmp_path: Path) -> None:
    path = tmp_path / SEARCH
    write_index(
        path,
        (Quad(NamedNode(f"http://e/{n}"), LABEL, Literal(f"name {n}")) for n in range(3_000)),
    )
    content = bytearray(path.read_bytes())
    content[len(content) // 4 :] = bytes(len(content) - len(content) // 4)
    path.write_bytes(content)

    with pytest.raises((QueryFailed, SearchRefused)):
        Searches(path).replaced('ASK { SERVICE rg:search { ?h rg:query "name" } }', PREFIXES)
