import pytest
from pyoxigraph import RdfFormat, Store, parse

from graph_data.conflicts import CONFLICTS as GRAPH
from graph_data.conflicts import KINDS, conflict_quads
from graph_data.validation import shape_violations
from ontology.files import shapes, vocabulary

from .cases import CONFLICTS, INSULINOMA, SOUND
from .small_store import claim, diseases, found, mapping, store_of

NAMES = [kind.name for kind in KINDS]


def store(turtle: str) -> Store:
    return store_of(orphapackets__1=turtle)


def test_every_kind_has_its_cases() -> None:
    assert list(CONFLICTS) == list(SOUND) == NAMES


@pytest.mark.parametrize(("kind", "turtle"), [(k, t) for k in NAMES for t in CONFLICTS[k]])
def test_a_disagreement_is_one_conflict(kind: str, turtle: str) -> None:
    (one,) = found(store(turtle), kind)

    assert one.label
    assert one.concerns
    assert len(one.statements) + len(one.values) >= 2


@pytest.mark.parametrize(("kind", "turtle"), [(k, t) for k in NAMES for t in SOUND[k]])
def test_what_is_no_disagreement_is_no_conflict(kind: str, turtle: str) -> None:
    assert found(store(turtle), kind) == []


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_a_kind_says_what_it_is(kind: object) -> None:
    (one,) = (other for other in KINDS if other is kind)
    concepts = {quad.subject for quad in parse(vocabulary().read_bytes(), RdfFormat.TURTLE)}

    assert one.concept in concepts
    assert one.description.endswith(".")
    assert "{about}" in one.label
    assert one.text.splitlines()[0].startswith("# ")


def test_the_conflicts_of_a_kind_that_the_shape_knows_pass_it() -> None:
    turtle = "".join(CONFLICTS[kind][0] for kind in ("different-identifiers", "label"))
    small = store(turtle)
    described = list(small.quads_for_pattern(None, None, None, None))
    quads = list(conflict_quads(small))

    messages = {v.message for v in shape_violations([*described, *quads], shapes())}
    assert not [message for message in messages if "conflict" in message]


def test_the_shape_knows_every_kind() -> None:
    allowed = {
        quad.object
        for file in shapes()
        if file.name == "Conflict.ttl"
        for quad in parse(file.read_bytes(), RdfFormat.TURTLE)
    }
    assert {kind.concept for kind in KINDS} <= allowed


def test_an_identifier_that_leads_to_two_classes_tells_all_its_records() -> None:
    small = store(INSULINOMA + mapping("ORPHA:97279", "UMLS:C0021670"))

    (one,) = found(small, "identifier-routes")
    assert one.label == "UMLS:C0021670 leads to MONDO:0005048, MONDO:0024677 by different routes"
    assert [s.value.rsplit("/", 1)[1] for s in one.statements] == [
        "mondo-0005048-orpha-97279",
        "mondo-0024677-umls-c0021670",
        "orpha-97279-umls-c0021670",
    ]


def test_what_no_node_states_is_told_with_its_graphs() -> None:
    (one,) = found(store(CONFLICTS["packet-children"][0]), "packet-children")

    assert one.values == (
        "ORPHA:506060 skos:broader ORPHA:97253 (orphapackets/1)",
        "not said: ORPHA:97253 skos:narrower ORPHA:506060",
    )


def test_records_of_several_sources_for_one_tie_are_one_conflict() -> None:
    turtle = CONFLICTS["several-identifiers"][0]
    again = turtle.replace("mapping:", "mapping:again-").replace("source:orpha-1", "source:gard-1")

    (one,) = found(store(turtle + again), "several-identifiers")
    assert len(one.statements) == 4


def test_an_iri_depends_on_nothing_but_what_disagrees() -> None:
    kinds = [kind for kind in KINDS if kind.name == "epidemiology"]
    turtle = CONFLICTS["epidemiology"][0]
    more = diseases("ORPHA:1") + claim("more", "ORPHA:1", "rg:onset", "HP:0003581")

    (one,) = {quad.subject for quad in conflict_quads(store(turtle), kinds)}
    (other,) = {quad.subject for quad in conflict_quads(store(more + turtle), kinds)}
    assert one == other


def test_what_concerns_nothing_that_is_described_is_left_out() -> None:
    turtle = mapping("ORPHA:97282", "UMLS:C0011993") + mapping("ORPHA:97282", "UMLS:C0086768")

    assert found(store(turtle), "several-identifiers") == []


def test_a_side_without_a_described_entity_is_no_side() -> None:
    turtle = CONFLICTS["shared-identifier"][0]
    third = turtle + mapping("ORPHA:3", "OMIM:100100")

    assert len(found(store(third), "shared-identifier")[0].statements) == 2
    undescribed = third.replace("ORPHA:2 a biolink:Disease, skos:Concept .", "")
    assert found(store(undescribed), "shared-identifier") == []


def test_conflicts_are_in_a_graph_of_their_own_and_in_a_fixed_order() -> None:
    small = store("".join(turtle for kind in NAMES for turtle in CONFLICTS[kind]))

    quads = list(conflict_quads(small))
    assert {quad.graph_name for quad in quads} == {GRAPH}
    assert quads == list(conflict_quads(small))
