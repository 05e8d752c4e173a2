"""The service description is that of the code that runs."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store, Triple

from graph_data.format_iris import format_iri
from ontology import terms as rg
from ontology.identifiers import query_prefixes
from ontology.standard import (
    SD,
    SH,
    rdf_type,
    schema_name,
    schema_value,
    sd_endpoint,
    sd_extensionFunction,
    sd_feature,
    sd_name,
    sd_resultFormat,
    sd_UnionDefaultGraph,
    sh_prefixes,
)
from server.description.functions import extension_functions
from server.description.service import LIMITS, SEARCH_TERMS, service_description
from server.protocol.formats import HTML, SOLUTIONS, TRIPLES
from server.settings import Settings, table

ENDPOINT = "http://127.0.0.1:8000/sparql"
GRAPHS = ("http://e/one", "http://e/other")


def described(is_release: bool = True, has_search: bool = True, **given: object) -> list[Triple]:
    settings = Settings(release=Path("r"), **given)  # type: ignore[arg-type]
    return service_description(
        settings, GRAPHS, ENDPOINT, is_release=is_release, has_search=has_search
    )


def values(triples: list[Triple], predicate: NamedNode) -> set[object]:
    return {triple.object for triple in triples if triple.predicate == predicate}


def features(triples: list[Triple]) -> set[str]:
    found = {one for one in values(triples, sd_feature) if isinstance(one, NamedNode)}
    return {one.value.removeprefix(SD) for one in found}


def test_the_endpoint_is_where_it_was_asked() -> None:
    assert values(described(), sd_endpoint) == {NamedNode(ENDPOINT)}


def test_every_format_that_the_server_offers_is_told() -> None:
    offered = {one.media_type for one in (*SOLUTIONS, *TRIPLES)} - {HTML}

    assert None not in (expected := {format_iri(one) for one in offered})
    assert values(described(), sd_resultFormat) == expected


def test_every_function_of_the_engine_is_told() -> None:
    assert values(described(), sd_extensionFunction) == set(extension_functions())


def test_every_named_graph_is_told() -> None:
    assert values(described(), sd_name) == {NamedNode(graph) for graph in GRAPHS}


def test_federation_is_told_only_where_it_is_allowed() -> None:
    allowing = described(service_allow=("https://e.org/sparql",))

    assert "BasicFederatedQuery" in features(allowing)
    assert "BasicFederatedQuery" not in features(described())


def test_text_search_is_told_only_where_there_is_an_index() -> None:
    without = described(has_search=False)

    assert rg.search in values(described(), sd_feature)
    assert rg.search not in values(without, sd_feature)
    assert not any(triple.object in SEARCH_TERMS for triple in without)


def test_every_limit_is_told_with_the_value_that_is_set() -> None:
    triples = described(query_seconds=7.5)

    limits = {t.object for t in triples if t.predicate == rg.serviceLimit}
    names = {str(t.object): t.subject for t in triples if t.predicate == schema_name}
    key = names['"query_seconds"'], schema_value
    (seconds,) = [t.object for t in triples if (t.subject, t.predicate) == key]
    assert len(limits) == len(LIMITS)
    assert float(seconds.value) == 7.5  # type: ignore[union-attr]


def test_every_told_limit_is_a_setting() -> None:
    assert set(LIMITS) <= {setting.name for setting in table()}


def test_a_release_declares_the_prefixes_that_need_no_line() -> None:
    triples = described()

    (owner,) = values(triples, sh_prefixes)
    declared = {
        triple.object for triple in triples if triple.predicate == NamedNode(SH + "declare")
    }
    names = {
        triple.object.value  # type: ignore[union-attr]
        for triple in triples
        if triple.subject in declared and triple.predicate == NamedNode(SH + "prefix")
    }
    assert owner == NamedNode(rg.NAMESPACE)
    assert names == set(query_prefixes())


def test_data_of_users_get_no_name_of_ours() -> None:
    triples = described(is_release=False, has_search=False)

    subjects = {t.subject.value for t in triples if isinstance(t.subject, NamedNode)}
    ours = {iri for iri in subjects if iri.startswith("https://w3id.org/raregraph/")}
    assert not ours
    assert sd_UnionDefaultGraph not in values(triples, sd_feature)


def test_nothing_described_is_a_blank_node() -> None:
    assert all(isinstance(triple.subject, NamedNode) for triple in described())
    assert any(triple.predicate == rdf_type for triple in described())


@pytest.mark.parametrize(
    "query",
    [
        'VERSION "1.2" SELECT * { ?s ?p <<( ?a ?b ?c )>> }',
        "SELECT * { BIND(1 AS ?a) LATERAL { SELECT (?a + 1 AS ?b) {} } }",
    ],
    ids=["SPARQL 1.2", "SEP-0006"],
)
def test_the_engine_reads_what_the_description_calls_extensions(query: str) -> None:
    Store().query(query)
