"""What counts as a change between two releases, and what does not."""

import time

from pyoxigraph import RdfFormat, parse

from graph_data.comparing import differing
from graph_data.differences import Change, Difference, Said, about, mapping_differences
from graph_data.said import family, said_in

from .offenders import HEAD

MEN1 = "http://www.orpha.net/ORDO/Orphanet_652"
TURTLE = """
@prefix source: <https://w3id.org/raregraph/source/> .
@prefix ORPHA: <http://www.orpha.net/ORDO/Orphanet_> .
@prefix HGNC: <http://identifiers.org/hgnc/> .
@prefix UMLS: <http://linkedlifedata.com/resource/umls/id/> .
"""
# 2024: a candidate gene, a prevalence by two studies, a name, three mappings.
OLD = """
ex:c1 a rdf:Statement , rg:QualifiedClaim ; rdf:subject ORPHA:652 ;
    rdf:predicate rg:geneAssociation ; rdf:object HGNC:7010 ; rg:associationType "Candidate"@en ;
    rg:assertedBy source:orphadata-product6-2024-06-25 ; rg:asWritten "row one" .
ex:c2 a rdf:Statement , rg:QuantifiedClaim ; rdf:subject ORPHA:652 ;
    rdf:predicate rg:pointPrevalence ; rdf:object d:europe ; schema:value 3.3 ;
    rg:assertedBy source:orphadata-product9-prev-2024-12-03 .
ex:c3 a rdf:Statement , rg:QuantifiedClaim ; rdf:subject ORPHA:652 ;
    rdf:predicate rg:pointPrevalence ; rdf:object d:europe ; schema:value 5.5 ;
    rg:assertedBy source:orphadata-product9-prev-2024-12-03 .
ex:c4 a rdf:Statement , rg:SynonymClaim ; rdf:subject ORPHA:652 ;
    rdf:predicate skos:altLabel ; rdf:object "Wermer Syndrome"@en ;
    rg:assertedBy source:orphadata-product1-2024-12-03 .
ORPHA:652 rdfs:label "Multiple Endocrine Neoplasia type 1"@en .
ex:m1 a owl:Axiom ; owl:annotatedSource MONDO:0005048 ; owl:annotatedProperty skos:exactMatch ;
    owl:annotatedTarget UMLS:C0021670 ; rg:assertedBy source:mondo-2026-05-05 .
ex:m2 a owl:Axiom ; owl:annotatedSource MONDO:0007540 ; owl:annotatedProperty skos:exactMatch ;
    owl:annotatedTarget ORPHA:652 ; rg:assertedBy source:mondo-2026-05-05 .
ex:m3 a owl:Axiom ; owl:annotatedSource MONDO:0007540 ; owl:annotatedProperty skos:exactMatch ;
    owl:annotatedTarget UMLS:C0025267 ; rg:assertedBy source:mondo-2026-05-05 .
"""
# 2025: every IRI of a claim and every version of a source is another one.
SAME = (
    OLD.replace("2024-06-25", "2025-06-24")
    .replace("2026-05-05", "2026-08-04")
    .replace("ex:c", "ex:other")
    .replace("ex:m", "ex:record")
)


def release(turtle: str) -> list[bytes]:
    """Return what a release says that holds these triples, as comparing two takes it."""
    quads = parse(HEAD + TURTLE + turtle, RdfFormat.TURTLE)
    return sorted(set(said_in(sorted(f"{q.triple} <urn:g> .\n".encode() for q in quads))))


def changes(old: str, new: str) -> list[Difference]:
    return list(differing(release(old), release(new)))


def only(old: str, new: str) -> Difference:
    (one,) = changes(old, new)
    return one


def test_a_new_version_that_says_the_same_makes_no_difference() -> None:
    assert changes(OLD, SAME) == []


def test_labels_and_their_spelling_notes_and_places_do_not_count() -> None:
    cosmetic = SAME.replace("Wermer Syndrome", "Wermer syndrome").replace("row one", "row 2")
    cosmetic = cosmetic.replace("Multiple Endocrine Neoplasia type 1", "MEN 1")

    assert changes(OLD, cosmetic) == []


def test_a_claim_that_came_is_added_and_the_other_way_round_withdrawn() -> None:
    without = OLD[OLD.index("ex:c2") :]

    added, withdrawn = only(without, OLD), only(OLD, without)

    assert (added.change, withdrawn.change) == (Change.CLAIM_ADDED, Change.CLAIM_WITHDRAWN)
    assert added.before is None
    assert added.after == withdrawn.before
    assert added.come == "QualifiedClaim; associationType candidate"


def test_another_condition_of_the_same_claim_is_told_with_both() -> None:
    new = SAME.replace("rg:QualifiedClaim", "rg:PlainClaim").replace("Candidate", "Causal")

    one = only(OLD, new)

    assert one.change == Change.CONDITION_CHANGED
    assert one.gone == "QualifiedClaim; associationType candidate"
    assert one.come == "PlainClaim; associationType causal"


def test_of_several_claims_that_say_the_same_only_the_changed_one_is_told() -> None:
    one = only(OLD, SAME.replace("5.5", "6.5"))

    assert (one.change, one.gone, one.come) == (
        Change.CONDITION_CHANGED,
        "QuantifiedClaim; value 5.5",
        "QuantifiedClaim; value 6.5",
    )


def test_an_identifier_that_hangs_on_another_class_has_moved() -> None:
    one = only(OLD, SAME.replace("MONDO:0005048", "MONDO:0024677"))

    assert one.change == Change.MAPPING_MOVED
    assert one.before is not None
    assert one.after is not None
    assert one.before.subject.endswith("0005048")
    assert one.after.subject.endswith("0024677")
    assert one.before.object == one.after.object


def test_a_class_that_has_another_identifier_of_the_same_space_has_moved() -> None:
    one = only(OLD, SAME.replace("UMLS:C0025267", "UMLS:C9999999"))

    assert one.change == Change.MAPPING_MOVED
    assert one.after is not None
    assert one.after.object.endswith("C9999999")


def test_only_another_predicate_is_another_relation() -> None:
    new = SAME.replace(
        "owl:annotatedProperty skos:exactMatch ;\n    owl:annotatedTarget ORPHA:652",
        "owl:annotatedProperty skos:broadMatch ;\n    owl:annotatedTarget ORPHA:652",
    )

    assert only(OLD, new).change == Change.RELATION_CHANGED


def test_where_it_is_not_clear_what_became_which_nothing_moved() -> None:
    two = SAME.replace("MONDO:0005048", "MONDO:0024677") + (
        "ex:m9 a owl:Axiom ; owl:annotatedSource MONDO:0005815 ;"
        " owl:annotatedProperty skos:exactMatch ; owl:annotatedTarget UMLS:C0021670 ;"
        " rg:assertedBy source:mondo-2026-08-04 ."
    )

    assert [one.change for one in changes(OLD, two)] == [
        Change.MAPPING_WITHDRAWN,
        Change.MAPPING_ADDED,
        Change.MAPPING_ADDED,
    ]


def test_a_mapping_that_is_denied_now_is_another_relation() -> None:
    denied = SAME.replace(
        "owl:annotatedTarget ORPHA:652 ;",
        'owl:annotatedTarget ORPHA:652 ; sssom:predicate_modifier "Not" ;',
    )

    assert only(OLD, denied).change == Change.RELATION_CHANGED


def test_the_same_said_by_another_source_is_another_claim() -> None:
    other = SAME.replace("source:orphadata-product6-2025-06-24", "source:gard-genes-2024")

    assert [one.change for one in changes(OLD, other)] == [
        Change.CLAIM_ADDED,
        Change.CLAIM_WITHDRAWN,
    ]


def test_only_what_is_about_an_entity_can_be_asked_for() -> None:
    new = SAME.replace("Candidate", "Causal").replace("MONDO:0005048", "MONDO:0024677")

    (one,) = about(changes(OLD, new), frozenset({MEN1}))

    assert one.change == Change.CONDITION_CHANGED


def test_the_name_of_a_source_loses_its_version_and_nothing_more() -> None:
    base = "https://w3id.org/raregraph/source/"
    names = {
        "gard-0013034-2018-05-18": "gard-0013034",
        "gard-0000003-undated": "gard-0000003",
        "gard-csv-2024": "gard-csv",
        "ordo-3.1": "ordo",
        "orphapackets-0123456789ab": "orphapackets",
        "gard-0013034": "gard-0013034",
        "raregraph-curation": "raregraph-curation",
    }

    assert {name: family(base + name) for name in names} == names


def test_moves_by_the_hundred_thousand_are_paired_at_once() -> None:
    gone, come = (
        frozenset(Said("mondo", f"ex:{n}", "ex:p", f"UMLS:{first + n}") for n in range(100_000))
        for first in (0, 500_000)
    )
    begin = time.monotonic()

    found = [one.change for one in mapping_differences(gone, come)]

    assert found == [Change.MAPPING_MOVED] * 100_000
    assert time.monotonic() - begin < 30


def test_a_text_with_tabs_and_line_ends_stays_one_cell() -> None:
    odd = OLD.replace('"Wermer Syndrome"@en', '"Wermer\\t\\nSyndrome"')

    added = [one.after for one in changes(OLD, odd) if one.after]

    assert [one.object for one in added] == ["Wermer Syndrome"]


def test_a_claim_by_two_sources_of_which_one_left_is_withdrawn_by_that_one() -> None:
    both = OLD.replace(
        "rg:assertedBy source:orphadata-product1-2024-12-03",
        "rg:assertedBy source:orphadata-product1-2024-12-03 , source:ordo-3.1",
    )

    one = only(both, OLD)

    assert one.change == Change.CLAIM_WITHDRAWN
    assert one.before is not None
    assert one.before.source == "ordo"
