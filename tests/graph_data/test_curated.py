"""What a user is promised of the curated graph, asked of a whole release."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions

from graph_data.store import open_store
from ontology.identifiers import IdentifierError, curie, query_prefixes

Rows = list[tuple[str, ...]]
Ask = Callable[[str], Rows]


@pytest.fixture(scope="module")
def ask(release_folder: Path) -> Ask:
    store = open_store(release_folder / "store")

    def answer(query: str) -> Rows:
        solutions = store.query(query, prefixes=query_prefixes())
        assert isinstance(solutions, QuerySolutions)
        return [tuple(_text(value) for value in row) for row in solutions]

    return answer


def _text(term: object) -> str:
    value = str(getattr(term, "value", term))
    try:
        return curie(term)  # type: ignore[arg-type]
    except (IdentifierError, AttributeError):
        return value


def test_the_title_and_exactly_ten_other_names(ask: Ask) -> None:
    titles = ask("SELECT ?name { d:gard-0013034 skos:prefLabel ?name }")
    names = ask("SELECT ?name { d:gard-0013034 skos:altLabel ?name }")

    assert titles == [("Pancreatic neuroendocrine tumor",)]
    assert len(names) == 10
    assert not any("See More" in name for (name,) in names)


def test_every_name_has_one_scope(ask: Ask) -> None:
    rows = ask(
        "SELECT ?name (COUNT(DISTINCT ?scope) AS ?scopes) {"
        " d:gard-0013034 skos:altLabel ?name ; ?scope ?name . FILTER (?scope != skos:altLabel)"
        " } GROUP BY ?name"
    )

    assert [scopes for _, scopes in rows] == ["1"] * 10


@pytest.mark.parametrize(
    ("name", "other"), [("PNET", "MONDO:0005462"), ("Islet cell tumor", "MONDO:0005815")]
)
def test_an_ambiguous_name_says_what_else_it_names(ask: Ask, name: str, other: str) -> None:
    rows = ask(
        f'SELECT ?other {{ ?claim rdf:subject d:gard-0013034 ; rdf:object "{name}"@en ;'
        " rg:alsoNames ?other }"
    )

    assert (other,) in rows


def test_the_condition_has_no_inheritance_without_condition(ask: Ask) -> None:
    assert ask("SELECT ?mode { d:gard-0013034 rg:inheritance ?mode }") == []


def test_men1_is_autosomal_dominant(ask: Ask) -> None:
    assert ask("SELECT ?mode { d:gard-0003829 rg:inheritance ?mode }") == [("HP:0000006",)]


def test_the_evidence_query_lists_both_sides_with_their_words(ask: Ask) -> None:
    rows = ask(
        "SELECT ?mode ?kind ?quantifier ?quote {"
        " ?claim rdf:subject d:gard-0013034 ; rdf:predicate rg:inheritance ; rdf:object ?mode ;"
        " a ?kind ; rg:evidence/oa:hasSelector/oa:exact ?quote ."
        " OPTIONAL { ?claim rg:quantifierText ?quantifier }"
        " FILTER (STRSTARTS(STR(?kind), STR(rg:))) }"
    )

    kinds = {(mode, kind, quantifier) for mode, kind, quantifier, _ in rows}
    assert ("HP:0003745", "rg:QualifiedClaim", "Most") in kinds
    assert ("HP:0000006", "rg:UnqualifiedSourceClaim", "None") in kinds


def test_ten_percent_is_of_the_class_and_never_of_men1(ask: Ask) -> None:
    rows = ask(
        "SELECT ?object ?percentage { ?claim rdf:subject d:gard-0013034 ; rdf:object ?object ;"
        " biolink:has_percentage ?percentage }"
    )

    assert rows == [("d:hereditary-tumor-syndrome", "10")]


def test_neurofibromatosis_1_is_not_tied_to_the_condition(ask: Ask) -> None:
    rows = ask("SELECT ?claim { ?claim rdf:subject|rdf:object ORPHA:636 }")

    assert rows == []


def test_candidate_genes_have_no_direct_triple(ask: Ask) -> None:
    direct = {gene for (gene,) in ask("SELECT ?gene { d:gard-0003829 rg:geneAssociation ?gene }")}

    assert direct <= {"HGNC:7010"}


def test_nothing_is_merged(ask: Ask) -> None:
    assert ask("SELECT ?one { ?one owl:sameAs ?other }") == []


def test_every_disagreement_has_two_sides_from_the_graph(ask: Ask) -> None:
    rows = ask(
        "SELECT ?conflict (COUNT(DISTINCT ?side) AS ?sides) {"
        " ?conflict a rg:Conflict ; rg:conflictingStatement ?side . ?side a ?type }"
        " GROUP BY ?conflict"
    )

    assert len(rows) >= 16
    assert all(int(sides) >= 2 for _, sides in rows)


def test_an_empty_section_says_nothing(ask: Ask) -> None:
    rows = ask("SELECT ?resource { ?resource rg:resourceRole rg:PatientOrganisation }")

    assert rows == []
