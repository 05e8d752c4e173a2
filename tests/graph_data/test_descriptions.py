"""What a release says of itself in VoID and in DCAT."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, QuerySolutions, Store

from graph_data.dcat import DEVELOPERS
from graph_data.release import read_manifest
from graph_data.store import open_store
from ontology.identifiers import query_prefixes
from ontology.standard import foaf_name


@pytest.fixture(scope="module")
def store(release_folder: Path) -> Store:
    return open_store(release_folder / "store")


def rows(store: Store, pattern: str) -> list[tuple[str, ...]]:
    """Return the rows of a pattern; `?a`, `?b` ... are what they have."""
    found = store.query(f"SELECT * {{ {pattern} }}", prefixes=query_prefixes())
    assert isinstance(found, QuerySolutions)
    names = sorted(variable.value for variable in found.variables)
    return sorted(tuple(row[name].value for name in names) for row in found)


def values(store: Store, pattern: str) -> set[str]:
    return {row[0] for row in rows(store, pattern)}


def test_every_named_graph_is_a_dataset_of_the_catalogue(store: Store) -> None:
    listed = values(store, "GRAPH graph:dcat { dataset:catalogue dcat:dataset ?a }")

    named = {graph.value for graph in store.named_graphs()}
    assert listed == named | {"https://w3id.org/raregraph/dataset/raregraph"}


def test_every_named_graph_but_the_descriptions_has_its_statistics(store: Store) -> None:
    subsets = values(store, "GRAPH graph:void { dataset:raregraph void:subset ?a }")

    derived = {f"https://w3id.org/raregraph/graph/{name}" for name in ("void", "dcat")}
    assert subsets == {graph.value for graph in store.named_graphs()} - derived


@pytest.mark.parametrize(
    "term",
    [
        *("sparqlEndpoint", "dataDump", "feature", "uriSpace", "exampleResource", "vocabulary"),
        *("triples", "classes", "properties", "distinctSubjects", "distinctObjects", "subset"),
        *("classPartition", "propertyPartition"),
    ],
)
def test_the_whole_dataset_is_described_by_each_property_of_void(store: Store, term: str) -> None:
    assert values(store, f"GRAPH graph:void {{ dataset:raregraph void:{term} ?a }}")


def test_an_example_resource_is_described_in_the_data(store: Store) -> None:
    pattern = "GRAPH graph:void { ?a void:exampleResource ?b } GRAPH ?c { ?b a biolink:Disease }"

    assert rows(store, pattern)


def test_every_dump_of_the_manifest_is_a_distribution(store: Store, release_folder: Path) -> None:
    addresses = values(store, "GRAPH graph:dcat { [] dcat:downloadURL ?a }")

    names = {file.name for file in read_manifest(release_folder).files}
    assert {address.rpartition("/")[2] for address in addresses} == names


def test_a_packed_dump_has_the_media_type_of_what_is_in_it(store: Store) -> None:
    pattern = "[] dcat:compressFormat ?a ; dcat:mediaType ?b ; dcat:downloadURL ?c"

    media = {(a.rpartition("/")[2], b.rpartition("/")[2]) for a, b, _ in rows(store, pattern)}
    assert media == {("gzip", name) for name in ("turtle", "n-quads", "trig", "ld+json")}


def test_a_release_does_not_claim_the_checksums_of_its_own_dumps(store: Store) -> None:
    assert not values(store, "?a dcat:byteSize|spdx:checksum []")


def test_a_graph_is_derived_from_the_source_releases_of_its_claims(store: Store) -> None:
    sources = values(store, "graph:curated prov:wasDerivedFrom ?a")

    asserting = values(store, "GRAPH graph:curated { [] rg:assertedBy ?a }")
    assert sources == asserting != set()


def test_the_developers_are_those_of_the_citation_file(store: Store) -> None:
    citation = Path(__file__).resolve().parents[2] / "CITATION.cff"
    (name,) = {quad.object for quad in store.quads_for_pattern(DEVELOPERS, foaf_name, None)}

    assert isinstance(name, Literal)
    assert f'name: "{name.value}"' in citation.read_text(encoding="utf-8")


def test_every_example_query_says_where_it_can_be_asked(store: Store) -> None:
    pattern = "GRAPH graph:examples { ?a a sh:SPARQLExecutable }"

    targeted = values(store, "GRAPH graph:service { ?a schema:target [] }")
    assert targeted == values(store, pattern) != set()


def test_the_description_of_the_endpoint_names_every_graph(store: Store) -> None:
    names = values(store, "GRAPH graph:service { [] sd:name ?a }")

    assert names == {graph.value for graph in store.named_graphs()}


def test_the_endpoint_is_one_thing_in_all_descriptions(store: Store) -> None:
    pattern = "?a a sd:Service , dcat:DataService ; sd:endpoint ?b ; dcat:endpointURL ?b"

    assert [row[1] for row in rows(store, pattern)] == ["https://w3id.org/raregraph/sparql"]


def test_every_dataset_of_the_catalogue_has_a_licence(store: Store) -> None:
    datasets = values(store, "GRAPH graph:dcat { ?a a dcat:Dataset }")

    assert values(store, "GRAPH graph:dcat { ?a dcterms:license [] }") >= datasets != set()
