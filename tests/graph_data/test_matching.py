"""The measure, against an example computed by hand and a naive reading of its definition."""

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_data.matching import Annotations, Contradiction, Hierarchy, Pair, ranked

# root <- organ <- heart, organ <- lung; root <- skin <- rash
SMALL = Hierarchy(
    {"heart": ["organ"], "lung": ["organ"], "organ": ["root"], "rash": ["skin"], "skin": ["root"]}
)
FOUR = Annotations(
    SMALL,
    {
        "a": frozenset({"heart", "rash"}),
        "b": frozenset({"lung"}),
        "c": frozenset({"rash"}),
        "d": frozenset({"heart"}),
    },
)


def test_information_content_is_that_of_a_calculation_by_hand() -> None:
    expected = {
        "root": 0.0,  # 4 of 4
        "organ": math.log(4 / 3),
        "heart": math.log(2),
        "lung": math.log(4),
        "skin": math.log(2),
        "rash": math.log(2),
    }

    assert FOUR.information == pytest.approx(expected)


def test_ranks_and_shared_terms_are_those_of_a_calculation_by_hand() -> None:
    hits = ranked(FOUR, ["heart", "rash"])

    assert [hit.disease for hit in hits] == ["a", "c", "d", "b"]
    assert [hit.score for hit in hits] == pytest.approx(
        [math.log(2), math.log(2) / 2, math.log(2) / 2, math.log(4 / 3) / 2]
    )
    assert hits[3].pairs[0][:3] == ("heart", "lung", "organ")
    assert hits[3].pairs[0].information == pytest.approx(math.log(4 / 3))
    assert hits[3].pairs[1] == Pair("rash", "lung", "root", 0.0)


def test_equal_scores_are_parted_by_the_symmetric_one_and_then_by_name() -> None:
    same = Annotations(
        SMALL,
        {
            "y": frozenset({"heart"}),
            "x": frozenset({"heart"}),
            "w": frozenset({"heart", "rash"}),
            "v": frozenset({"lung"}),
            "u": frozenset({"rash"}),
        },
    )

    assert [hit.disease for hit in ranked(same, ["heart"])] == ["x", "y", "w", "v"]


def test_what_a_disease_is_said_not_to_have_is_absent_and_told() -> None:
    told = Annotations(SMALL, FOUR.present, {"b": frozenset({"organ"}), "c": frozenset({"lung"})})

    by_name = {hit.disease: hit for hit in ranked(told, ["heart"])}

    assert by_name["b"].contradictions == (Contradiction("heart", "organ"),)
    assert "c" not in by_name
    assert by_name["b"].score == {hit.disease: hit for hit in ranked(FOUR, ["heart"])}["b"].score


def test_a_finding_below_the_excluded_one_contradicts_and_one_above_does_not() -> None:
    told = Annotations(SMALL, FOUR.present, {"a": frozenset({"lung"})})

    assert ranked(told, ["organ"], ["a"])[0].contradictions == ()
    assert ranked(told, ["lung"], ["a"])[0].contradictions == (Contradiction("lung", "lung"),)


def test_a_disease_without_a_term_is_not_ranked_and_counts_for_nothing() -> None:
    more = Annotations(SMALL, {**FOUR.present, "group": frozenset()})

    assert more.information == FOUR.information
    assert ranked(more, ["heart"], ["group", "unheard of"]) == []


def test_a_cycle_ends() -> None:
    turning = Hierarchy({"one": ["two"], "two": ["one"]})

    assert turning.ancestors("one") == {"one", "two"}


TERMS = [f"t{n}" for n in range(8)]


@st.composite
def annotated(draw: st.DrawFn) -> tuple[dict[str, list[str]], dict[str, frozenset[str]]]:
    parents = {
        term: draw(st.lists(st.sampled_from(TERMS[:n]), max_size=3, unique=True)) if n else []
        for n, term in enumerate(TERMS)
    }
    terms = st.frozensets(st.sampled_from(TERMS), max_size=5)
    names = st.sampled_from(["A", "B", "C", "D", "E"])
    return parents, draw(st.dictionaries(names, terms, min_size=1))


def above(parents: dict[str, list[str]], term: str) -> set[str]:
    return {term}.union(*(above(parents, parent) for parent in parents[term]))


def naive_score(
    parents: dict[str, list[str]],
    present: dict[str, frozenset[str]],
    query: frozenset[str],
    disease: str,
) -> float:
    """Return the score as its definition reads, with nothing kept and nothing shared."""
    total = 0.0
    described = [one for one in present.values() if one]
    for asked in query:
        best = 0.0
        for term in present[disease]:
            for shared in above(parents, asked) & above(parents, term):
                having = [d for d in described if any(shared in above(parents, t) for t in d)]
                best = max(best, math.log(len(described) / len(having)))
        total += best
    return total / len(query)


@given(annotated(), st.frozensets(st.sampled_from(TERMS), min_size=1, max_size=4))
def test_scores_are_those_of_the_definition(
    world: tuple[dict[str, list[str]], dict[str, frozenset[str]]], query: frozenset[str]
) -> None:
    parents, present = world
    hits = ranked(Annotations(Hierarchy(parents), present), query)

    expected = {
        disease: score
        for disease, terms in present.items()
        if terms and (score := naive_score(parents, present, query, disease)) > 1e-9
    }
    assert {hit.disease: hit.score for hit in hits} == pytest.approx(expected)
    for one, other in combinations(hits, 2):
        assert hits.index(one) < hits.index(other)
        assert one.score >= other.score


@given(annotated(), st.frozensets(st.sampled_from(TERMS), min_size=1, max_size=4))
def test_the_pairs_of_a_hit_add_up_to_its_score(
    world: tuple[dict[str, list[str]], dict[str, frozenset[str]]], query: frozenset[str]
) -> None:
    parents, present = world
    for hit in ranked(Annotations(Hierarchy(parents), present), query):
        assert {pair.asked for pair in hit.pairs} == query
        assert all(pair.found in present[hit.disease] for pair in hit.pairs)
        assert sum(pair.information for pair in hit.pairs) / len(query) == pytest.approx(hit.score)
