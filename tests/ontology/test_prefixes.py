"""The prefix table is whole, sorted and free of contradictions."""

import re

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from ontology import base, standard
from ontology.files import prefixes
from ontology.prefix_table import Declaration, bare, declarations
from ontology.standard import SH, rdf_type, rdfs_label
from ontology.terms import NAMESPACE, localIdPattern

TABLE = prefixes().read_text(encoding="utf-8")
QUADS = list(parse(TABLE, RdfFormat.TURTLE))
DECLARE = NamedNode(SH + "declare")
SPACES = [one for one in declarations() if one.is_identifier_space]


def _objects(predicate: NamedNode) -> list[Quad]:
    return [quad for quad in QUADS if quad.predicate == predicate]


def test_no_declaration_is_a_blank_node() -> None:
    assert all(isinstance(quad.subject, NamedNode) for quad in QUADS)


def test_the_vocabulary_declares_every_prefix_of_the_table() -> None:
    declared = {quad.object for quad in _objects(DECLARE)}

    assert declared == {quad.subject for quad in _objects(rdf_type)}
    assert {quad.subject for quad in _objects(DECLARE)} == {NamedNode(NAMESPACE)}


def test_a_declaration_is_named_by_its_prefix() -> None:
    named = {quad.subject: quad.object for quad in _objects(NamedNode(SH + "prefix"))}

    for node, prefix in named.items():
        assert isinstance(node, NamedNode)
        assert isinstance(prefix, Literal)
        assert node.value == f"{base.BASE}prefix/{prefix.value}"


def test_the_declarations_are_sorted() -> None:
    names = re.findall(r"^prefix:(\S+) a sh:PrefixDeclaration", TABLE, flags=re.MULTILINE)

    assert names == sorted(names, key=str.casefold)
    assert len(names) == len(declarations())


def test_a_namespace_is_an_any_uri() -> None:
    for quad in _objects(NamedNode(SH + "namespace")):
        assert isinstance(quad.object, Literal)
        assert quad.object.datatype.value == standard.XSD + "anyURI"


def test_every_identifier_space_has_a_label() -> None:
    labelled = {quad.subject for quad in _objects(rdfs_label)}

    assert {quad.subject for quad in _objects(localIdPattern)} <= labelled


def test_no_prefix_or_spelling_stands_for_two_spaces() -> None:
    owners: dict[str, str] = {}
    for one in declarations():
        for text in (one.prefix, *one.spellings):
            owner = owners.setdefault(text.casefold(), one.namespace)

            assert owner == one.namespace, f"{text} stands for {owner} and {one.namespace}"


def test_no_namespace_begins_the_identifiers_of_two_spaces() -> None:
    owners: dict[str, str] = {}
    for one in declarations():
        for text in (one.namespace, *one.other_namespaces):
            owner = owners.setdefault(bare(text), one.namespace)

            assert owner == one.namespace, f"{text} begins {owner} and {one.namespace}"


@pytest.mark.parametrize("space", SPACES, ids=lambda space: space.prefix)
def test_the_example_of_a_space_matches_its_pattern(space: Declaration) -> None:
    assert space.local_id is not None
    assert space.local_id.fullmatch(space.example)


@pytest.mark.parametrize("space", SPACES, ids=lambda space: space.prefix)
@pytest.mark.parametrize("text", ["", " ", "a b", "<x>", '"', "1\n", "{1}", "é"])
def test_no_pattern_lets_through_what_an_iri_cannot_hold(space: Declaration, text: str) -> None:
    assert space.local_id is not None
    assert not space.local_id.fullmatch(text)
    assert not space.local_id.fullmatch(space.example + text + " ")


def test_the_constants_of_shared_vocabularies_agree_with_the_table() -> None:
    namespaces = {one.prefix.upper(): one.namespace for one in declarations()}
    constants = {name: value for name, value in vars(standard).items() if name.isupper()}

    assert constants
    for name, namespace in constants.items():
        assert namespaces[name] == namespace


def test_every_namespace_of_ours_has_a_prefix() -> None:
    namespaces = {one.namespace for one in declarations()}
    ours = {value for name, value in vars(base).items() if name.isupper()} - {
        base.BASE,
        base.ENDPOINT,
    }

    assert ours <= namespaces
