import pytest
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse

from graph_data.blank_nodes import BlankNodeCycle, named

TURTLE = """
@prefix ex: <https://example.org/> .
ex:claim ex:evidence [ ex:source ex:page ; ex:words [ ex:exact "most" ] ] .
"""


def quads(turtle: str) -> list[Quad]:
    return list(parse(turtle, RdfFormat.TURTLE))


def test_no_blank_node_is_left() -> None:
    terms = {term for q in named(quads(TURTLE)) for term in (q.subject, q.object)}

    assert not any(isinstance(term, BlankNode) for term in terms)


def test_the_same_content_gets_the_same_iri() -> None:
    assert set(named(quads(TURTLE))) == set(named(quads(TURTLE)))


def test_equal_blank_nodes_become_one() -> None:
    other = TURTLE + TURTLE.replace("ex:claim", "ex:other").replace("@prefix", "@prefix")

    result = list(named(quads(other)))

    evidence = NamedNode("https://example.org/evidence")
    assert len({q.object for q in result if q.predicate == evidence}) == 1


def test_different_content_gets_different_iris() -> None:
    one = set(named(quads(TURTLE)))
    other = set(named(quads(TURTLE.replace("most", "some"))))

    assert not one & other


def test_a_circle_of_blank_nodes_is_refused() -> None:
    circle = "@prefix ex: <https://example.org/> . _:a ex:p _:b . _:b ex:p _:a ."

    with pytest.raises(BlankNodeCycle, match="circle"):
        list(named(quads(circle)))
