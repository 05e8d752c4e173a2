"""A page in the text layout: its names, sections, resources and references, each in its place."""

from datetime import date

import pytest

from loaders.gard.records import Span
from loaders.loader import SourceError
from loaders.sources.gard_page import GardPage, Section
from ontology import terms as rg
from tests.loaders.gard.samples import TEXT, page_of

PAGE = page_of(TEXT)


def _section(heading: str, page: GardPage = PAGE) -> Section:
    return next(section for section in page.sections if section.heading == heading)


def _spans(page: GardPage) -> list[tuple[str, Span]]:
    sentences = [(s.text, s.span) for section in page.sections for s in section.sentences]
    resources = [(r.text, r.span) for section in page.sections for r in section.resources]
    return [(name.words, name.span) for name in page.names] + sentences + resources


def test_names_are_split_trimmed_and_folded_in_their_order() -> None:
    assert [name.text for name in PAGE.names] == ["GTS", "Shining toe disease", "Toe glow"]


def test_see_more_is_dropped_even_where_it_is_glued_on() -> None:
    page = page_of(TEXT.replace("glow See More", "glowSee More"))

    assert page.names[-1].text == "Toe glow"


def test_the_title_is_no_other_name_of_itself() -> None:
    page = page_of(TEXT.replace("GTS; Shining", "glimmer TOE syndrome; Shining", 1))

    assert [name.text for name in page.names] == ["Shining toe disease", "GTS", "Toe glow"]


def test_the_latest_of_the_updates_is_the_date_of_the_page() -> None:
    assert (PAGE.title, PAGE.updated) == ("Glimmer toe syndrome", date(2018, 11, 30))


def test_an_update_that_is_no_date_is_kept_as_words() -> None:
    page = page_of(TEXT.replace("11/30/2018", "yesterday").replace("2/3/2017", "13/13/2017"))

    assert (page.updated, page.unread_dates) == (None, ("13/13/2017", "yesterday"))


def test_an_update_that_says_nothing_is_none() -> None:
    page = page_of(TEXT.replace("Last updated: 11/30/2018", "Last updated:  "))

    assert (page.updated, page.unread_dates) == (date(2017, 2, 3), ())


def test_sections_have_their_heading_and_place_and_empty_ones_are_none() -> None:
    assert [(section.position, section.heading) for section in PAGE.sections] == [
        (1, "Glimmer toe syndrome"),
        (2, "Treatment"),
        (3, "Management Guidelines"),
        (4, "Conditions with similar signs and symptoms from Nowhere"),
        (5, "Where to Start"),
    ]


def test_paragraphs_that_stand_on_every_page_are_part_of_no_section() -> None:
    texts = [text for text, _ in _spans(PAGE)]

    assert not any("look at the sky" in text or "treatment options" in text for text in texts)


def test_a_field_with_content_is_a_section() -> None:
    page = page_of(TEXT.replace("Subtypes:", "Subtypes:\nGlow fever; Toe pox"))

    assert page.sections[0].heading == "Subtypes"
    assert [s.text for s in page.sections[0].sentences] == ["Glow fever; Toe pox"]


def test_footnotes_and_pointers_are_those_of_their_sentence() -> None:
    summary = PAGE.sections[0].sentences
    similar = _section("Conditions with similar signs and symptoms from Nowhere").sentences

    assert [sentence.footnotes for sentence in summary] == [(1,), (1, 2), (7,), (3,), ()]
    assert [sentence.pointers for sentence in similar] == [("see this term",)]


def test_resources_have_the_role_of_their_heading_and_the_name_they_begin_with() -> None:
    guidelines, start = _section("Management Guidelines"), _section("Where to Start")

    assert guidelines.role == rg.ManagementGuideline
    assert [found.name for found in guidelines.resources] == ["Society for Bright Feet"]
    assert start.role == rg.IntroductoryInformation
    assert [(found.name, found.url) for found in start.resources] == [
        ("Lampnet.example", "https://lampnet.example/toes"),
        ("Click on the link to read more.", None),
    ]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Healthcare Resources", rg.SpecialistDirectory),
        ("General Clinical Trials & Research", rg.ResearchResource),
        ("Clinical Trials & Research", rg.ResearchResource),
        ("Organizations Supporting this Disease", rg.PatientOrganisation),
        ("In-Depth Information", rg.InDepthInformation),
        ("Social Networks", None),
    ],
)
def test_a_heading_without_a_known_role_gives_none(heading: str, role: object) -> None:
    page = page_of(TEXT.replace("Where to Start", heading))

    section = _section(heading, page)
    assert section.role == role
    assert len(section.resources) == (2 if role else 0)


def test_references_are_the_numbered_lines_at_the_end() -> None:
    first, second, third = PAGE.references

    assert [r.number for r in PAGE.references] == [1, 2, 3]
    assert first.accessed == date(2019, 1, 31)
    assert (second.author, second.issued) == ("Nobody A, Else B.", "2016-03-05")
    assert third.unread_dates == ("Accessed 31/12/2018", "Winter 2015")


def test_a_numbered_list_inside_a_section_is_no_reference() -> None:
    steps = "Reading in the dark helps.[2]\n\n1. Switch on.\n2. Read.\n"
    page = page_of(TEXT.replace("Reading in the dark helps.[2]\n", steps))

    assert [r.title for r in page.references] == [r.title for r in PAGE.references]
    assert "Switch on." in " ".join(s.text for s in _section("Treatment", page).sentences)


def test_an_update_below_the_reference_list_is_no_end_of_it() -> None:
    page = page_of(TEXT + "\nLast updated: 12/1/2018\n")

    assert page.references == PAGE.references
    assert page.updated == date(2018, 12, 1)


def test_text_between_two_references_loses_neither() -> None:
    text = TEXT.replace("  2. Nobody", "\nIt is a good book.\n\n  2. Nobody")

    assert page_of(text).references == PAGE.references


def test_a_numbered_list_of_advice_at_the_end_is_text() -> None:
    steps = "Treatment at home\n\n1. Drink water.\n2. Sleep.\n"
    page = page_of(TEXT[: TEXT.index("  1. All")].replace("[1]", "").replace("[2]", "") + steps)

    assert page.references == ()
    assert "Drink water." in " ".join(s.text for s in _section("Treatment at home", page).sentences)


def test_a_list_of_advice_below_the_reference_list_takes_not_its_place() -> None:
    page = page_of(TEXT + "\nTreatment at home\n\n1. Drink water.\n2. Sleep.\n")

    assert page.references == PAGE.references


def test_entries_that_footnotes_point_to_are_references_whatever_they_say() -> None:
    page = page_of(TEXT[: TEXT.index("  1. All")] + "1. All About Toes.\n2. More of Them.\n")

    assert [found.title for found in page.references] == ["All About Toes", "More of Them"]


def test_text_below_the_reference_list_is_no_part_of_it() -> None:
    page = page_of(TEXT + "\nAsk the Moon\n\nIt is far away.\n")

    assert page.references == PAGE.references


def test_a_bullet_without_text_is_none() -> None:
    page = page_of(TEXT.replace("  • Click on the link to read more.", "  •"))

    assert len(_section("Where to Start", page).resources) == 1


def test_the_fields_may_stand_in_another_order() -> None:
    page = page_of(TEXT.replace("Other Names:", "Subtypes:\nOther Names:", 1))

    assert page.title == PAGE.title
    assert [name.text for name in page.names] == [name.text for name in PAGE.names]


def test_a_page_without_references_has_none() -> None:
    page = page_of(TEXT[: TEXT.index("  1. All")])

    assert page.references == ()


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_offsets_are_those_of_the_text_as_it_is_whatever_its_line_ends(line_end: str) -> None:
    text = TEXT.replace("\n", line_end)

    page = page_of(text)
    assert [s.heading for s in page.sections] == [s.heading for s in PAGE.sections]
    assert [n.text for n in page.names] == [n.text for n in PAGE.names]
    assert all(text[span.start : span.end] == words for words, span in _spans(page))


def test_a_byte_order_mark_is_tolerated_and_not_counted() -> None:
    page = page_of("\ufeff" + TEXT)

    assert page.sections == PAGE.sections
    assert page.sha256 != PAGE.sha256


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("Dear diary, this is no page at all.", "whole text", 'a line "Other Names:"'),
        (TEXT.replace("Other Names:", "Names:"), "whole text", 'a line "Other Names:"'),
        (TEXT.replace("Last updated:", "Updated:"), "end", 'a line "Last updated: <date>"'),
        (TEXT[TEXT.index("Other Names:") :], 1, "found nothing"),
        (TEXT.replace("Glimmer toe syndrome\n", "", 1), 6, "found GARD's banner only"),
        (TEXT + TEXT, 53, 'a second line "Other Names:"'),
        (TEXT.replace("  2. Nobody", "  1. Nobody"), 44, "found [1, 1, 3]"),
    ],
)
def test_a_text_that_is_no_gard_page_is_refused_with_place_and_reason(
    text: str, place: str | int, message: str
) -> None:
    with pytest.raises(SourceError) as refused:
        page_of(text)

    assert refused.value.source == "page.txt"
    assert refused.value.place == place
    assert "expected" in refused.value.problem
    assert message in refused.value.problem
