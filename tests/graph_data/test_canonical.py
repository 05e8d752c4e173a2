import pyoxigraph
from pyoxigraph import Dataset, Literal, NamedNode, Quad

from graph_data.canonical import canonical, canonical_hash, nquads
from ontology.standard import XSD

S, P, G = (NamedNode(f"https://example.org/{name}") for name in "spg")
ODD = [
    'a "quoted" word',
    "back\\slash",
    "tab\tand\nline",
    "\x00\x08\x0b\x0c\x1f\x7f",
    "Björnstad 🧬",
]


def quads(values: list[Literal]) -> list[Quad]:
    return [Quad(S, P, value, G) for value in values]


def test_the_form_is_that_of_rdfc_1_0() -> None:
    data = quads([Literal(text) for text in ODD] + [Literal("x", language="en")])
    dataset = Dataset(data)
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)

    lines = nquads(dataset).decode().splitlines()

    assert nquads(data).decode().splitlines() == lines == sorted(lines)


def test_control_characters_are_escaped_as_canonical_n_quads_demand() -> None:
    line = nquads(quads([Literal('\t\n\r\b\f\x00\x7f"\\é')])).decode()

    assert r'"\t\n\r\b\f\u0000\u007F\"\\é"' in line


def test_order_and_repetition_do_not_matter() -> None:
    data = quads([Literal(text) for text in ODD])

    assert canonical_hash(data) == canonical_hash([*reversed(data), *data])


def test_numbers_are_as_the_store_gives_them_back() -> None:
    padded = quads([Literal("010.0", datatype=NamedNode(XSD + "decimal"))])

    assert [quad.object for quad in canonical(padded)] == [
        Literal("10", datatype=NamedNode(XSD + "decimal"))
    ]
