"""The comparison must see differences, or no suite tells anything."""

import pytest
from pyoxigraph import BlankNode, Dataset, Literal, NamedNode, Quad

from tests.w3c.comparison import as_stored, same
from tests.w3c.solutions import Row, Solutions, Table, from_csv, from_json, from_tsv, from_xml

A, B, ONE, TWO = BlankNode("a"), BlankNode("b"), Literal("1"), Literal("2")


def select(*rows: Row, ordered: bool = False) -> Solutions:
    return Solutions(["x", "y"], list(rows), ordered)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (select({"x": ONE}, {"x": TWO}), select({"x": TWO}, {"x": ONE})),
        (select({"x": A, "y": A}), select({"x": B, "y": B})),
        (select({"x": A}, {"x": B, "y": ONE}), select({"x": A, "y": ONE}, {"x": B})),
        (Table(["x", "y"], [["_:a", "1"]]), Table(["y", "x"], [["1", "_:b"]])),
    ],
)
def test_order_and_labels_of_blank_nodes_make_no_difference(
    found: Solutions, expected: Solutions
) -> None:
    assert same(found, expected)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (select({"x": ONE}), select({"x": TWO})),
        (select({"x": ONE}), select({"x": ONE}, {"x": ONE})),
        (select({"x": A, "y": B}), select({"x": A, "y": A})),
        (select({"x": A, "y": A}), select({"x": A, "y": B})),
        (select({"x": A}), select({"x": NamedNode("x:a")})),
        (select({"x": ONE}, {"x": TWO}), select({"x": TWO}, {"x": ONE}, ordered=True)),
        (select({"x": ONE}), select({"x": ONE})._replace(variables=["x"])),
        (Table(["x"], [["1"]]), Table(["x"], [["1"], ["1"]])),
        (select(), Table(["x", "y"], [])),
        (True, False),
        (Dataset([Quad(A, NamedNode("x:p"), ONE)]), Dataset([Quad(A, NamedNode("x:p"), TWO)])),
    ],
)
def test_other_values_counts_places_and_orders_make_one(found: object, expected: object) -> None:
    assert not same(found, expected)  # type: ignore[arg-type]


def test_a_lax_comparison_leaves_the_number_of_equal_rows_open() -> None:
    assert same(select({"x": ONE}), select({"x": ONE}, {"x": ONE}), is_lax=True)


def test_spelling_is_told_from_value() -> None:
    integer = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    padded, plain = Literal("01", datatype=integer), Literal("1", datatype=integer)

    assert not same(select({"x": padded}), select({"x": plain}))
    assert same(select({"x": padded}), select({"x": plain}), value=as_stored)


def test_all_formats_of_results_are_read_alike() -> None:
    row: Row = {"x": NamedNode("x:a"), "y": Literal("é", language="fr")}
    json_text = (
        '{"head":{"vars":["x","y"]},"results":{"bindings":[{"x":{"type":"uri","value":"x:a"},'
        '"y":{"type":"literal","value":"é","xml:lang":"fr"}}]}}'
    )
    xml_text = (
        '<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="x"/>'
        '<variable name="y"/></head><results><result><binding name="x"><uri>x:a</uri></binding>'
        '<binding name="y"><literal xml:lang="fr">é</literal></binding></result></results></sparql>'
    )

    assert from_json(json_text.encode()) == Solutions(["x", "y"], [row])
    assert from_xml(xml_text.encode()) == Solutions(["x", "y"], [row])
    assert from_tsv('?x\t?y\n<x:a>\t"é"@fr\n'.encode()) == Solutions(["x", "y"], [row])
    assert from_csv("x,y\r\nx:a,é\r\n".encode()) == Table(["x", "y"], [["x:a", "é"]])
