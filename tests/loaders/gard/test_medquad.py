"""A page as MedQuAD XML: its names, its answers by question, and nothing of its CUIs."""

import pytest

from loaders.gard.records import Span
from loaders.loader import SourceError
from ontology.standard import dcterms_license, rdf_value
from tests.loaders.gard.samples import XML, page_of, quads_of

PAGE = page_of(XML)
ANSWER = "/Document/QAPairs/QAPair[2]/Answer"
BOMB = '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;">]>'


def test_the_focus_the_address_and_the_licence_are_those_of_the_page() -> None:
    assert PAGE.title == "Glow fever type 2"
    assert PAGE.gard_number == "0000042"
    assert PAGE.url == "https://rarediseases.info.nih.gov/gard/42/glow-fever-type-2"
    assert PAGE.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert PAGE.updated is None


def test_synonyms_are_folded_and_the_focus_is_none_of_them() -> None:
    assert [name.text for name in PAGE.names] == ["GF2", "Lamp fever (formerly)"]


def test_an_answer_is_a_section_with_its_question_and_an_empty_one_is_none() -> None:
    (section,) = PAGE.sections

    assert section.heading == "What are the symptoms of Glow fever type 2 ?"
    assert (section.category, section.position) == ("symptoms", 1)
    assert section.span.xpath == ANSWER


def test_a_place_is_counted_in_the_text_of_its_element() -> None:
    sentence = PAGE.sections[0].sentences[1]

    assert sentence.text == 'It is "bright" & warm, as in glimmer toe syndrome.'
    assert sentence.span == Span(42, 92, ANSWER)


def test_cuis_are_left_out() -> None:
    assert not any("C9999999" in str(quad) for quad in quads_of(XML))


def test_the_licence_and_the_place_in_the_document_are_in_the_quads() -> None:
    found = quads_of(XML)

    assert [q.object for q in found if q.predicate == dcterms_license]
    assert any(q.predicate == rdf_value and ANSWER in str(q.object) for q in found)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_line_ends_make_no_difference_as_xml_has_it(line_end: str) -> None:
    assert page_of(XML.replace("\n", line_end)).sections == PAGE.sections


def test_text_inside_markup_of_an_answer_counts_as_text() -> None:
    page = page_of(XML.replace("&quot;bright&quot;", "<b>bright</b>"))

    assert page.sections[0].sentences[1].text.startswith("It is bright & warm")


def test_the_encoding_that_a_document_declares_does_not_count() -> None:
    page = page_of(XML.replace("UTF-8", "ISO-8859-1").replace("warm", "wärm"))

    assert "wärm" in page.sections[0].sentences[1].text


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("<Article/>", "root", "found <Article>"),
        (XML.replace('source="GARD"', 'source="NIDDK"'), "<Document>", "found 'NIDDK'"),
        (XML.replace('source="GARD" ', ""), "<Document>", "found None"),
        (XML.replace("/gard/42/", "/diseases/42/"), "<Document>", "found 'https://rare"),
        (XML.replace("/gard/42/", "/gard/0000000/"), "<Document>", "found 'https://rare"),
        (XML.replace("/gard/42/", "/gard/\u0664\u0662/"), "<Document>", "found 'https://rare"),
        (XML.replace("https://rarediseases", "file:///"), "<Document>", "found 'file:"),
        (XML.replace("<Focus>Glow fever type 2</Focus>", ""), "<Document>", "a <Focus>"),
        (XML.replace(">Glow fever type 2<", "> <", 1), "<Document>", "a <Focus>"),
        (XML[: XML.index("<QAPairs>")], 17, "no element found"),
        (XML.replace("?>", "?>" + BOMB, 1), "DOCTYPE", "entities are refused"),
        (XML.replace("?>", "?><!DOCTYPE Document>", 1), "DOCTYPE", "document type declaration"),
        (XML.replace("&amp;", "&"), 24, "column 80: not well-formed"),
        (XML.replace("What is (are) Glow fever type 2 ?", ""), "<QAPair> 1", "a <Question>"),
    ],
)
def test_another_or_a_broken_document_is_refused_with_place_and_reason(
    text: str, place: str | int, message: str
) -> None:
    with pytest.raises(SourceError) as refused:
        page_of(text)

    assert refused.value.source == "page.txt"
    assert refused.value.place == place
    assert message in refused.value.problem


def test_any_number_of_comments_may_stand_above_the_document() -> None:
    document = XML[XML.index("<Document") :]

    assert page_of("<!-- a -->\n" * 10_000 + document).sections == PAGE.sections
