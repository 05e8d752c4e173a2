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


def test_a_node_that_is_part_of_itself_is_refused() -> None:
    with pytest.raises(BlankNodeCycle):
        list(named(quads("@prefix ex: <https://example.org/> . _:a ex:p _:a .")))


def test_a_long_chain_of_blank_nodes_is_named() -> None:
    links = " ".join(f"_:n{i} ex:p _:n{i + 1} ." for i in range(3_000))

    result = list(named(quads(f"@prefix ex: <https://example.org/> . {links}")))

    assert len({q.subject for q in result}) == 3_000


def test_nodes_with_a_common_part_are_no_circle() -> None:
    diamond = "_:a ex:p _:b, _:c . _:b ex:q _:d . _:c ex:r _:d . _:d ex:s 1 ."

    result = list(named(quads("@prefix ex: <https://example.org/> . " + diamond)))

    assert len({q.subject for q in result}) == 4
