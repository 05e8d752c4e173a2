"""Every spelling of an identifier becomes one IRI and one CURIE; the rest is refused."""

import doctest

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from ontology import identifiers
from ontology.identifiers import (
    BadIdentifier,
    IdentifierError,
    UnknownPrefix,
    curie,
    iri,
    output_prefixes,
    parse,
    query_prefixes,
)
from ontology.prefix_table import declarations

ORPHANET = "http://www.orpha.net/ORDO/Orphanet_97253"
MONDO = "http://purl.obolibrary.org/obo/MONDO_0019954"
GARD = "https://w3id.org/raregraph/id/gard-0013034"
SNOMED = "http://snomed.info/id/302822000"
ONE_RUN = settings(deadline=None, derandomize=True, database=None)


@pytest.mark.parametrize(
    "text",
    [
        "ORPHA:97253",
        "Orphanet:97253",
        "orphanet:97253",
        "ORDO:97253",
        "orphanet.ordo:97253",
        "orphanet.ordo:Orphanet_97253",
        "Orphanet_97253",
        "ORPHA_97253",
        ORPHANET,
        f"<{ORPHANET}>",
        f"  <{ORPHANET}>\n",
        "https://www.orpha.net/ORDO/Orphanet_97253",
        "http://purl.obolibrary.org/obo/Orphanet_97253",
        "https://www.orpha.net/consor/cgi-bin/OC_Exp.php?lng=en&Expert=97253",
        "http://identifiers.org/orphanet/97253",
        "https://identifiers.org/orphanet:97253",
        "https://identifiers.org/orphanet.ordo/Orphanet_97253",
        "https://bioregistry.io/orphanet:97253",
        "https://bioregistry.io/orphanet/97253",
        "https://bioregistry.io/reference/orphanet:97253",
        "https://www.orpha.net/en/disease/detail/97253",
        "https://www.orpha.net/en/disease/detail/97253/",
    ],
)
def test_every_spelling_of_an_orphanet_code_is_one_iri(text: str) -> None:
    assert parse(text) == NamedNode(ORPHANET)


@pytest.mark.parametrize(
    "text",
    [
        "MONDO:0019954",
        "mondo:0019954",
        "MONDO_0019954",
        MONDO,
        "https://purl.obolibrary.org/obo/MONDO_0019954",
        "http://identifiers.org/mondo/MONDO:0019954",
        "https://identifiers.org/MONDO:0019954",
        "https://bioregistry.io/mondo:0019954",
    ],
)
def test_every_spelling_of_a_mondo_class_is_one_iri(text: str) -> None:
    assert parse(text) == NamedNode(MONDO)


@pytest.mark.parametrize(
    "text",
    [
        "GARD:0013034",
        "GARD:13034",
        "gard:13034",
        "d:gard-0013034",
        "d:gard-13034",
        GARD,
        "https://rarediseases.info.nih.gov/diseases/13034",
        "https://rarediseases.info.nih.gov/diseases/13034/pancreatic-neuroendocrine-tumor",
        "https://rarediseases.info.nih.gov/diseases/13034/pancreatic-neuroendocrine-tumor/",
        "https://rarediseases.info.nih.gov/gard/13034/pancreatic-neuroendocrine-tumor",
        "https://bioregistry.io/gard:13034",
    ],
)
def test_every_spelling_of_a_gard_record_is_one_iri_of_seven_digits(text: str) -> None:
    assert parse(text) == NamedNode(GARD)


@pytest.mark.parametrize(
    "text",
    [
        "SCTID:302822000",
        "SNOMEDCT:302822000",
        "SNOMED-CT:302822000",
        "SNOMEDCT_US:302822000",
        "SNOMEDCT_US_2025_09_01:302822000",
        "SNOMEDCT_US_2026_03_01:302822000",
        SNOMED,
    ],
)
def test_a_snomed_code_does_not_depend_on_edition_or_date(text: str) -> None:
    assert parse(text) == NamedNode(SNOMED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NCI:C27720", "NCIT:C27720"),
        ("MIM:131100", "OMIM:131100"),
        ("https://www.omim.org/entry/131100", "OMIM:131100"),
        ("OMIM:PS131100", "OMIMPS:131100"),
        ("MIM:PS131100", "OMIMPS:131100"),
        ("omim.ps:PS131100", "OMIMPS:131100"),
        ("https://omim.org/phenotypicSeries/PS131100", "OMIMPS:131100"),
        ("UMLS_CUI:C0242363", "UMLS:C0242363"),
        ("mesh:D007340", "MESH:D007340"),
        ("http://id.nlm.nih.gov/mesh/D007340", "MESH:D007340"),
        ("MedDRA:10022498", "MEDDRA:10022498"),
        ("ICD-10:E16.8", "ICD10:E16.8"),
        ("ICD10WHO:E16.8", "ICD10:E16.8"),
        ("ICD-10:E85.4+", "ICD10:E85.4+"),
        ("ICD-10-CM:E31.21", "ICD10CM:E31.21"),
        ("ICD-11:2C10.1", "ICD11:2C10.1"),
        ("icd11.foundation:1421495979", "icd11.foundation:1421495979"),
        ("http://id.who.int/icd/entity/1421495979", "icd11.foundation:1421495979"),
        ("https://bioregistry.io/icd11:1421495979", "icd11.foundation:1421495979"),
        ("ICDO:8150/1", "ICDO:8150/1"),
        ("https://identifiers.org/HGNC:7010", "HGNC:7010"),
        ("HGNC:HGNC:7010", "HGNC:7010"),
        ("http://identifiers.org/hgnc/7010", "HGNC:7010"),
        ("https://pubmed.ncbi.nlm.nih.gov/26307114/", "PMID:26307114"),
        ("SwissProt:O00255", "UNIPROT:O00255"),
        ("oboInOwl:hasDbXref", "oio:hasDbXref"),
        ("http://schema.org/name", "schema:name"),
        ("d:gastrinoma", "d:gastrinoma"),
        ("https://w3id.org/raregraph/vocab/inheritance", "rg:inheritance"),
    ],
)
def test_a_spelling_has_one_canonical_curie(text: str, expected: str) -> None:
    assert curie(parse(text)) == expected


def test_an_iri_is_made_of_any_prefix_and_an_identifier() -> None:
    assert iri("ORPHA", "97253") == iri("Orphanet", "97253") == NamedNode(ORPHANET)


def test_codes_and_foundation_entities_of_icd_11_are_not_mixed() -> None:
    with pytest.raises(BadIdentifier):
        parse("ICD11:1421495979")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("MONDOO:0019954", "MONDO"),
        ("Orphanett:97253", "ORPHA"),
        ("http://www.orpha.net/ORDO/Orphanett_97253", "ORPHA"),
        ("http://example.org/MONDO_0019954", "a known namespace"),
        ("http://purl.obolibrary.org/obo/XYZ_1", "a known prefix"),
        ("http://purl.obolibrary.org/obo/mondo.owl", "PREFIX:ID"),
        ("https://bioregistry.io/nothing:1", "a known prefix"),
        ("97253", "PREFIX:ID"),
        ("insulinoma", "PREFIX:ID"),
        ("", "PREFIX:ID"),
        (":", "PREFIX:ID"),
        ("_1", "PREFIX:ID"),
    ],
)
def test_an_unknown_prefix_is_refused_with_a_hint(text: str, hint: str) -> None:
    with pytest.raises(UnknownPrefix) as caught:
        parse(text)

    assert caught.value.found == text
    assert hint in caught.value.expected
    assert repr(text) in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "MONDO:19954",
        "MONDO:00199541",
        "MONDO:",
        "MONDO:001995 4",
        "MONDO:001995\uff14",
        "ORPHA:097253",
        "ORPHA:Neuroendocrine tumor",
        "GARD:00013034",
        "GARD:-13034",
        "GARD:",
        "GARD:0",
        "GARD:0000000",
        "GARD:13034/pancreatic-neuroendocrine-tumor",
        "d:gard-",
        "https://w3id.org/raregraph/id/gard-0000000",
        "https://rarediseases.info.nih.gov/diseases/",
        "https://rarediseases.info.nih.gov/diseases/insulinoma/3010",
        "UMLS:0242363",
        "NCIT:3921",
        "HGNC:MEN1",
        "http://purl.obolibrary.org/obo/MONDO_1",
        "https://bioregistry.io/mondo:1",
        "rg:",
        "rg:a b",
        "d:<gastrinoma>",
        'd:"x"',
        "d:a\ud800",
    ],
)
def test_an_identifier_of_another_form_is_refused_with_the_form(text: str) -> None:
    with pytest.raises(BadIdentifier) as caught:
        parse(text)

    assert caught.value.found == text
    assert ": and " in caught.value.expected


def test_the_error_on_an_identifier_shows_one_that_is_right() -> None:
    with pytest.raises(BadIdentifier, match=r"as in MONDO:0019954"):
        parse("MONDO:19954")


def test_an_iri_outside_the_table_has_no_curie() -> None:
    with pytest.raises(UnknownPrefix):
        curie(NamedNode("https://example.org/x"))


def test_the_query_prefixes_are_the_whole_table() -> None:
    prefixes = query_prefixes()

    assert len(prefixes) == len(declarations())
    assert prefixes["ORPHA"] == prefixes["ORDO"] == "http://www.orpha.net/ORDO/Orphanet_"
    assert prefixes["d"] + "gard-0013034" == prefixes["GARD"] + "0013034" == GARD
    assert prefixes["rg"] == "https://w3id.org/raregraph/vocab/"


def test_the_output_prefixes_have_no_second_name_for_a_namespace() -> None:
    prefixes = output_prefixes()

    assert set(query_prefixes()) - set(prefixes) == {"ORDO"}
    assert len(set(prefixes.values())) == len(prefixes)


@st.composite
def _spelt_identifiers(draw: st.DrawFn) -> str:
    space = draw(st.sampled_from([one for one in declarations() if one.local_id]))
    prefix = draw(st.sampled_from([space.prefix, *space.spellings]))
    local_id = draw(st.from_regex(space.local_id or "", fullmatch=True))
    assume(not space.digits or local_id.strip("0"))
    return f"{prefix}:{local_id}"


@ONE_RUN
@given(_spelt_identifiers())
def test_the_curie_of_any_identifier_leads_back_to_it(text: str) -> None:
    node = parse(text)

    assert parse(curie(node)) == node
    assert curie(parse(curie(node))) == curie(node)
    assert parse(f"<{node.value}>") == node


@ONE_RUN
@given(st.text() | st.text().map("d:{}".format) | st.text().map("https://w3id.org/{}".format))
def test_any_text_is_an_identifier_or_is_refused(text: str) -> None:
    try:
        node = parse(text)
    except IdentifierError:
        return

    assert parse(curie(node)) == node


def test_the_examples_in_the_docstrings_are_true() -> None:
    assert doctest.testmod(identifiers).failed == 0
