"""The published pages: the one of pancreatic neuroendocrine tumor, and thirty of MedQuAD."""

from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graph_data.own_graphs import own_graphs
from loaders.gard.identity import FoundBy, identity
from loaders.gard.mentions import mentions
from loaders.gard.parts import english
from loaders.known_names import KnownNames
from loaders.said_names import HP
from loaders.sources.gard_page import counts, describe, page_graph, read_page
from ontology import terms as rg
from ontology.base import GRAPH, SOURCE
from ontology.standard import dcterms_references, dcterms_title, oa_exact
from raregraph.build import standard_graphs
from tests.loaders.gard.samples import TEXT, d, page_of, text_of

KNOWN = KnownNames.of(
    parse(
        """
        @prefix rg: <https://w3id.org/raregraph/vocab/> .
        @prefix d: <https://w3id.org/raregraph/id/> .
        @prefix HP: <http://purl.obolibrary.org/obo/HP_> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix biolink: <https://w3id.org/biolink/vocab/> .

        d:gard-0013034 a biolink:Disease ; skos:prefLabel "pancreatic neuroendocrine tumor"@en .
        d:gard-0003829 a biolink:Disease ; skos:altLabel "MEN1"@en ;
            skos:prefLabel "multiple endocrine neoplasia type 1"@en ; rg:inheritance HP:0000006 .
        d:gard-0007918 a biolink:Disease ; skos:prefLabel "Zollinger-Ellison syndrome"@en .
        d:insulinoma a biolink:Disease ; skos:prefLabel "insulinoma"@en .
        d:insulin a rg:Hormone ; skos:prefLabel "insulin"@en .
        HP:0000006 skos:prefLabel "Autosomal dominant inheritance"@en .
        """,
        RdfFormat.TURTLE,
    )
)
EMPTY_ANSWERS = {"0002079.xml": 0, "0002080.xml": 1}


def test_the_seed_page_gives_its_ten_other_names(seed_page: Path) -> None:
    names = [name.text for name in read_page(seed_page).names]

    assert len(names) == 10
    assert names[:3] == ["Neuroendocrine tumor of pancreas", "Pancreatic NET", "PNET"]
    assert names[-2:] == ["Islet cell tumor", "Pancreatic neuroendocrine neoplasm"]


def test_the_seed_page_gives_its_three_references_with_their_dates(seed_page: Path) -> None:
    first, second, third = read_page(seed_page).references

    assert (first.accessed, first.issued) == (date(2018, 5, 18), None)
    assert first.publisher == "Neuroendocrine Tumor Research Foundation (NETRF)"
    assert (second.accessed, second.issued) == (None, "2018-03-22")
    assert second.url == "https://www.cancer.gov/types/pancreatic/patient/pnet-treatment-pdq"
    assert (third.author, third.publisher, third.issued) == ("Yu R.", "Orphanet", "2014-11")
    assert third.title == "Neuroendocrine tumor of pancreas"


def test_reference_3_of_the_seed_page_carries_one_sentence(seed_page: Path) -> None:
    found = list(describe(read_page(seed_page), KNOWN))

    title = english("Neuroendocrine tumor of pancreas")
    (third,) = (q.subject for q in found if (q.predicate, q.object) == (dcterms_title, title))
    (note,) = (q for q in found if (q.predicate, q.object) == (dcterms_references, third))
    (evidence,) = (
        q.object for q in found if (q.subject, q.predicate) == (note.subject, rg.evidence)
    )
    selectors = {q.object for q in found if q.subject == evidence}
    (quote,) = (
        text_of(q.object) for q in found if q.subject in selectors and q.predicate == oa_exact
    )
    assert quote.startswith("However, about 10% are associated with a hereditary cancer")


def test_the_seed_page_gives_resources_by_role_and_nothing_for_empty_sections(
    seed_page: Path,
) -> None:
    sections = read_page(seed_page).sections

    assert {s.heading: (s.role, len(s.resources)) for s in sections if s.role} == {
        "Management Guidelines": (rg.ManagementGuideline, 1),
        "Healthcare Resources": (rg.SpecialistDirectory, 1),
        "General Clinical Trials & Research": (rg.ResearchResource, 1),
        "Where to Start": (rg.IntroductoryInformation, 6),
        "In-Depth Information": (rg.InDepthInformation, 2),
    }
    headings = {section.heading for section in sections}
    assert headings.isdisjoint(
        {"Subtypes", "This disease is grouped under", "Organizations Supporting this Disease"}
    )


def test_the_resources_of_the_seed_page_have_their_names(seed_page: Path) -> None:
    sections = {section.heading: section for section in read_page(seed_page).sections}

    assert [found.name for found in sections["Where to Start"].resources] == [
        "Cancer.net",
        "MedlinePlus",
        "National Cancer Institute",
        "NET Patient Foundation",
        "Neuroendocrine Tumor Research Foundation",
        "Pancreatic Cancer Action Network",
    ]


def test_the_seed_page_mentions_what_it_names_and_not_itself(seed_page: Path) -> None:
    found = [
        (mention.entity, mention.number)
        for mention in mentions(read_page(seed_page), d("gard-0013034"), KNOWN)
    ]

    assert found == [
        (d("insulin"), 7),
        (d("insulinoma"), 8),
        (d("gard-0003829"), 13),
        (NamedNode(HP + "0000006"), 13),
    ]


def test_the_counts_of_the_seed_page(seed_page: Path) -> None:
    found = counts(read_page(seed_page), KNOWN)

    assert (found.condition, found.found_by) == ("gard-0013034", FoundBy.NAME)
    assert (found.names, found.sections, found.resources, found.references) == (10, 7, 11, 3)
    assert (found.footnote_links, found.unresolved) == (12, 1)


def test_the_seed_page_is_described_as_the_curated_graph_describes_it(seed_page: Path) -> None:
    curated = next(graph for graph in own_graphs() if graph.iri.value.endswith("curated"))
    graph = page_graph(read_page(seed_page), KnownNames.of(curated.quads()))

    titles = {
        (q.subject, q.object)
        for quads in (curated.quads(), graph.quads())
        for q in quads
        if q.predicate in (dcterms_title, rg.sha256) and "2018-05-18" in str(q.subject)
    }
    assert len(titles) == 2


def test_a_copy_with_other_line_ends_stands_beside_the_curated_page(
    seed_page: Path, tmp_path: Path
) -> None:
    graphs = standard_graphs()
    known = [quad for graph in graphs for quad in graph.quads()]
    file = tmp_path / "page.txt"
    file.write_bytes(seed_page.read_bytes().replace(b"\n", b"\r\n"))
    page = read_page(file)

    copy = page_graph(page, KnownNames.of(known))
    edition = f"2018-05-18-{page.sha256[:8]}"
    assert copy.iri.value == f"{GRAPH}gard/0013034/{edition}"
    assert copy.version == edition
    digests = {(q.subject, q.object) for q in (*known, *copy.quads()) if q.predicate == rg.sha256}
    assert len(digests) == len({source for source, _ in digests})
    assert (NamedNode(f"{SOURCE}gard-0013034-{edition}"), Literal(page.sha256)) in digests


@pytest.mark.parametrize("title", ["PNET", "Islet cell tumor"])
def test_a_page_of_an_ambiguous_name_is_no_page_of_the_pancreatic_tumor(title: str) -> None:
    known = KnownNames.of(quad for graph in standard_graphs() for quad in graph.quads())
    page = page_of(TEXT.replace("Glimmer toe syndrome\n", title + "\n", 1))

    assert known.gard_record("Pancreatic neuroendocrine tumor") == d("gard-0013034")
    assert identity(page, known).found_by is FoundBy.TITLE


def test_every_quote_of_the_seed_page_is_verbatim(seed_page: Path) -> None:
    text = seed_page.read_bytes().decode()

    found = describe(read_page(seed_page), KNOWN)
    quotes = {text_of(q.object) for q in found if q.predicate == oa_exact}
    assert len(quotes) > 30
    assert all(words in text and len(words.split()) <= 25 for words in quotes)


def test_all_medquad_pages_are_read(medquad_pages: list[Path]) -> None:
    found = [counts(read_page(path), KNOWN) for path in medquad_pages]

    assert len(found) == 30
    assert len({page.condition for page in found}) == 30
    assert {page.found_by for page in found} == {FoundBy.NUMBER}
    assert sum(page.names for page in found) == 63
    assert sum(page.sections for page in found) == 70
    assert sum(page.resources + page.references + page.footnote_links for page in found) == 0


def test_an_empty_answer_of_a_medquad_page_yields_nothing(medquad_pages: list[Path]) -> None:
    sections = {path.name: len(read_page(path).sections) for path in medquad_pages}

    assert {name: sections[name] for name in EMPTY_ANSWERS} == EMPTY_ANSWERS


def test_a_phenotype_namesake_of_a_disease_is_no_mention(medquad_pages: list[Path]) -> None:
    page = read_page(next(path for path in medquad_pages if path.name == "0003799.xml"))

    assert any("Zollinger-Ellison" in s.text for part in page.sections for s in part.sentences)
    assert list(mentions(page, d("gard-0006973"), KNOWN)) == []


@pytest.mark.parametrize("retrieved_on", [None, date(2026, 1, 1)])
def test_no_published_page_yields_a_statement_of_inheritance(
    seed_page: Path, medquad_pages: list[Path], retrieved_on: date | None
) -> None:
    for path in (seed_page, *medquad_pages):
        graph = page_graph(read_page(path), KNOWN, retrieved_on)

        found = list(graph.quads())
        assert {q.graph_name for q in found} == {graph.iri}
        assert rg.inheritance not in {term for q in found for term in (q.predicate, q.object)}
