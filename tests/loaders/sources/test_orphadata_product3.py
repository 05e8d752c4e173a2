"""Orphadata product 3: classifications, each in its graph."""

from pathlib import Path

import pytest

from loaders.kind import Header
from loaders.loader import SourceError
from loaders.reading.source_file import SourceFile
from loaders.sources.orphadata_product3 import KIND
from ontology import terms as rg
from ontology.identifiers import parse
from ontology.standard import (
    rdf_type,
    rdfs_label,
    rdfs_subClassOf,
    schema_name,
    skos_broader,
    skos_ConceptScheme,
    skos_inScheme,
)
from tests.loaders import bulk
from tests.loaders.bulk import SHARED
from tests.loaders.sources.orphanet import (
    changed,
    english,
    fixture,
    loaded,
    objects,
    orpha,
    pairs,
    skips,
)

SCHEME = parse("d:orphanet-classification-202")
TOP, PNET, INSULINOMA, ZES, DUODENAL = map(orpha, (250908, 97253, 97279, 913, 100076))


def test_the_file_tells_which_classification_it_is() -> None:
    file = fixture("en_product3_202.xml")

    assert KIND.header(file) == Header("2025-06-24", "2025-06-24", part="202")
    reading, quads = loaded(KIND, file)
    assert {q.graph_name for q in quads} == {reading.graph}
    assert reading.graph.value.endswith("graph/orphadata-product3-202/2025-06-24")


def test_a_disease_stands_at_all_its_places() -> None:
    """Error 4 of the sources: a tumor of several organs read as one of the first only."""
    reading, quads = loaded(KIND, fixture("en_product3_202.xml"))

    assert pairs(quads, skos_broader) == {
        (PNET, TOP),
        (INSULINOMA, PNET),
        (ZES, TOP),
        (DUODENAL, TOP),
        (ZES, DUODENAL),
        (INSULINOMA, DUODENAL),
    }
    assert reading.tally.records == 7
    assert not reading.tally.skips


def test_a_classification_is_no_hierarchy_of_classes() -> None:
    """Error 8 of the sources: being grouped under something read as being a kind of it."""
    _, quads = loaded(KIND, fixture("en_product3_202.xml"))

    assert not pairs(quads, rdfs_subClassOf)


def test_the_classification_is_a_scheme_with_its_entities() -> None:
    _, quads = loaded(KIND, fixture("en_product3_202.xml"))

    assert objects(quads, SCHEME, rdf_type) == [skos_ConceptScheme]
    title = "Orphanet classification of rare neoplastic diseases"
    assert objects(quads, SCHEME, rdfs_label) == [english(title)]
    members = {(one, SCHEME) for one in (TOP, PNET, INSULINOMA, ZES, DUODENAL)}
    assert pairs(quads, skos_inScheme) == members


def test_entities_are_named_without_authority() -> None:
    _, quads = loaded(KIND, fixture("en_product3_202.xml"))

    assert objects(quads, INSULINOMA, schema_name) == [english("Insulinoma")]
    assert objects(quads, INSULINOMA, rg.entityType) == [english("Disease")]
    assert objects(quads, INSULINOMA, rdfs_label) == []


def test_a_node_without_a_code_is_skipped_and_links_nothing(tmp_path: Path) -> None:
    file = changed(tmp_path, "en_product3_202.xml", ("<OrphaCode>97253</OrphaCode>", ""))
    reading, quads = loaded(KIND, file)

    assert [where for where, _ in skips(reading)] == [
        "ClassificationNode/2",
        "ClassificationNode/3",
    ]
    assert objects(quads, INSULINOMA, skos_broader) == [DUODENAL]


def test_an_entity_under_itself_is_skipped(tmp_path: Path) -> None:
    file = changed(tmp_path, "en_product3_202.xml", (">97253<", ">250908<"))
    reading, quads = loaded(KIND, file)

    ((place, problem),) = skips(reading)
    assert place == "ClassificationNode/2"
    assert "expected another entity than the one above" in problem
    assert (TOP, TOP) not in pairs(quads, skos_broader)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("<JDBOR><ClassificationList></ClassificationList></JDBOR>", "expected an element Class"),
        ('<JDBOR><ClassificationList><Classification id="x"/>', "with a number as id, found 'x'"),
        ("<JDBOR><ClassificationList><Classification>", "with a number as id, found ''"),
        ('<JDBOR><ClassificationList><Classification id="202"><Name>', "broken XML"),
    ],
)
def test_a_file_that_is_no_classification_is_refused(
    tmp_path: Path, content: str, problem: str
) -> None:
    with pytest.raises(SourceError, match=problem):
        loaded(KIND, bulk.written(tmp_path, "en_product3_202.xml", content))


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the upstream files in ../shared/data")
@pytest.mark.parametrize(
    ("part", "nodes", "codes", "links"), [("202", 1_378, 1_095, 1_240), ("193", 987, 720, 812)]
)
def test_the_real_classifications_have_their_nodes(
    part: str, nodes: int, codes: int, links: int
) -> None:
    path = SHARED / "orphanet" / "product3" / f"en_product3_{part}.xml"
    reading, quads = loaded(KIND, SourceFile(path, path.name))

    assert (reading.header.part, reading.tally.records) == (part, nodes)
    assert len(pairs(quads, skos_inScheme)) == codes
    assert len(pairs(quads, skos_broader)) <= links
    assert not reading.tally.skips
    if part == "202":
        assert len([pair for pair in pairs(quads, skos_broader) if pair[0] == orpha(97283)]) >= 3
