"""What the endpoint says of itself, on a whole release."""

import html
import json
from pathlib import Path

import pytest
import rdflib
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from rdflib.namespace import DCAT, DCTERMS, RDF, SH, VOID

from graph_data.release import read_manifest
from graph_data.store import named_quads, open_store, write_store
from graph_data.validation import shape_violations
from ontology.base import GRAPH
from ontology.files import shapes
from ontology.identifiers import query_prefixes
from server.app import create_app
from server.protocol.formats import GRAPHS
from server.settings import Settings

from .releases import graph_of

PATHS = ("/sparql", "/.well-known/void", "/dataset", "/.well-known/sparql-examples", "/prefixes")
SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
HERE = "http://localhost/"


@pytest.fixture(scope="module")
def client(release_folder: Path) -> FlaskClient:
    return client_of(release_folder)


def client_of(folder: Path, **given: str) -> FlaskClient:
    settings = Settings(release=folder, **given)  # type: ignore[arg-type]
    return create_app(settings, graph_of(folder)).test_client()


def graph_at(client: FlaskClient, path: str) -> rdflib.Graph:
    """Return what is served at a path, as another library reads it."""
    response = client.get(path, headers={"Accept": "text/turtle"})
    assert response.status_code == 200
    return rdflib.Graph().parse(data=response.data, format="turtle")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("media_type", [one.media_type for one in GRAPHS])
def test_a_description_is_the_same_in_every_format(
    client: FlaskClient, path: str, media_type: str
) -> None:
    response = client.get(path, headers={"Accept": media_type})
    turtle = client.get(path)

    assert response.headers["Content-Type"].partition(";")[0] == media_type
    found = parse(response.data, RdfFormat.from_media_type(media_type))
    assert {q.triple for q in found} == {q.triple for q in parse(turtle.data, RdfFormat.TURTLE)}


@pytest.mark.parametrize("path", PATHS)
def test_a_description_is_turtle_for_who_does_not_mind(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers={"Accept": "*/*"})

    assert response.headers["Content-Type"] == "text/turtle; charset=utf-8"
    assert {"Accept", "Accept-Encoding"} <= set(response.vary)
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", PATHS)
def test_the_format_may_be_named_in_the_address(client: FlaskClient, path: str) -> None:
    response = client.get(f"{path}?format=nt", headers={"Accept": "text/turtle"})

    assert response.headers["Content-Type"] == "application/n-triples"


@pytest.mark.parametrize("path", PATHS)
def test_a_format_that_is_not_offered_is_told(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers={"Accept": "image/png"})

    assert response.status_code == 406
    assert "text/turtle" in json.loads(response.data)["expected"]


@pytest.mark.parametrize("path", PATHS)
def test_who_has_a_description_is_told_that_it_is_still_right(
    client: FlaskClient, path: str
) -> None:
    tag = client.get(path).headers["ETag"]

    response = client.get(path, headers={"If-None-Match": tag})

    assert (response.status_code, response.data) == (304, b"")
    assert client.head(path).headers["ETag"] == tag


@pytest.mark.parametrize("path", PATHS)
def test_a_description_has_no_blank_node(client: FlaskClient, path: str) -> None:
    graph = graph_at(client, path)

    assert not [term for term in graph.all_nodes() if isinstance(term, rdflib.BNode)]


def test_what_is_served_meets_every_shape(client: FlaskClient, release_folder: Path) -> None:
    """All descriptions together, and the data that they speak of."""
    served: list[Quad] = []
    for path in PATHS:
        served += parse(client.get(path).data, RdfFormat.TURTLE)
    described = {NamedNode(GRAPH + name) for name in ("void", "dcat", "service", "examples")}
    quads = named_quads(open_store(release_folder / "store"))
    data = [quad for quad in quads if quad.graph_name not in described]

    assert list(shape_violations([*served, *data], shapes())) == []


def test_the_service_description_names_the_address_that_was_asked(client: FlaskClient) -> None:
    graph = graph_at(client, "/sparql")

    assert set(graph.objects(None, SD.endpoint)) == {rdflib.URIRef(HERE + "sparql")}


def test_every_named_graph_of_the_service_is_a_dataset_of_the_catalogue(
    client: FlaskClient,
) -> None:
    service, catalogue = graph_at(client, "/sparql"), graph_at(client, "/dataset")

    named = set(service.objects(None, SD.graph))
    assert named
    assert all((graph, RDF.type, DCAT.Dataset) in catalogue for graph in named)


def test_the_catalogue_tells_size_and_checksum_of_every_dump(client: FlaskClient) -> None:
    graph = graph_at(client, "/dataset")
    manifest = read_manifest(client.application.config["SETTINGS"].release)

    told = {
        str(graph.value(one, DCAT.downloadURL)): (
            int(str(graph.value(one, DCAT.byteSize))),
            str(graph.value(graph.value(one, SPDX.checksum), SPDX.checksumValue)).lower(),
        )
        for one in graph.subjects(DCAT.byteSize)
    }
    expected = {f"{HERE}dumps/{f.name}": (f.bytes, f.sha256) for f in manifest.files}
    assert told == expected
    assert rdflib.Literal(manifest.release) in set(graph.objects(None, DCTERMS.identifier))


def test_void_tells_dumps_and_endpoint_of_this_server(client: FlaskClient) -> None:
    graph = graph_at(client, "/.well-known/void")

    assert set(graph.objects(None, VOID.sparqlEndpoint)) == {rdflib.URIRef(HERE + "sparql")}
    assert all(str(one).startswith(HERE) for one in graph.objects(None, VOID.dataDump))


def test_an_example_has_its_query_its_target_and_its_prefixes(client: FlaskClient) -> None:
    graph = graph_at(client, "/.well-known/sparql-examples")

    executables = set(graph.subjects(RDF.type, SH.SPARQLExecutable))
    target = rdflib.URIRef("https://schema.org/target")
    asked = SH.select | SH.ask | SH.construct
    assert executables
    for one in executables:
        assert graph.value(one, target) == rdflib.URIRef(HERE + "sparql")
        assert list(graph.objects(one, asked))
        assert list(graph.objects(one, SH.prefixes / SH.declare / SH.prefix))


def test_the_prefixes_are_a_context_of_json_ld(client: FlaskClient) -> None:
    """Two readers find every CURIE to be what the table says."""
    response = client.get("/prefixes/context.jsonld")
    nodes = [{"@id": f"{prefix}:x", "rdfs:label": prefix} for prefix in query_prefixes()]
    document = json.dumps(json.loads(response.data) | {"@graph": nodes}).encode()

    assert response.headers["Content-Type"] == "application/ld+json"
    expected = {(space + "x", prefix) for prefix, space in query_prefixes().items()}
    quads = parse(document, RdfFormat.JSON_LD)
    assert {(quad.subject.value, quad.object.value) for quad in quads} == expected
    read = rdflib.Graph().parse(data=document, format="json-ld")
    assert {(str(subject), str(label)) for subject, _, label in read} == expected


def test_the_address_may_be_set(release_folder: Path) -> None:
    client = client_of(release_folder, public_url="https://e.org/kg/")

    service, catalogue = graph_at(client, "/sparql"), graph_at(client, "/dataset")
    assert set(service.objects(None, SD.endpoint)) == {rdflib.URIRef("https://e.org/kg/sparql")}
    pages = {str(one) for one in catalogue.objects(None, DCAT.landingPage)}
    assert pages == {"https://e.org/kg/"}


@pytest.mark.parametrize("host", ["a b", "a<b>", 'x"y', "e.org/evil", "e:99999", "u@e"])
def test_a_host_that_is_none_gets_no_address(client: FlaskClient, host: str) -> None:
    response = client.get("/sparql", headers={"Host": host})

    assert response.status_code == 400
    assert "Host" in json.loads(response.data)["detail"]


def test_data_without_descriptions_have_a_service_description_alone(tmp_path: Path) -> None:
    graph = NamedNode("http://e/g")
    write_store(tmp_path / "store", [Quad(graph, graph, graph, graph)])
    client = client_of(tmp_path)

    assert set(graph_at(client, "/sparql").objects(None, SD.name)) == {rdflib.URIRef(graph.value)}
    for path in PATHS[1:4]:
        assert client.get(path).status_code == 404


def test_a_browser_gets_a_page_of_the_endpoint(client: FlaskClient) -> None:
    response = client.get("/sparql", headers={"Accept": "text/html,*/*;q=0.8"})

    assert response.headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("path", PATHS[1:])
def test_a_browser_gets_a_page_of_a_description_with_links_to_its_formats(
    client: FlaskClient, path: str
) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    response = client.get(path, headers={"Accept": browser})

    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert all(f'href="?format={one.names[0]}"' in response.text for one in GRAPHS)
    turtle = response.text.split('aria-label="Turtle">')[1].split("</pre>")[0]
    assert rdflib.Graph().parse(data=html.unescape(turtle)).isomorphic(graph_at(client, path))
