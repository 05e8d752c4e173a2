"""ORDO in OBO: references with remarks, retirement; the rest is counted."""

from pathlib import Path

import pytest
from pyoxigraph import Literal

from loaders.kind import Header, entity
from loaders.loader import SourceError
from loaders.reading.source_file import SourceFile
from loaders.sources.ordo_obo import KIND, TRUE
from ontology import terms as rg
from ontology.standard import (
    dcterms_isReplacedBy,
    oio_consider,
    owl_annotatedTarget,
    owl_deprecated,
    rdfs_label,
    rdfs_subClassOf,
    schema_name,
    skos_broader,
    skos_broadMatch,
    skos_exactMatch,
    sssom_predicate_modifier,
)
from tests.loaders import bulk
from tests.loaders.bulk import SHARED
from tests.loaders.sources.orphanet import (
    changed,
    counted,
    english,
    fixture,
    loaded,
    objects,
    orpha,
    pairs,
    skips,
)

MEN1, OLD = orpha(652), orpha(93216)


def test_the_file_tells_its_version_and_date() -> None:
    assert KIND.header(fixture("ordo.obo")) == Header("3.1", "2020-12-17")


def test_a_version_is_found_without_the_property(tmp_path: Path) -> None:
    file = changed(tmp_path, "ordo.obo", ("owl:versionInfo", "owl:comment"))

    assert KIND.header(file).version == "3.1"


def test_a_reference_on_two_lines_is_one_with_both_remarks() -> None:
    reading, quads = loaded(KIND, fixture("ordo.obo"))

    target = entity("ICD10", "D44.8")
    assert objects(quads, MEN1, skos_broadMatch) == [target]
    (record,) = [one for one, to in pairs(quads, owl_annotatedTarget) if to == target]
    said = {(q.predicate, q.object) for q in quads if q.subject == record}
    narrower = "NTBT (ORPHA code's Narrower Term maps to a Broader Term)"
    assert (rg.asWritten, Literal(narrower)) in said
    attributed = "Attributed (The ICD10 code is attributed by Orphanet)"
    assert (rg.asWritten, Literal(attributed)) in said
    assert (rg.evidence, reading.place("line=11")) in said


def test_a_wrong_mapping_is_denied() -> None:
    _, quads = loaded(KIND, fixture("ordo.obo"))

    (record,) = [one for one, _ in pairs(quads, sssom_predicate_modifier)]
    assert (record, entity("MEDDRA", "10028190")) in pairs(quads, owl_annotatedTarget)
    assert objects(quads, MEN1, skos_exactMatch) == [entity("OMIM", "131100")]


def test_a_withdrawn_term_leads_to_its_successors() -> None:
    _, quads = loaded(KIND, fixture("ordo.obo"))

    assert pairs(quads, owl_deprecated) == {(OLD, TRUE)}
    assert pairs(quads, dcterms_isReplacedBy) == {(OLD, orpha(567548))}
    assert pairs(quads, oio_consider) == {(OLD, orpha(656))}
    assert objects(quads, OLD, schema_name) == [english("Nephrotic syndrome, minimal changes")]


def test_part_of_and_is_a_are_no_hierarchy_here() -> None:
    """Error 8 of the sources: part_of read as being a kind of something."""
    _, quads = loaded(KIND, fixture("ordo.obo"))

    assert not pairs(quads, rdfs_subClassOf)
    assert not pairs(quads, skos_broader)
    assert not pairs(quads, rdfs_label)
    assert objects(quads, MEN1, rg.entityType) == [english("Disease")]


def test_genes_and_other_terms_are_counted_and_not_described() -> None:
    reading, quads = loaded(KIND, fixture("ordo.obo"))

    assert {q.subject for q in quads if q.predicate == schema_name} == {MEN1, OLD}
    assert reading.tally.records == 4
    assert reading.tally.passed_over == {
        "genes": 1,
        "terms of ORDO that are no disorders": 1,
        "part_of: classifications are in product 3": 2,
        "inheritance: in product 9, natural history": 1,
        "synonyms: in product 1": 1,
        "property_value notation": 1,
    }


def test_identifiers_that_are_none_are_skipped_with_their_line(tmp_path: Path) -> None:
    file = changed(
        tmp_path,
        "ordo.obo",
        ("xref: OMIM:131100", "xref: OMIM:1"),
        ("replaced_by: Orphanet:567548", "replaced_by: nothing"),
    )
    reading, quads = loaded(KIND, file)

    assert [where for where, _ in skips(reading)] == ["line=12", "line=25"]
    assert not pairs(quads, dcterms_isReplacedBy)


def test_a_file_without_terms_is_refused(tmp_path: Path) -> None:
    head = "format-version: 1.2\nontology: http://www.orpha.net/ontology/ORDO_en_3.1.owl\n"

    with pytest.raises(SourceError, match=r"expected stanzas \[Term\], found none"):
        loaded(KIND, bulk.written(tmp_path, "ordo.obo", head))


def test_other_obo_files_are_not_ours(tmp_path: Path) -> None:
    for name, written in (
        ("ordo.obo", "format-version: 1.2\nontology: mondo\n"),
        ("ordo.txt", fixture("ordo.obo").path.read_text()),
    ):
        file = bulk.written(tmp_path, name, written)
        assert not KIND.recognises(file, file.head())


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the upstream files in ../shared/data")
def test_the_real_file_has_its_terms_and_references() -> None:
    path = SHARED / "orphanet" / "ordo" / "ordo.obo.gz"
    reading, predicates = counted(KIND, SourceFile(path, path.name))

    assert reading.header == Header("3.1", "2020-12-17")
    assert reading.tally.records == 13_580
    assert predicates[schema_name] == 9_283
    assert reading.tally.passed_over["genes"] == 4_118
    assert predicates[owl_annotatedTarget] == 23_786
    assert predicates[sssom_predicate_modifier] == 14
    assert not reading.tally.skips
