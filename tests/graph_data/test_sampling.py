from pyoxigraph import NamedNode, RdfFormat, Store, parse

from graph_data.sampling import sampled_subjects, with_context

A = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
P, Q = "<urn:p>", "<urn:q>"


def sampled(*statements: str) -> list[str]:
    lines = sorted(f"{statement} <urn:g> .\n".encode() for statement in statements)
    return [node.value for node in sampled_subjects(lines)]


def test_subjects_of_one_form_stand_for_each_other() -> None:
    assert sampled('<urn:a> <urn:p> "x"', '<urn:b> <urn:p> "y"', '<urn:c> <urn:p> "z"') == ["urn:a"]


def test_a_property_less_or_more_is_another_form() -> None:
    assert sampled(
        f"<urn:a> {P} 'x'".replace("'", '"'), f'<urn:b> {P} "x"', f'<urn:b> {Q} "x"'
    ) == [
        "urn:a",
        "urn:b",
    ]


def test_a_second_value_is_another_form_and_a_third_is_not() -> None:
    statements = [
        *(f'<urn:a> {P} "{n}"' for n in range(1)),
        *(f'<urn:b> {P} "{n}"' for n in range(2)),
        *(f'<urn:c> {P} "{n}"' for n in range(3)),
    ]

    assert sampled(*statements) == ["urn:a", "urn:b"]


def test_the_same_value_in_two_graphs_is_two_values_of_the_form() -> None:
    lines = [b'<urn:a> <urn:p> "1" <urn:g> .\n', b'<urn:b> <urn:p> "1" <urn:g> .\n']
    lines.append(b'<urn:b> <urn:p> "1" <urn:h> .\n')

    assert [node.value for node in sampled_subjects(lines)] == ["urn:a", "urn:b"]


def test_datatype_and_language_are_part_of_the_form() -> None:
    integer = "<http://www.w3.org/2001/XMLSchema#integer>"
    statements = [f'<urn:a> {P} "1"', f'<urn:b> {P} "1"@en', f'<urn:c> {P} "1"^^{integer}']

    assert sampled(*statements) == ["urn:a", "urn:b", "urn:c"]


def test_a_quote_in_a_text_does_not_end_it() -> None:
    assert sampled(f'<urn:a> {P} "say \\"x\\"@en"', f'<urn:b> {P} "plain"') == ["urn:a"]


def test_classes_are_told_apart_and_other_iris_by_their_namespace() -> None:
    one, other = (
        "<http://purl.obolibrary.org/obo/HP_0000001>",
        "<http://purl.obolibrary.org/obo/X_1>",
    )
    statements = [
        f"<urn:a> {A} <urn:t:One>",
        f"<urn:b> {A} <urn:t:Two>",
        f"<urn:c> {P} {one}",
        f"<urn:d> {P} {one.replace('1', '2')}",
        f"<urn:e> {P} {other}",
    ]

    assert sampled(*statements) == ["urn:a", "urn:b", "urn:c", "urn:e"]


def test_blank_nodes_are_not_given() -> None:
    assert sampled(f'_:a {P} "x"') == []


def test_nothing_gives_nothing() -> None:
    assert sampled() == []


def test_the_context_is_what_a_node_says_and_what_it_refers_to() -> None:
    text = b"""
        GRAPH <urn:g> {
            <urn:a> <urn:p> <urn:b> . <urn:b> <urn:p> <urn:c> ; a <urn:t> . <urn:c> a <urn:t> }
        GRAPH <urn:h> { <urn:a> <urn:q> 2 }
        <urn:a> <urn:r> 3 ."""
    store = Store()
    store.extend(parse(text, RdfFormat.TRIG))

    found = [str(quad.triple) for quad in with_context(store, [NamedNode("urn:a")])]

    integer = "<http://www.w3.org/2001/XMLSchema#integer>"
    assert sorted(found) == [
        "<urn:a> <urn:p> <urn:b>",
        f'<urn:a> <urn:q> "2"^^{integer}',
        f"<urn:b> {A} <urn:t>",
    ]
