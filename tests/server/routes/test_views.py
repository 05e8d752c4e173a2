import pytest

from server.routes import views

CLAIM = {"claim": "http://e/c", "value": "Sporadic", "kind": "qualified claim", "source": "GARD"}
CONDITION = {"condition": "http://e/d", "name": "PNET"}


def test_a_release_without_the_condition_has_none() -> None:
    assert views.condition([], [], []) is None


def test_a_condition_may_have_nothing_but_its_name() -> None:
    assert views.condition([CONDITION], [], []) == views.Condition("http://e/d", "PNET", [], [], [])


@pytest.mark.parametrize(
    ("row", "limit"),
    [
        ({}, ""),
        ({"quantifier": "Most"}, "Most"),
        ({"percentage": "10.0"}, "10 %"),
        ({"percentage": "12.5", "approximate": "true"}, "about 12.5 %"),
        ({"percentage": "10", "approximate": "false", "quantifier": "usually"}, "10 % usually"),
    ],
)
def test_a_claim_shows_what_limits_it(row: dict[str, str], limit: str) -> None:
    condition = views.condition([CONDITION], [], [CLAIM | row])

    assert condition is not None
    assert condition.inheritance[0].limit == limit


def test_an_example_is_found_by_the_end_of_its_iri() -> None:
    row = {"example": "http://e/example/names", "question": "Which names?", "query": "\nASK {}\n"}

    assert views.examples([row], []) == [
        views.Example("example-names", "Which names?", "", "ASK {}")
    ]


def test_an_example_tells_which_of_its_sources_the_release_lacks() -> None:
    graph = "https://w3id.org/raregraph/graph/"
    row = {
        "example": "http://e/example/genes",
        "question": "Which genes?",
        "query": "ASK {}",
        "needed": "orphadata-product6 orphadata-product3 mondo-json",
    }
    graphs = [graph + "orphadata-product3-202/2025-06-24", graph + "mondo-json/2026-05-05"]

    assert views.examples([row], graphs)[0].missing == ("orphadata-product6",)
    assert views.examples([row], [])[0].missing == (
        "mondo-json",
        "orphadata-product3",
        "orphadata-product6",
    )
