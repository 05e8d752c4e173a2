"""Orphadata product 7: preferred parents."""

from pathlib import Path

import pytest

from loaders.loader import SourceError
from loaders.reading.source_file import SourceFile
from loaders.sources.orphadata_product7 import KIND
from ontology.standard import biolink_Disease, rdf_type, schema_name
from ontology.terms import preferredParent
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

PNET, MEN1, ENDOCRINE = orpha(97253), orpha(652), orpha(97978)


def test_a_link_is_yielded_once_though_both_ends_tell_of_it() -> None:
    reading, quads = loaded(KIND, fixture("en_product7.xml"))

    links = [(q.subject, q.object) for q in quads if q.predicate == preferredParent]
    assert links == [(PNET, ENDOCRINE), (MEN1, ENDOCRINE)]
    assert reading.tally.records == 4
    assert not reading.tally.skips


def test_a_head_without_members_is_named() -> None:
    _, quads = loaded(KIND, fixture("en_product7.xml"))

    head = orpha(98053)
    assert objects(quads, head, schema_name) == [english("Rare head without members")]
    assert biolink_Disease in objects(quads, head, rdf_type)


def test_the_link_of_a_head_alone_goes_the_same_way(tmp_path: Path) -> None:
    """The target is the record's own entity where it is empty and marked as cycle."""
    name = '<OrphaCode>97978</OrphaCode>\n            <Name lang="en">ORPHA 97978</Name>'
    file = changed(tmp_path, "en_product7.xml", (name, ""))
    reading, quads = loaded(KIND, file)

    assert pairs(quads, preferredParent) == {(PNET, ENDOCRINE), (MEN1, ENDOCRINE)}
    assert [where for where, _ in skips(reading)] == [
        "ORPHA:97253/DisorderDisorderAssociation/1",
        "ORPHA:652/DisorderDisorderAssociation/1",
    ]


def test_a_parent_of_itself_is_skipped(tmp_path: Path) -> None:
    file = changed(
        tmp_path, "en_product7.xml", ("<OrphaCode>652</OrphaCode>", "<OrphaCode>97978</OrphaCode>")
    )
    reading, quads = loaded(KIND, file)

    assert (ENDOCRINE, ENDOCRINE) not in pairs(quads, preferredParent)
    assert any("expected a link between two entities" in why for _, why in skips(reading))


def test_another_type_of_association_is_passed_over(tmp_path: Path) -> None:
    file = changed(tmp_path, "en_product7.xml", ("Preferential parent", "Referred to"))
    reading, quads = loaded(KIND, file)

    assert not pairs(quads, preferredParent)
    assert reading.tally.passed_over == {"association 'Referred to', not 'Preferential parent'": 4}


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the upstream files in ../shared/data")
def test_the_whole_file_has_its_links() -> None:
    path = SHARED / "assembled" / "en_product7.xml.gz"
    reading, quads = loaded(KIND, SourceFile(path, path.name))

    assert reading.tally.records == 9_784
    links = [(q.subject, q.object) for q in quads if q.predicate == preferredParent]
    assert len(links) == len(set(links)) == 9_753
    ends = {end for link in links for end in link}
    assert len({q.subject for q in quads} - ends) == 2
    assert (PNET, ENDOCRINE) in links
    assert not reading.tally.skips
    assert not reading.tally.passed_over


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the upstream files in ../shared/data")
def test_a_download_that_is_broken_off_is_refused_with_its_line(tmp_path: Path) -> None:
    heads = SHARED / "orphanet" / "orphadata_xml_heads"
    head = (heads / "linearisation_of_rare_diseases_SM.txt").read_bytes()

    with pytest.raises(SourceError, match=r"en_product7\.xml, line 501, column 0: broken XML"):
        loaded(KIND, bulk.written(tmp_path, "en_product7.xml", head))
