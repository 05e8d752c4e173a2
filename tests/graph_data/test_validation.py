import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from graph_data import validation
from graph_data.blank_nodes import named
from graph_data.files import BadRules, checks, curated_checks
from graph_data.own_graphs import own_graphs
from graph_data.validation import (
    check_rows,
    check_violations,
    shape_violations,
    unknown_identifiers,
    violations,
)
from ontology.files import shapes
from ontology.identifiers import query_prefixes
from ontology.standard import SH

from .check_offenders import CHECKS
from .offenders import HEAD, SHAPES, SOUND

PREFIXES = query_prefixes()


def quads(turtle: str) -> list[Quad]:
    return list(parse(HEAD + turtle, RdfFormat.TURTLE))


def vocabulary() -> list[Quad]:
    graph = next(graph for graph in own_graphs() if graph.iri.value.endswith("/vocabulary"))
    return list(graph.quads())


def shape_messages(data: list[Quad]) -> set[str]:
    return {violation.message for violation in shape_violations(data, shapes())}


def offended_checks(data: list[Quad]) -> set[str]:
    return {violation.rule for violation in check_violations(data, PREFIXES)}


def test_sound_data_violate_nothing() -> None:
    data = [*quads(SOUND), *vocabulary()]

    assert not shape_messages(data)
    assert not offended_checks(data)


@pytest.mark.parametrize("message", SHAPES)
def test_offending_data_violate_the_shape(message: str) -> None:
    data = [*quads(SOUND + SHAPES[message]), *vocabulary()]

    assert message in shape_messages(data)


@pytest.mark.parametrize(
    ("name", "offence"), [(name, offence) for name in CHECKS for offence in CHECKS[name]]
)
def test_offending_data_are_found_by_the_check(name: str, offence: str) -> None:
    data = [*quads(SOUND + offence), *vocabulary()]

    assert f"check {name}.rq" in offended_checks(data)


@pytest.mark.parametrize("iri", ["urn:nothing", "http://www.orpha.net/ORDO/Orphanet_x"])
def test_an_entity_that_the_prefix_table_does_not_know_is_told(iri: str) -> None:
    data = quads(f"ex:c rdf:subject <{iri}> .")

    (found,) = unknown_identifiers(data)
    assert iri in found.message


def test_every_shape_has_offending_data() -> None:
    message = NamedNode(SH + "message")
    declared = {
        quad.object.value
        for file in shapes()
        for quad in parse(file.read_bytes(), RdfFormat.TURTLE)
        if quad.predicate == message and isinstance(quad.object, Literal)
    }

    assert declared == set(SHAPES)


def test_every_check_has_offending_data() -> None:
    names = [file.name.removesuffix(".rq") for file in (*checks(), *curated_checks())]

    assert len(names) == len(set(names))
    assert set(names) == set(CHECKS)


def test_every_check_begins_with_what_it_demands() -> None:
    assert all(
        file.read_text(encoding="utf-8").startswith("# ") for file in (*checks(), *curated_checks())
    )


@pytest.mark.parametrize(
    "query",
    ["SELECT", "ASK { ?a ?b ?c }", "CONSTRUCT WHERE { ?a ?b ?c }", "SELECT * { no:a ?b ?c }"],
)
def test_a_check_that_is_no_select_is_named(query: str) -> None:
    with pytest.raises(BadRules, match=r"check odd\.rq: "):
        list(check_rows(Store(), "odd.rq", query, PREFIXES))


@pytest.mark.parametrize("rules", ["shapes", "checks"])
def test_nothing_is_valid_where_there_are_no_rules(
    rules: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(validation, rules, list)

    with pytest.raises(BadRules, match="no shapes or no check queries"):
        violations(quads(SOUND), PREFIXES)


def test_a_quote_that_is_too_long_is_shown_with_its_claim() -> None:
    turtle = SOUND + (
        "ex:claim rg:evidence [ a oa:SpecificResource ; oa:hasSource ex:source ;"
        f' oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact "{"word " * 30}" ] ] .'
    )

    found = violations([*named(quads(turtle)), *vocabulary()], PREFIXES)

    (line,) = (str(one) for one in found if "1 to 25 words" in one.message)
    assert "; found: word word word" in line
    assert line.endswith("(of https://example.org/claim)")
