import pytest
from pyoxigraph import NamedNode, Triple

from graph_data.addresses import ADDRESSING, ENDPOINT, HOME, dump_address, relocated
from ontology.base import BASE
from ontology.standard import dcat_downloadURL, rdf_type

THING = NamedNode(BASE + "dataset/raregraph")
HERE = "http://127.0.0.1:8000/"


@pytest.mark.parametrize(
    ("written", "moved"),
    [
        (dump_address("raregraph.ttl"), HERE + "dumps/raregraph.ttl"),
        (ENDPOINT, HERE + "sparql"),
        (HOME, HERE),
        (NamedNode("https://elsewhere.org/x"), "https://elsewhere.org/x"),
    ],
)
@pytest.mark.parametrize("predicate", ADDRESSING, ids=lambda one: one.value)
def test_an_address_below_the_base_moves(
    predicate: NamedNode, written: NamedNode, moved: str
) -> None:
    (found,) = relocated([Triple(THING, predicate, written)], HERE)

    assert found == Triple(THING, predicate, NamedNode(moved))


def test_a_name_stays_what_it_is() -> None:
    named = [Triple(THING, rdf_type, THING), Triple(ENDPOINT, dcat_downloadURL, HOME)]

    first, second = relocated(named, HERE)

    assert first == named[0]
    assert second.subject == ENDPOINT
