"""What the graph knows by name: diseases, hormones and inheritance modes, and nothing else."""

from pyoxigraph import NamedNode, RdfFormat, parse

from loaders.known_names import KnownNames
from loaders.name_search import NameIndex
from loaders.said_names import HP
from tests.loaders.gard.samples import KNOWN, KNOWN_TURTLE, d

NOBODY = d("nobody")
MONDO = "http://purl.obolibrary.org/obo/MONDO_"


def _found(text: str, entity: NamedNode = NOBODY) -> list[tuple[str, set[NamedNode]]]:
    return [(m.text, set(m.bearers)) for m in KNOWN.find(text, entity, NameIndex())]


def _known(turtle: str) -> KnownNames:
    prefixes = KNOWN_TURTLE[: KNOWN_TURTLE.index("d:gard")]
    return KnownNames.of(parse(prefixes + turtle, RdfFormat.TURTLE))


def test_diseases_hormones_and_inheritance_modes_are_found() -> None:
    text = "Glow fever makes lumin by autosomal whimsical inheritance in bright toes."

    assert _found(text) == [
        ("Glow fever", {d("gard-0000041")}),
        ("lumin", {d("lumin")}),
        ("autosomal whimsical inheritance", {NamedNode(HP + "9900006")}),
    ]


def test_a_synonym_of_a_mode_that_is_one_word_is_not_looked_for() -> None:
    assert _found("a whimsical idea") == []
    assert _found("an autosomal whimsical manner") == [
        ("autosomal whimsical", {NamedNode(HP + "9900006")})
    ]


def test_terms_below_mode_of_inheritance_are_modes() -> None:
    known = _known("""
        HP:9900001 rdfs:label "Lunar mode" ; rdfs:subClassOf HP:9900000 .
        HP:9900000 rdfs:label "Celestial mode" ; rdfs:subClassOf HP:0000005 .
        HP:9900002 rdfs:label "Round toes" ; rdfs:subClassOf HP:9900003 .
    """)

    found = known.find("lunar mode, celestial mode, round toes", NOBODY, NameIndex())
    assert [match.text for match in found] == ["lunar mode", "celestial mode"]


def test_a_cycle_among_the_terms_above_is_survived() -> None:
    known = _known('HP:9900001 rdfs:label "Lunar mode" ; rdfs:subClassOf HP:9900001 .')

    assert list(known.find("lunar mode", NOBODY, NameIndex())) == []


def test_own_names_and_those_of_exact_matches_are_passed_over() -> None:
    assert _found("glimmer toe syndrome, GTS", d("gard-0099001")) == []


def test_conditions_of_ours_stand_for_all_that_bear_a_name() -> None:
    known = _known("""
        d:gard-0000007 a biolink:Disease ; skos:prefLabel "Moon pox"@en .
        MONDO:9900007 a biolink:Disease ; skos:prefLabel "moon pox"@en .
    """)

    (match,) = known.find("Moon pox", NOBODY, NameIndex())
    assert match.bearers == {d("gard-0000007")}


def test_others_with_a_name_are_told_without_exact_matches() -> None:
    assert KNOWN.others_named("GTS", d("gard-0099001")) == [NamedNode(MONDO + "9900002")]
    assert KNOWN.others_named("gts", d("gard-0099001")) == []


def test_a_title_finds_its_gard_record_by_preferred_names_first() -> None:
    known = _known("""
        d:gard-0000008 a biolink:Disease ; skos:prefLabel "Moon pox"@en .
        d:gard-0000009 a biolink:Disease ; skos:prefLabel "Sun pox"@en ;
            skos:altLabel "Moon pox"@en .
        d:pox a biolink:Disease ; skos:prefLabel "Pox"@en .
    """)

    assert known.gard_record("MOON POX") == d("gard-0000008")
    assert known.gard_record("Pox") is None
    assert known.gard_record("Star pox") is None


def test_a_title_of_another_condition_of_ours_finds_no_record_by_its_synonym() -> None:
    known = _known("""
        d:pox a biolink:Disease ; skos:prefLabel "Pox"@en .
        d:gard-0000008 a biolink:Disease ; skos:prefLabel "Moon pox"@en ; skos:altLabel "Pox"@en ,
            "Pocks"@en .
    """)

    assert known.gard_record("Pox") is None
    assert known.gard_record("Pocks") == d("gard-0000008")


def test_a_title_that_two_records_bear_finds_none() -> None:
    known = _known("""
        d:gard-0000008 a biolink:Disease ; skos:prefLabel "Moon pox"@en .
        d:gard-0000009 a biolink:Disease ; skos:prefLabel "moon pox"@en .
    """)

    assert known.gard_record("Moon pox") is None


def test_another_name_that_is_anybody_elses_finds_no_record() -> None:
    known = _known("""
        d:gard-0000008 a biolink:Disease ; skos:prefLabel "Moon pox"@en ; skos:altLabel "MPX"@en ,
            "Pocks"@en ; skos:exactMatch MONDO:9900008 .
        MONDO:9900008 a biolink:Disease ; skos:prefLabel "pocks"@en .
        MONDO:9900009 a biolink:Disease ; skos:prefLabel "ape pox"@en ; skos:altLabel "mpx"@en .
    """)

    assert known.gard_record("MPX") is None
    assert known.gard_record("Pocks") == d("gard-0000008")


def test_another_name_that_a_claim_calls_others_too_finds_no_record() -> None:
    known = _known("""
        d:gard-0000008 a biolink:Disease ; skos:prefLabel "Moon pox"@en ; skos:altLabel "Pox"@en .
        d:c rdf:object "Pox"@en ; rg:alsoNames MONDO:9900009 .
        d:other rdf:object "Moon pox"@en ; rg:alsoNames MONDO:9900009 .
    """)

    assert known.gard_record("pox") is None
    assert known.gard_record("Moon pox") == d("gard-0000008")


def test_a_source_is_known_by_its_digest() -> None:
    known = _known('d:page rg:sha256 "aa" .')

    assert known.has_other_digest(d("page"), "bb")
    assert not known.has_other_digest(d("page"), "aa")
    assert not known.has_other_digest(d("elsewhere"), "aa")
