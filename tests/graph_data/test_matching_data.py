import math

import pytest
from pyoxigraph import Literal, NamedNode, Store

from graph_data.matching_data import annotated, information_content_quads
from graph_data.matching_terms import Hpo, MatchingError
from ontology.terms import informationContent

from .annotated_release import GLUCAGONOMA, GROUP, INSULINOMA, VIPOMA, quads

HP = "http://purl.obolibrary.org/obo/HP_"


@pytest.fixture
def store() -> Store:
    filled = Store()
    filled.extend(quads())
    return filled


def test_annotations_are_those_of_claims_and_denied_ones_stand_apart(store: Store) -> None:
    found = annotated(store, Hpo.of(store))

    assert (found.source, found.version) == ("phenotype-hpoa", "2023-01-27")
    assert found.annotations.present == {
        INSULINOMA: {HP + "0001958", HP + "0000975"},
        GLUCAGONOMA: {HP + "0000975"},
        VIPOMA: {HP + "0001943"},
    }
    assert found.annotations.excluded[VIPOMA] == {HP + "0000975"}
    assert GROUP not in found.annotations.present


def test_obsolete_terms_of_annotations_are_followed_or_left_out_and_counted(store: Store) -> None:
    found = annotated(store, Hpo.of(store))

    assert found.followed == {HP + "0000001": 1}
    assert found.left_out == {HP + "0000004": 1}


def test_the_annotations_of_another_source_can_be_asked_for(store: Store) -> None:
    found = annotated(store, Hpo.of(store), "orphadata-product4")

    assert found.annotations.present == {GLUCAGONOMA: {HP + "0001943"}}


def test_a_release_without_the_annotations_or_without_hpo_says_so() -> None:
    store = Store()
    store.extend(quads(hpoa="", product4=""))
    with pytest.raises(MatchingError, match="expected phenotype-hpoa or orphadata-product4"):
        annotated(store, Hpo.of(store))
    with pytest.raises(MatchingError, match=r"hp\.json"):
        Hpo.of(Store())


@pytest.mark.parametrize(
    ("term", "told"),
    [
        ("9999999", "is not in .*hp-json/2024-08-13"),
        ("0000003", "obsolete in .* without successor; HPO says to consider HP:0000975"),
        ("0000004", "obsolete in .* without successor$"),
        ("0000006", "no phenotypic abnormality"),
    ],
)
def test_a_term_that_cannot_be_asked_for_is_refused(store: Store, term: str, told: str) -> None:
    with pytest.raises(MatchingError, match=told):
        Hpo.of(store).finding(HP + term)


def test_replacements_are_followed_to_the_end(store: Store) -> None:
    assert Hpo.of(store).finding(HP + "0000001") == HP + "0001943"


def test_replacements_in_a_circle_lead_nowhere() -> None:
    store = Store()
    turning = """
        HP:0000001 owl:deprecated true ; dcterms:isReplacedBy HP:0000002 .
        HP:0000002 owl:deprecated true ; dcterms:isReplacedBy HP:0000001 .
    """
    store.extend(quads(hpo=turning))

    assert Hpo.of(store).current(HP + "0000001") is None


def test_information_content_is_written_for_every_term_that_a_disease_has(store: Store) -> None:
    written = {
        quad.subject: float(quad.object.value)
        for quad in information_content_quads(store)
        if quad.predicate == informationContent and isinstance(quad.object, Literal)
    }

    assert written[NamedNode(HP + "0001943")] == pytest.approx(math.log(3 / 2), abs=1e-6)
    assert written[NamedNode(HP + "0001958")] == pytest.approx(math.log(3), abs=1e-6)
    assert written[NamedNode(HP + "0000118")] == 0
    assert NamedNode(HP + "0001985") not in written


def test_without_annotations_no_information_content_is_written() -> None:
    assert list(information_content_quads(Store())) == []
