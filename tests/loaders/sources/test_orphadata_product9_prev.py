"""Orphadata product 9, epidemiology: figures with unit and place, classes that are no figures."""

import pytest

from loaders.sources.orphadata_product9_prev import KIND
from tests.loaders.bulk import SHARED, file_of, needs_shared
from tests.loaders.sources.statements import Loaded, fixture, kind_of, kinds_of_claims, loaded

FILE = "orphanet/en_product9_prev.xml"
SEED = "ORPHA:97253"
ZES = "ORPHA:913"


@pytest.fixture(scope="module")
def epidemiology() -> Loaded:
    return loaded(KIND, fixture(FILE))


def test_a_figure_has_its_unit_place_and_population(epidemiology: Loaded) -> None:
    claim = epidemiology.claim(SEED, "rg:annualIncidence", "d:united-states")

    assert kind_of(claim) == "QuantifiedClaim"
    assert claim["schema:value"] == {"0.22"}
    assert claim["schema:unitText"] == {"per 100 000 people a year"}
    assert claim["rg:population"] == {"people in the United States"}
    assert claim["rg:prevalenceClass"] == {"1-9 / 1 000 000"}
    assert claim["rg:prevalenceQualification"] == {"Value and class"}
    assert claim["rg:validationStatus"] == {"Validated"}
    assert claim["dcterms:references"] == {"PMID:18515795"}
    assert claim["rg:asWritten"] == {"18515795[PMID]_National Cancer Institute[INST]"}
    assert claim["rg:evidence"] == {
        "source:orphadata-product9-prev-2024-12-03#ORPHA:97253/Prevalence/1"
    }
    assert epidemiology.says(SEED, "rg:annualIncidence") == set()


def test_a_class_alone_has_no_value(epidemiology: Loaded) -> None:
    unvalidated, with_figure = sorted(
        epidemiology.claims(SEED, "rg:pointPrevalence", "d:europe"),
        key=lambda claim: sorted(claim["rg:validationStatus"]),
    )

    for claim in (unvalidated, with_figure):
        assert kind_of(claim) == "QualifiedClaim"
        assert claim["rg:prevalenceClass"] == {"1-5 / 10 000"}
        assert not {"schema:value", "schema:unitText", "rg:population"} & claim.keys()
    assert unvalidated["rg:asWritten"] == {"ORPHANET"}
    assert unvalidated["rg:validationStatus"] == {"Not yet validated"}


def test_a_figure_beside_class_only_is_kept_as_written_and_is_no_value(
    epidemiology: Loaded,
) -> None:
    written = [
        claim["rg:asWritten"]
        for claim in epidemiology.claims(SEED, "rg:pointPrevalence", "d:europe")
    ]

    assert {"ORPHANET_11389160[PMID]", "ValMoy 27.5"} in written


def test_zero_is_no_value_whatever_stands_beside_it(epidemiology: Loaded) -> None:
    claim = epidemiology.claim(ZES, "rg:lifetimePrevalence", "d:worldwide")

    assert kind_of(claim) == "QualifiedClaim"
    assert "schema:value" not in claim


def test_an_exponent_becomes_a_decimal_and_newborns_the_population(epidemiology: Loaded) -> None:
    claim = epidemiology.claim(ZES, "rg:prevalenceAtBirth", "d:specific-population")

    assert claim["schema:value"] == {"0.0003"}
    assert claim["schema:unitText"] == {"per 100 000 births"}
    assert claim["rg:population"] == {"newborns of a specific population"}


def test_without_a_source_or_a_status_there_is_none(epidemiology: Loaded) -> None:
    claim = epidemiology.claim(ZES, "rg:prevalenceAtBirth", "d:specific-population")

    assert not {"rg:asWritten", "rg:validationStatus", "dcterms:references"} & claim.keys()


def test_a_source_that_is_no_article_is_kept_as_written(epidemiology: Loaded) -> None:
    claim = epidemiology.claim(ZES, "rg:annualIncidence", "d:switzerland")

    assert claim["rg:asWritten"] == {"ISBN:0849359937[OTHER]"}
    assert "dcterms:references" not in claim


@pytest.mark.parametrize(
    ("place", "value", "counted"),
    [("d:worldwide", "4", "cases"), ("d:reunion", "2", "families")],
)
def test_cases_and_families_are_counted_not_measured(
    epidemiology: Loaded, place: str, value: str, counted: str
) -> None:
    claim = epidemiology.claim(ZES, "rg:casesOrFamilies", place)

    assert kind_of(claim) == "QuantifiedClaim"
    assert claim["schema:value"] == {value}
    assert claim["schema:unitText"] == {counted}
    assert claim["rg:population"] == {f"reported {counted}"}


def test_places_are_described_and_a_specific_population_is_no_place(epidemiology: Loaded) -> None:
    assert epidemiology.says("d:reunion", "rdf:type") == {"schema:Place", "skos:Concept"}
    assert epidemiology.says("d:reunion", "schema:name") == {"R\u00e9union"}
    assert epidemiology.says("d:specific-population", "rdf:type") == {"skos:Concept"}


def test_what_is_no_record_of_epidemiology_is_skipped_with_its_place(
    epidemiology: Loaded,
) -> None:
    places, problems = zip(*epidemiology.skips(), strict=True)

    assert places == tuple(f"ORPHA:97282/Prevalence/{number}" for number in range(1, 6))
    assert problems == (
        "expected a value or a class, found neither",
        "expected a number, found '-1'",
        "expected a type of prevalence (Point prevalence, Annual incidence, Prevalence at birth, "
        "Lifetime Prevalence, Cases/families), found 'Monthly incidence'",
        "expected Case(s) or Family(ies), found 'Value and class'",
        "expected the name of a place, found ''",
    )
    assert (epidemiology.reading.tally.records, epidemiology.reading.tally.claims) == (14, 9)


@needs_shared
def test_the_published_records_are_all_taken_but_the_one_that_says_nothing() -> None:
    real = loaded(KIND, file_of(SHARED / "assembled" / "en_product9_prev.xml.gz"))

    assert real.reading.tally.records == 16_119
    assert real.skips() == [
        ("ORPHA:254698/Prevalence/3", "expected a value or a class, found neither")
    ]
    assert sum("biolink:Disease" in one["rdf:type"] for one in real.about.values()) == 6_150
    assert kinds_of_claims(real.quads) == {
        "rg:QuantifiedClaim": 10_250,
        "rg:QualifiedClaim": 5_868,
    }
    claim = real.claim("ORPHA:652", "rg:pointPrevalence", "d:europe")
    assert claim["schema:value"] == {"3.3"}
    assert claim["dcterms:references"] == {"PMID:20301710", "PMID:17014705"}
