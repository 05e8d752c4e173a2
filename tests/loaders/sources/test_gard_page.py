"""A page as quads: everything in its own graph, nothing said that the page does not say."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graph_data.own_graphs import own_graphs
from graph_data.validation import violations
from loaders.gard.identity import FoundBy, identity
from loaders.gard.raw import LIMIT_BYTES
from loaders.known_names import KnownNames
from loaders.loader import SourceError
from loaders.said_names import HP
from loaders.sources import gard_page
from loaders.sources.gard_page import counts, describe, page_graph, read, read_page
from ontology import terms as rg
from ontology.base import GRAPH, SOURCE
from ontology.identifiers import query_prefixes
from ontology.standard import (
    dcterms_identifier,
    dcterms_modified,
    dcterms_title,
    pav_retrievedOn,
    skos_altLabel,
    skos_prefLabel,
    xsd_date,
)
from tests.loaders.gard.samples import (
    FIXTURES,
    KNOWN,
    KNOWN_TURTLE,
    NOTHING_KNOWN,
    TEXT,
    XML,
    d,
    objects,
    page_of,
    quads_of,
)

TOE = d("gard-0099001")
PAGE = NamedNode(SOURCE + "gard-0099001-2018-11-30")


def test_all_quads_of_a_page_are_in_its_graph_once_and_without_blank_nodes() -> None:
    found = quads_of(TEXT)

    assert {str(q.graph_name) for q in found} == {f"<{GRAPH}gard/0099001/2018-11-30>"}
    assert len(found) == len(set(found))
    assert not any("_:" in str(term) for q in found for term in (q.subject, q.object))


def test_the_same_bytes_give_the_same_quads_in_the_same_order() -> None:
    assert quads_of(TEXT) == quads_of(TEXT)


def test_a_graph_of_a_page_carries_its_edition_and_digest(tmp_path: Path) -> None:
    file = tmp_path / "toe.txt"
    file.write_text(TEXT, encoding="utf-8")

    graph = page_graph(read_page(file), KNOWN)
    assert graph.iri.value == GRAPH + "gard/0099001/2018-11-30"
    assert graph.title == "Glimmer toe syndrome (GARD page)"
    assert (graph.version, graph.licence) == ("2018-11-30", "")
    assert graph.sha256 == page_of(TEXT).sha256
    assert list(graph.quads()) == list(graph.quads()) == quads_of(TEXT)


def test_a_page_without_a_date_makes_an_undated_graph() -> None:
    found = identity(page_of(XML), KNOWN)

    assert found.source.value == SOURCE + "gard-0000042-undated"
    assert found.graph.value == GRAPH + "gard/0000042/undated"


def test_a_page_is_a_source_with_title_date_and_digest() -> None:
    found = quads_of(TEXT)

    assert objects(found, PAGE, dcterms_title) == {
        Literal("Glimmer toe syndrome (GARD page)", language="en")
    }
    assert objects(found, PAGE, dcterms_modified) == {Literal("2018-11-30", datatype=xsd_date)}
    assert objects(found, PAGE, rg.sha256) == {Literal(page_of(TEXT).sha256)}
    assert not objects(found, PAGE, pav_retrievedOn)


def test_the_day_of_retrieval_is_the_one_that_is_told() -> None:
    found = list(describe(page_of(TEXT), KNOWN, date(2019, 1, 2)))

    assert objects(found, PAGE, pav_retrievedOn) == {Literal("2019-01-02", datatype=xsd_date)}


def test_a_condition_is_told_by_number_by_known_name_or_by_its_title() -> None:
    by_number, by_name = identity(page_of(XML), NOTHING_KNOWN), identity(page_of(TEXT), KNOWN)
    by_title = identity(page_of(TEXT), NOTHING_KNOWN)

    assert (by_number.entity, by_number.found_by) == (d("gard-0000042"), FoundBy.NUMBER)
    assert (by_name.entity, by_name.found_by) == (TOE, FoundBy.NAME)
    assert by_title.entity == d("page-glimmer-toe-syndrome")
    assert by_title.found_by is FoundBy.TITLE
    assert by_title.gard_number is None


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Glimmer  toe Syndrome 2", "glimmer-toe-syndrome-2"),
        ("Gómez-López syndrome, 2", "gomez-lopez-syndrome-2-eec919c0"),
        ("月", "1625179b"),
        ("toe " * 100, f"{'toe-' * 15}99a63711"),
    ],
)
def test_a_slug_is_of_plain_letters_and_of_a_digest_where_they_do_not_say_all(
    title: str, slug: str
) -> None:
    found = identity(replace(page_of(TEXT), title=title), NOTHING_KNOWN).key

    assert found == f"page-{slug}"


@pytest.mark.parametrize(
    "titles",
    [
        ("\u03b1-Mannosidosis", "\u03b2-Mannosidosis", "Mannosidosis"),
        ("5q-", "5q- syndrome", "5q syndrome", "5q"),
        ("Trisomy 21+", "Trisomy 21"),
        ("toe " * 100 + "one", "toe " * 100 + "two"),
    ],
)
def test_titles_that_differ_make_conditions_that_differ(titles: tuple[str, ...]) -> None:
    page = page_of(TEXT)

    keys = {identity(replace(page, title=title), NOTHING_KNOWN).key for title in titles}
    assert len(keys) == len(titles)
    assert all(len(key) <= 80 for key in keys)


def test_other_bytes_of_a_known_edition_make_an_edition_of_their_own() -> None:
    page = page_of(TEXT)
    same, other = (
        KnownNames.of(parse(f'{KNOWN_TURTLE} {PAGE} rg:sha256 "{digest}" .', RdfFormat.TURTLE))
        for digest in (page.sha256, "0" * 64)
    )

    assert identity(page, same).source == PAGE
    assert identity(page, other).source.value == f"{PAGE.value}-{page.sha256[:8]}"


def test_an_unknown_condition_gets_the_title_as_its_name() -> None:
    found = quads_of(XML, NOTHING_KNOWN)

    condition = d("gard-0000042")
    title = Literal("Glow fever type 2", language="en")
    assert objects(found, condition, skos_prefLabel) == {title}
    assert objects(found, condition, dcterms_identifier) == {Literal("GARD:0000042")}


def test_a_known_condition_gets_no_second_preferred_name() -> None:
    found = quads_of(TEXT)

    assert objects(found, TOE, skos_prefLabel) == set()
    assert Literal("Glimmer toe syndrome", language="en") not in objects(found, TOE, skos_altLabel)


def test_a_title_that_is_no_known_name_of_the_condition_becomes_another_name() -> None:
    known = KnownNames.of(
        parse(KNOWN_TURTLE.replace('"Glow fever type 2"', '"Lantern fever"'), RdfFormat.TURTLE)
    )

    found = quads_of(XML, known)
    assert Literal("Glow fever type 2", language="en") in objects(
        found, d("gard-0000042"), skos_altLabel
    )


def test_the_preferred_name_is_not_added_as_another_name() -> None:
    known = KnownNames.of(
        parse(KNOWN_TURTLE.replace('"Glow fever type 2"', '"gf2"'), RdfFormat.TURTLE)
    )

    names = {str(name) for name in objects(quads_of(XML, known), d("gard-0000042"), skos_altLabel)}
    assert names == {'"Glow fever type 2"@en', '"Lamp fever (formerly)"@en'}


def test_pages_meet_the_shapes_and_the_checks() -> None:
    vocabulary = next(g for g in own_graphs() if g.iri.value.endswith("vocabulary"))
    described = f"""
        @prefix HP: <{HP}> .
        HP:9900006 a <http://www.w3.org/2004/02/skos/core#Concept> .
    """
    found = [*quads_of(TEXT, NOTHING_KNOWN), *quads_of(XML, NOTHING_KNOWN)]

    data = [*found, *vocabulary.quads(), *parse(described, RdfFormat.TURTLE)]
    assert violations(data, query_prefixes()) == []


def test_the_counts_are_those_of_what_the_page_yields() -> None:
    found = counts(page_of(TEXT), KNOWN)

    assert (found.condition, found.found_by) == ("gard-0099001", FoundBy.NAME)
    assert (found.names, found.sections, found.resources, found.references) == (3, 5, 3, 3)
    assert (found.footnote_links, found.unresolved, found.mentions) == (5, 2, 4)


@pytest.mark.parametrize(
    ("content", "place", "found"),
    [
        (b"", "whole file", "found nothing"),
        (b" \r\n\t\n", "whole file", "found nothing"),
        (b"\xef\xbb\xbf", "whole file", "found nothing"),
        (b"Toe\xff", "byte 4", "found the byte 0xFF"),
        ("Other Names:".encode("utf-16"), "byte 1", ""),
        (b"%PDF-1.7\n%\xe2\xe3", "byte 1", "found a PDF"),
        (b"\x7fELF\0\0", "byte 5", "found a NUL"),
        (b"<!DOCTYPE html>\n<html></html>", 1, "found a web page"),
        (b"  <!-- saved -->\n<HTML lang='en'>", 1, "found a web page"),
        (b"a" * (LIMIT_BYTES + 1), "size", "found more than 1 MB"),
        (b"<!-- a -->" * 10_000 + b"<html>", 1, "found a web page"),
        (b"Toe\r\npox\r\x01", 3, "found the control character U+0001"),
        ("Toe\n\uffff".encode(), 2, "found the control character U+FFFF"),
    ],
)
def test_a_file_that_can_be_no_page_is_refused(
    content: bytes, place: str | int, found: str
) -> None:
    with pytest.raises(SourceError) as refused:
        read(BytesIO(content), "some/page.txt")

    assert refused.value.source == "some/page.txt"
    if found:
        assert refused.value.place == place
        assert found in refused.value.problem
    assert "expected" in refused.value.problem


def test_a_file_that_cannot_be_read_is_named_in_the_error(tmp_path: Path) -> None:
    missing = tmp_path / "no.txt"

    with pytest.raises(SourceError, match=r"no\.txt, file: expected a file, found: No such file"):
        gard_page.read_page(missing)
    with pytest.raises(SourceError, match="Is a directory"):
        gard_page.read_page(tmp_path)


def test_both_layouts_are_recognised_in_files() -> None:
    assert gard_page.read_page(FIXTURES / "glimmer_toe.txt").gard_number is None
    assert gard_page.read_page(FIXTURES / "glow_fever.xml").gard_number == "0000042"
