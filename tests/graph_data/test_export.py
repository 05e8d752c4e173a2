from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from graph_data.export import NotInRelease, condition, one_graph, write_export

from .offenders import HEAD, SOUND

GRAPH = NamedNode("https://w3id.org/raregraph/graph/small")
ID = "https://w3id.org/raregraph/id/"
MORE = """
<https://w3id.org/raregraph/claim/c> a rdf:Statement ;
    rdf:subject d:a ; rdf:predicate rg:occursInContextOf ; rdf:object d:b ;
    rg:assertedBy <https://w3id.org/raregraph/source/s> .
<https://w3id.org/raregraph/source/s> a prov:Entity ; dcterms:title "S"@en .
d:b dcterms:description "Long."@en ; rg:inheritance HP:0000007 .
d:far a biolink:Disease ; skos:prefLabel "Far"@en .
HP:0000006 skos:prefLabel "Autosomal dominant inheritance"@en ; rdfs:comment "More."@en .
"""


@pytest.fixture
def store() -> Store:
    filled = Store()
    for quad in parse(HEAD + SOUND + MORE, RdfFormat.TURTLE):
        filled.add(Quad(quad.subject, quad.predicate, quad.object, GRAPH))
        filled.add(Quad(quad.subject, quad.predicate, quad.object))
    return filled


def subjects(quads: list[Quad]) -> set[str]:
    return {q.subject.value.rsplit("/", 1)[1] for q in quads if isinstance(q.subject, NamedNode)}


@pytest.mark.parametrize("form", [RdfFormat.TURTLE, RdfFormat.N_QUADS, RdfFormat.TRIG])
def test_an_export_reloads_and_does_not_depend_on_the_order(
    store: Store, tmp_path: Path, form: RdfFormat
) -> None:
    quads = list(one_graph(store, GRAPH))
    written = []
    for number, given in enumerate((quads, [*reversed(quads), *quads])):
        folder = tmp_path / str(number)
        folder.mkdir()
        written.append(write_export(given, folder, form, {}).read_bytes())

    assert written[0] == written[1]
    expected = set(quads) if form.supports_datasets else {Quad(*q.triple) for q in quads}
    assert set(parse(written[0], form)) == expected


def test_an_unknown_graph_is_told_with_those_there_are(store: Store) -> None:
    with pytest.raises(NotInRelease, match=r"the release has .*graph/small"):
        one_graph(store, NamedNode("https://w3id.org/raregraph/graph/none"))


def test_one_graph_holds_its_quads(store: Store) -> None:
    assert set(one_graph(store, GRAPH)) == {q for q in store if q.graph_name == GRAPH}


def test_a_condition_comes_with_its_claims_and_their_sources(store: Store) -> None:
    found = subjects(condition(store, NamedNode(ID + "a")))

    assert {"a", "c", "s"} <= found
    assert "far" not in found


def test_of_another_condition_only_type_and_name_come_along(store: Store) -> None:
    quads = condition(store, NamedNode(ID + "a"))

    other = [q for q in quads if q.subject == NamedNode(ID + "b")]
    assert {q.predicate.value.rsplit("/", 1)[1] for q in other} == {
        "22-rdf-syntax-ns#type",
        "core#prefLabel",
    }


def test_a_term_of_others_comes_with_its_name_only(store: Store) -> None:
    mode = NamedNode("http://purl.obolibrary.org/obo/HP_0000006")

    quads = [q for q in condition(store, NamedNode(ID + "a")) if q.subject == mode]

    assert [quad.object for quad in quads] == [
        Literal("Autosomal dominant inheritance", language="en")
    ]


def test_a_condition_of_which_nothing_is_said_is_an_error(store: Store) -> None:
    with pytest.raises(NotInRelease, match="nothing is said of"):
        condition(store, NamedNode(ID + "gard-0000000"))
