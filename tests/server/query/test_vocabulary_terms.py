import pytest

from ontology.terms import NAMESPACE
from server.query.vocabulary_terms import unknown_term, unlisted_terms

KNOWN = {"rg": NAMESPACE, "ex": "http://e/"}


@pytest.mark.parametrize(
    ("query", "unlisted"),
    [
        ("ASK { ?s rg:inheritance ?o }", []),
        ("ASK { ?s rg:inheritence ?o }", ["inheritence"]),
        (f"ASK {{ ?s <{NAMESPACE}inheritence> ?o }}", ["inheritence"]),
        (f"PREFIX v: <{NAMESPACE}> ASK {{ ?s v:nope ?o }}", ["nope"]),
        (f"PREFIX v: <{NAMESPACE}> ASK {{}}", []),
        (f"BASE <{NAMESPACE}x> ASK {{}}", []),
        ("PREFIX rg: <http://other/> ASK { ?s rg:nope ?o }", []),
        ("ASK { ?s ?p 'rg:nope' } # rg:nope", []),
        ("ASK { ?s rdfs:isDefinedBy rg: }", []),
        ("ASK { ?s ex:nope ?o }", []),
        ("ASK { rg:nope ` }", []),
    ],
)
def test_the_terms_that_the_vocabulary_lacks_are_found(query: str, unlisted: list[str]) -> None:
    assert [term.local_name for term in unlisted_terms(query, KNOWN)] == unlisted


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("rg:inheritence", "Did you mean rg:inheritance?"),
        ("rg:Inheritance", "rg:inheritance"),
        ("rg:zzz", "All terms: SELECT"),
    ],
)
def test_an_unknown_term_has_its_place_and_near_terms(written: str, meant: str) -> None:
    query = f"ASK {{\n  ?s {written} ?o }}"
    (term,) = unlisted_terms(query, KNOWN)

    problem = unknown_term(query, term)

    assert (problem.status, problem.members["line"], problem.members["column"]) == (400, 2, 6)
    assert problem.members["excerpt"] == f"  ?s {written} ?o }}\n     ^"
    assert meant in str(problem.members["hint"])
