from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from graph_data.canonical import nquads
from graph_data.own_graphs import own_graphs
from graph_data.release_checks import release_violations
from ontology.identifiers import query_prefixes

from .offenders import HEAD, SOUND

Found = Callable[[str], list[str]]
GRAPH = NamedNode("https://example.org/graph")
BULK = """
ex:bulk a rdf:Statement, rg:QualifiedClaim ;
    rdf:subject d:a ; rdf:predicate rg:hasPhenotype ; rdf:object HP:0001943 ;
    biolink:frequency_qualifier HP:0040281 ;
    rg:assertedBy ex:source ; rg:evidence <https://example.org/source#line=5> ;
    biolink:knowledge_level "knowledge_assertion" ; biolink:agent_type "manual_agent" .
"""


@pytest.fixture
def found_in(tmp_path: Path) -> Found:
    return lambda turtle: violations(turtle, tmp_path / "lines.nq")


def violations(turtle: str, lines: Path) -> list[str]:
    data = [
        Quad(q.subject, q.predicate, q.object, GRAPH)
        for q in parse(HEAD + turtle, RdfFormat.TURTLE)
    ]
    data += [
        quad for graph in own_graphs() if "vocabulary" in graph.iri.value for quad in graph.quads()
    ]
    store = Store()
    store.extend(data)
    store.extend(Quad(q.subject, q.predicate, q.object) for q in data)
    lines.write_bytes(nquads(data))
    return [str(one) for one in release_violations(store, lines, {GRAPH}, query_prefixes())]


def test_bulk_claims_with_places_in_their_source_are_sound(
    found_in: Found,
) -> None:
    assert found_in(SOUND + BULK) == []


def test_a_form_that_breaks_a_shape_is_found_in_the_sample(
    found_in: Found,
) -> None:
    odd = BULK.replace("ex:bulk", "ex:odd").replace('biolink:agent_type "manual_agent"', "")
    odd = odd.replace('"knowledge_assertion" ;', '"knowledge_assertion"')

    (line,) = found_in(SOUND + BULK + odd)

    assert "one agent type" in line
    assert "https://example.org/odd" in line


def test_one_wrong_claim_among_many_of_its_form_is_found(
    found_in: Found,
) -> None:
    many = "".join(BULK.replace("ex:bulk", f"ex:bulk{n}") for n in range(20))
    wrong = BULK.replace("ex:bulk", "ex:bulk99").replace("source#line=5", "elsewhere#line=5")

    (line,) = found_in(SOUND + many + wrong)

    assert line.startswith("check evidence_is_nowhere.rq: <https://example.org/bulk99>")
