import pytest
from pyoxigraph import RdfFormat, parse

from graph_data.names import NAME_LENGTH, Name, names, words
from ontology.standard import OIO, RDFS, SKOS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MEN1", ["men1"]),
        ("VIPoma", ["vipoma"]),
        ("21-hydroxylase deficiency", ["21", "hydroxylase", "deficiency"]),
        ("Ménière disease", ["meniere", "disease"]),
        ("Cushing's", ["cushing"]),
        ("CUSHING\u2019S", ["cushing"]),
        ("O'Donnell", ["o", "donnell"]),
        ("β-cell", ["beta", "cell"]),
        ("TGFβ1", ["tgfbeta1"]),
        ("µ-opioid", ["mu", "opioid"]),
        ("Ελλάδα", ["ελλαδα"]),
        ("Straße", ["strasse"]),
        ("ﬁbro²", ["fibro2"]),
        ("日本語 名", ["日本語", "名"]),
        ("a_b/c(d)", ["a", "b", "c", "d"]),
        (" ?! ", []),
        ("a\x00b", ["a", "b"]),
    ],
)
def test_the_words_of_a_name(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def found(turtle: str) -> list[Name]:
    head = f"@prefix : <http://e/> . @prefix rdfs: <{RDFS}> . @prefix skos: <{SKOS}> ."
    text = f"{head} @prefix oio: <{OIO}> . {turtle}"
    return list(names(parse(text, RdfFormat.TRIG)))


def test_a_name_has_its_entity_language_property_and_graph() -> None:
    assert found(":g { :e skos:prefLabel 'A'@en }") == [
        Name("http://e/e", "A", "en", SKOS + "prefLabel", "http://e/g")
    ]


def test_a_name_of_the_default_graph_has_no_graph() -> None:
    assert found(":e rdfs:label 'A' .") == [Name("http://e/e", "A", "", RDFS + "label", "")]


def test_the_direction_of_a_text_is_kept() -> None:
    assert found(":e rdfs:label 'A'@ar--rtl .")[0].language == "ar--rtl"


@pytest.mark.parametrize(
    "turtle",
    [
        ":e skos:definition 'A' .",
        "[] rdfs:label 'A' .",
        ":e rdfs:label :f .",
        ":e rdfs:label 1 .",
        f":e rdfs:label '{'a' * (NAME_LENGTH + 1)}' .",
    ],
)
def test_what_is_no_name(turtle: str) -> None:
    assert found(turtle) == []
