"""What a page says, as claims and parts: each with its place, nothing beyond its words."""

from pyoxigraph import Literal, NamedNode

from loaders.said_names import HP
from ontology import terms as rg
from ontology.base import SOURCE
from ontology.standard import (
    dcterms_isPartOf,
    dcterms_issued,
    dcterms_references,
    dcterms_title,
    oa_exact,
    rdf_object,
    rdf_predicate,
    rdf_type,
    schema_url,
    skos_altLabel,
)
from tests.loaders.gard.samples import (
    TEXT,
    XML,
    d,
    mentioned,
    objects,
    quads_of,
    subjects,
    text_of,
)

TOE = d("gard-0099001")
PAGE = NamedNode(SOURCE + "gard-0099001-2018-11-30")


def test_each_name_is_a_synonym_claim_without_scope_and_tells_who_else_bears_it() -> None:
    found = quads_of(TEXT)

    claims = subjects(found, rdf_type, rg.SynonymClaim)
    (of_gts,) = subjects(found, rdf_object, Literal("GTS", language="en"))
    sheep = NamedNode("http://purl.obolibrary.org/obo/MONDO_9900002")
    assert len(claims) == len(objects(found, TOE, skos_altLabel)) == 3
    assert objects(found, of_gts, rdf_predicate) == {skos_altLabel}
    assert objects(found, of_gts, rg.alsoNames) == {sheep}


def test_a_sentence_leads_to_its_references_and_tells_what_points_nowhere() -> None:
    found = quads_of(TEXT)

    titles = {q.subject: text_of(q.object) for q in found if q.predicate == dcterms_title}
    numbers = {q.subject: text_of(q.object) for q in found if q.predicate == rg.position}
    linked = {
        (titles[reference], numbers[q.subject])
        for q in found
        for reference in [q.object]
        if q.predicate == dcterms_references and isinstance(reference, NamedNode)
    }
    pointers = {text_of(q.object) for q in found if q.predicate == rg.unresolvedPointer}
    assert linked == {
        ("All About Toes", "1"),
        ("All About Toes", "2"),
        ("Shining in the Dark", "2"),
        ("Shining in the Dark", "1"),
        ("Moonlight Inheritance", "4"),
    }
    assert pointers == {"[7]", "see this term"}


def test_dates_of_references_are_typed_by_their_precision() -> None:
    issued = {str(q.object) for q in quads_of(TEXT) if q.predicate == dcterms_issued}

    assert issued == {'"2016-03-05"^^<http://www.w3.org/2001/XMLSchema#date>'}


def test_what_no_iri_may_hold_is_percent_encoded_in_an_address() -> None:
    urls = {text_of(q.object) for q in quads_of(TEXT) if q.predicate == schema_url}

    assert "https://moon.example/a%7Cb" in urls


def test_an_address_that_no_encoding_makes_an_iri_stays_a_text() -> None:
    found = quads_of(TEXT.replace("https://lamps.example/5", "https://lamps:five/%zz"))

    assert Literal("https://lamps:five/%zz") in {q.object for q in found}


def test_a_resource_is_a_plain_claim_with_its_direct_triple() -> None:
    found = quads_of(TEXT)

    resources = objects(found, TOE, rg.informationResource)
    claimed = {
        value
        for claim in subjects(found, rdf_type, rg.PlainClaim)
        for value in objects(found, claim, rdf_object)
    }
    assert resources == claimed
    assert len(resources) == 3


def test_mentions_are_extracted_claims_and_never_direct_triples() -> None:
    found = quads_of(TEXT)

    assert mentioned(found) == [
        d("gard-0000042"),
        d("lumin"),
        NamedNode(HP + "9900006"),
        d("gard-0000041"),
    ]
    statements = {rg.mentions, rg.inheritance, rg.secretesHormone}
    assert statements.isdisjoint({q.predicate for q in found})


def test_own_names_and_resources_are_no_mentions() -> None:
    assert TOE not in mentioned(quads_of(TEXT))
    assert mentioned(quads_of(TEXT)).count(d("gard-0000041")) == 1


def test_two_mentions_in_one_sentence_are_one_claim_and_in_two_sentences_two() -> None:
    text = TEXT.replace("Reading in the dark", "Lumin, more lumin.[1] Lumin")

    assert mentioned(quads_of(text)).count(d("lumin")) == 3


def test_a_disease_in_a_phenotype_table_is_no_mention_but_a_mode_of_inheritance_is() -> None:
    found = quads_of(XML)

    numbers = [
        text_of(number)
        for claim in subjects(found, rdf_predicate, rg.mentions)
        for number in objects(found, claim, rg.position)
    ]
    assert mentioned(found) == [TOE, NamedNode(HP + "9900006")]
    assert numbers == ["2", "3"]


def test_every_quote_is_verbatim_and_has_at_most_25_words() -> None:
    quotes = [text_of(q.object) for q in quads_of(TEXT) if q.predicate == oa_exact]

    assert quotes
    assert all(words in TEXT and len(words.split()) <= 25 for words in quotes)


def test_sections_are_parts_of_the_page_and_hold_no_text() -> None:
    found = quads_of(TEXT)

    sections = subjects(found, rdf_type, rg.PageSection)
    assert len(sections) == 5
    assert all(objects(found, section, dcterms_isPartOf) == {PAGE} for section in sections)
    assert max(len(str(q.object)) for q in found) < 300
