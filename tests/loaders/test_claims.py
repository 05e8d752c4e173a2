"""A claim node has a derived IRI, evidence with IRIs, and a direct triple only if it may."""

from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from graph_data.blank_nodes import named
from loaders.claims import (
    EXTRACTED,
    Claim,
    evidence,
    part_iri,
    position,
    position_in_element,
    quote,
)
from ontology import terms as rg
from ontology.base import CLAIM, ID, NODE, SOURCE
from ontology.standard import (
    biolink_agent_type,
    biolink_Disease,
    biolink_knowledge_level,
    oa_exact,
    oa_refinedBy,
    rdf_object,
    rdf_predicate,
    rdf_Statement,
    rdf_subject,
    rdf_type,
)

GRAPH = NamedNode("https://example.org/graph")
PAGE = NamedNode(SOURCE + "page-2018")
TOE, FEVER = NamedNode(ID + "toe"), NamedNode(ID + "fever")
CLAIM_OF_TOE = Claim(
    kind=rg.PlainClaim,
    subject=TOE,
    predicate=rg.differentialDiagnosis,
    object=FEVER,
    source=PAGE,
    evidence=(evidence(PAGE, quote("toe or fever"), position(3, 15)),),
    origin=EXTRACTED,
)


def _quads(claim: Claim) -> set[Quad]:
    return set(claim.quads(GRAPH))


def test_a_claim_says_what_who_where_and_how() -> None:
    claim = CLAIM_OF_TOE.iri

    said = {(q.predicate, q.object) for q in _quads(CLAIM_OF_TOE) if q.subject == claim}
    assert said == {
        (rdf_type, rdf_Statement),
        (rdf_type, rg.PlainClaim),
        (rdf_subject, TOE),
        (rdf_predicate, rg.differentialDiagnosis),
        (rdf_object, FEVER),
        (rg.assertedBy, PAGE),
        (rg.evidence, CLAIM_OF_TOE.evidence[0].iri),
        (biolink_knowledge_level, Literal("not_provided")),
        (biolink_agent_type, Literal("text_mining_agent")),
    }


def test_the_iri_of_a_claim_names_its_source_and_depends_on_what_is_claimed_only() -> None:
    same = replace(CLAIM_OF_TOE, notes=((rg.position, Literal("1")),), evidence=())
    qualified = replace(CLAIM_OF_TOE, qualifiers=((rg.quantifierText, Literal("most")),))

    assert CLAIM_OF_TOE.iri.value.startswith(CLAIM + "page-2018-")
    assert len(CLAIM_OF_TOE.iri.value.rsplit("-", 1)[1]) == 16
    assert same.iri == CLAIM_OF_TOE.iri
    assert qualified.iri != CLAIM_OF_TOE.iri
    assert replace(CLAIM_OF_TOE, object=TOE).iri != CLAIM_OF_TOE.iri


@pytest.mark.parametrize(
    ("kind", "has_direct_triple"),
    [
        (rg.PlainClaim, True),
        (rg.SynonymClaim, True),
        (rg.QualifiedClaim, False),
        (rg.QuantifiedClaim, False),
        (rg.UnqualifiedSourceClaim, False),
        (rg.ExtractedClaim, False),
    ],
)
def test_only_plain_and_synonym_claims_have_a_direct_triple(
    kind: NamedNode, has_direct_triple: bool
) -> None:
    direct = Quad(TOE, rg.differentialDiagnosis, FEVER, GRAPH)

    assert (direct in _quads(replace(CLAIM_OF_TOE, kind=kind))) is has_direct_triple


def test_an_association_class_and_qualifiers_stand_on_the_claim() -> None:
    qualifier = (rg.quantifierText, Literal("most", language="en"))
    claim = replace(CLAIM_OF_TOE, association=biolink_Disease, qualifiers=(qualifier,))

    found = _quads(claim)
    assert Quad(claim.iri, rdf_type, biolink_Disease, GRAPH) in found
    assert Quad(claim.iri, *qualifier, GRAPH) in found


def test_evidence_has_the_iri_that_the_build_gives_inline_turtle_of_the_same_content() -> None:
    turtle = f"""
        @prefix oa: <http://www.w3.org/ns/oa#> .
        <{ID}x> <{rg.evidence.value}> [ a oa:SpecificResource ; oa:hasSource <{PAGE.value}> ;
            oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact "toe or fever" ] ] .
    """

    curated = {(q.subject, q.predicate, q.object) for q in named(parse(turtle, RdfFormat.TURTLE))}
    node = evidence(PAGE, quote("toe or fever"))
    made = {(q.subject, q.predicate, q.object) for q in node.quads(GRAPH)}
    assert (NamedNode(ID + "x"), rg.evidence, node.iri) in curated
    assert made == {triple for triple in curated if triple[1] != rg.evidence}


def test_every_selector_and_place_has_an_iri() -> None:
    place = evidence(PAGE, quote("a"), position_in_element("/a/b[2]", 0, 1))

    found = place.quads(GRAPH)
    assert {type(term) for q in found for term in (q.subject, q.predicate)} == {NamedNode}
    assert {type(q.object) for q in found} == {NamedNode, Literal}
    assert [q.object for q in found if q.predicate == oa_exact] == [Literal("a")]
    assert sum(q.predicate == oa_refinedBy for q in found) == 1
    assert place.iri.value.startswith(NODE)


def test_a_part_of_a_source_is_known_by_its_place() -> None:
    assert part_iri(PAGE, "section", 1) == part_iri(PAGE, "section", 1)
    assert part_iri(PAGE, "section", 1) != part_iri(PAGE, "section", 2)
