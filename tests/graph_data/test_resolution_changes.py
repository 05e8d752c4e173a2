"""Withdrawn entities, several sources, denied matches: what resolution makes of them."""

from pyoxigraph import NamedNode

from graph_data.naming import short
from graph_data.resolution import Crosswalk, Equivalent, targets
from ontology.identifiers import parse

from .conflicts.small_store import diseases, mapping, store_of

INSULINOMA = (
    mapping("MONDO:0024677", "UMLS:C0021670")
    + mapping("MONDO:0005048", "ORPHA:97279")
    + mapping("ORPHA:97279", "UMLS:C0021670", by="source:product1")
)
CHAIN = """
MONDO:0007262 owl:deprecated true ; dcterms:isReplacedBy MONDO:0006689 .
MONDO:0006689 owl:deprecated true ; dcterms:isReplacedBy MONDO:0100347 .
MONDO:0100347 rdfs:label "carcinoid syndrome"@en .
"""


def found(turtle: str, start: str, hops: int = 3) -> list[Equivalent]:
    return list(Crosswalk(store_of(mondo__1=turtle)).equivalents(parse(start), hops))


def route(one: Equivalent) -> str:
    return " > ".join(short(step.start) for step in one.route)


def test_an_identifier_is_reached_by_two_routes() -> None:
    routes = {short(one.entity): route(one) for one in found(INSULINOMA, "UMLS:C0021670")}

    assert routes["MONDO:0024677"] == "UMLS:C0021670"
    assert routes["MONDO:0005048"] == "UMLS:C0021670 > ORPHA:97279"


def test_different_classes_by_exact_routes_are_counted() -> None:
    counted = targets(found(INSULINOMA, "UMLS:C0021670"))

    assert {short(one) for one in counted["MONDO"]} == {"MONDO:0024677", "MONDO:0005048"}
    assert len(counted["ORPHA"]) == 1


def test_a_withdrawn_target_is_no_ambiguity_where_there_is_a_current_one() -> None:
    turtle = mapping("MONDO:0000001", "ORPHA:1") + mapping("MONDO:0000002", "ORPHA:1")
    withdrawn = "MONDO:0000002 owl:deprecated true ."

    equivalents = found(turtle + withdrawn, "ORPHA:1")
    assert {short(one.entity): one.obsolete for one in equivalents} == {
        "MONDO:0000001": False,
        "MONDO:0000002": True,
    }
    assert targets(equivalents)["MONDO"] == {parse("MONDO:0000001")}
    both = withdrawn + "MONDO:0000001 owl:deprecated true ."
    assert len(targets(found(turtle + both, "ORPHA:1"))["MONDO"]) == 2


def test_replacements_are_followed_to_the_end_of_their_chain() -> None:
    first, second = found(CHAIN, "MONDO:0007262", hops=1)

    assert (short(first.entity), first.obsolete) == ("MONDO:0006689", True)
    assert (short(second.entity), second.label) == ("MONDO:0100347", "carcinoid syndrome")
    assert route(second) == "MONDO:0007262 > MONDO:0006689"
    assert [short(source) for source in second.route[-1].sources] == ["source:mondo-1"]


def test_the_mappings_of_a_successor_are_reached() -> None:
    turtle = CHAIN + mapping("MONDO:0100347", "ORPHA:100093")

    assert short(found(turtle, "MONDO:0007262", hops=1)[-1].entity) == "ORPHA:100093"


def test_a_circle_of_replacements_ends() -> None:
    turtle = """
        MONDO:0000001 dcterms:isReplacedBy MONDO:0000002 .
        MONDO:0000002 dcterms:isReplacedBy MONDO:0000003 .
        MONDO:0000003 dcterms:isReplacedBy MONDO:0000001 .
    """

    assert [short(one.entity) for one in found(turtle, "MONDO:0000001")] == [
        "MONDO:0000002",
        "MONDO:0000003",
    ]


def test_what_is_only_to_be_considered_is_not_followed() -> None:
    turtle = "MONDO:0000001 oio:consider MONDO:0000002 ."

    (one,) = found(turtle + mapping("MONDO:0000002", "ORPHA:2"), "MONDO:0000001")
    assert short(one.route[-1].predicate) == "oio:consider"
    assert not one.exact


def test_records_of_several_sources_are_one_step() -> None:
    record = mapping("ORPHA:1", "UMLS:C0000001", by="source:product1")
    again = record.replace("mapping:", "mapping:again-").replace("product1", "ordo")

    (one,) = found(record + again, "ORPHA:1")
    assert [short(source) for source in one.route[0].sources] == ["source:ordo", "source:product1"]
    assert all(record.justification for record in one.route[0].records)


def test_a_denied_match_is_told_and_never_followed() -> None:
    denied = "mapping:orpha-1-umls-c0000001 sssom:predicate_modifier 'Not' ."
    turtle = mapping("ORPHA:1", "UMLS:C0000001") + mapping("MONDO:0000001", "UMLS:C0000001")

    (one,) = found(turtle + denied, "ORPHA:1")
    assert one.route[0].negated
    assert not one.exact


def test_a_label_is_the_best_that_there_is() -> None:
    turtle = diseases("ORPHA:1") + mapping("ORPHA:1", "UMLS:C0000001")
    told = "mapping:orpha-1-umls-c0000001 sssom:object_label 'by the record' ."
    label = "UMLS:C0000001 schema:name 'a name'@en"

    def name(more: str) -> str:
        return found(turtle + told + more, "ORPHA:1")[0].label

    assert name("") == "by the record"
    assert name(f"{label} .") == "a name"
    assert name(f"{label} ; rdfs:label 'a label'@en , 'ein Name'@de .") == "a label"
    assert name(f"{label} ; rdfs:label 'x'@en ; skos:prefLabel 'chosen'@en .") == "chosen"


def test_what_is_withdrawn_is_known() -> None:
    crosswalk = Crosswalk(store_of(mondo__1=CHAIN))

    assert crosswalk.withdrawn(parse("MONDO:0007262"))
    assert not crosswalk.withdrawn(NamedNode("https://example.org/unknown"))
