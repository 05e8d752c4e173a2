import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from graph_data.canonical import nquads
from graph_data.contextualising import contextualised
from ontology.base import GRAPH

from .offenders import HEAD

PLAIN = """
ex:plain a rdf:Statement, rg:PlainClaim ; rdf:subject ex:d ; rdf:predicate rg:hasPhenotype ;
    rdf:object ex:h ; rg:assertedBy ex:one .
ex:d rg:hasPhenotype ex:h .
"""
LIMIT = """
ex:limit a rdf:Statement, rg:QualifiedClaim ; rdf:subject ex:d ;
    rdf:predicate rg:hasPhenotype ; rdf:object ex:h ; rg:assertedBy ex:two .
"""


def lines(turtle: str, graph: str) -> list[bytes]:
    quads = parse(HEAD + turtle, RdfFormat.TURTLE)
    named = [Quad(q.subject, q.predicate, q.object, NamedNode(GRAPH + graph)) for q in quads]
    return nquads(named).splitlines(keepends=True)


def after(*graphs: tuple[str, str]) -> set[bytes]:
    """Return the lines that are left, and those that come instead."""
    given = sorted(line for turtle, graph in graphs for line in lines(turtle, graph))
    removed, added = contextualised(given)
    assert removed <= set(given)
    return set(given) - removed | added


def test_a_plain_claim_that_another_source_limits_points_to_the_limit() -> None:
    found = after((PLAIN, "one"), (LIMIT, "two"))

    told = (
        "ex:plain a rdf:Statement, rg:UnqualifiedSourceClaim ; rdf:subject ex:d ;"
        " rdf:predicate rg:hasPhenotype ; rdf:object ex:h ; rg:assertedBy ex:one ;"
        " rg:contextualisedBy ex:limit ."
    )
    assert found == {*lines(told, "one"), *lines(LIMIT, "two")}


def test_a_denial_limits_whatever_its_kind() -> None:
    denial = LIMIT.replace("rg:QualifiedClaim", "ex:Odd") + "ex:limit biolink:negated true ."

    found = after((PLAIN, "one"), (denial, "two"))

    assert set(lines("ex:plain rg:contextualisedBy ex:limit .", "one")) < found


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (PLAIN, LIMIT.replace("ex:two", "ex:one")),
        (PLAIN, LIMIT.replace("ex:h ;", "ex:other ;")),
        (PLAIN, LIMIT.replace("rg:QualifiedClaim", "rg:ExtractedClaim")),
        (PLAIN, PLAIN.replace("ex:plain", "ex:again").replace("ex:one", "ex:two")),
        *[
            tuple(t.replace("rg:hasPhenotype", "rg:geneAssociation") for t in (PLAIN, LIMIT)),
        ],
    ],
    ids=["same source", "other object", "extracted", "as plain", "gene"],
)
def test_other_claims_stay_as_they_are(one: str, two: str) -> None:
    assert after((one, "one"), (two, "two")) == {*lines(one, "one"), *lines(two, "two")}


def test_a_curated_claim_stays_as_it_is() -> None:
    found = after((PLAIN, "curated"), (LIMIT, "two"))

    assert set(lines(PLAIN, "curated")) <= found


def test_the_direct_triple_of_another_graph_stays() -> None:
    other = PLAIN.replace("ex:plain", "ex:again").replace("ex:one", "ex:two")

    found = after((PLAIN, "one"), (other + LIMIT, "two"))

    assert set(lines(other, "two")) <= found
    assert not set(lines("ex:d rg:hasPhenotype ex:h .", "one")) & found


def test_modes_of_inheritance_of_two_sources_limit_each_other() -> None:
    one = PLAIN.replace("rg:hasPhenotype", "rg:inheritance")
    two = one.replace("ex:plain", "ex:again").replace("ex:one", "ex:two").replace("ex:h", "ex:i")

    found = after((one, "one"), (two, "two"))

    assert set(lines("ex:plain rg:contextualisedBy ex:again .", "one")) < found
    assert set(lines("ex:again rg:contextualisedBy ex:plain .", "two")) < found
    assert not set(lines("ex:d rg:inheritance ex:h .", "one")) & found
