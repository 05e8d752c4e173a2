"""The curated mappings, and the upstream files that they are taken from."""

import csv
import gzip
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest

from graph_data.files import curated_mappings
from loaders.sources.sssom import Mapping, describe, read
from loaders.sssom_table import rows
from ontology.identifiers import curie, parse, query_prefixes
from ontology.standard import oio_hasDbXref
from ontology.terms import assertedBy

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
CURATED = curated_mappings()[0]
needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="needs the upstream files in ../shared/data"
)


def _curated() -> list[Mapping]:
    with CURATED.open("rb") as file:
        return list(read(BytesIO(file.read())))


def test_every_identifier_of_the_curated_set_is_canonical() -> None:
    with CURATED.open("rb") as file:
        for row in rows(BytesIO(file.read())):
            provider = "mapping_provider" if row.cells["mapping_provider"] else "mapping_source"
            for column in ("subject_id", "object_id", provider, "record_id"):
                assert curie(parse(row.cells[column])) == row.cells[column]


def test_the_curated_set_declares_its_prefixes_as_the_table_does() -> None:
    with CURATED.open("rb") as file:
        declared = next(rows(BytesIO(file.read()))).curie_map
    table = query_prefixes()

    assert declared.pop("oboInOwl") == table["oio"]
    assert declared == {prefix: table[prefix] for prefix in declared}


def test_the_curated_set_is_sorted_and_names_every_record_source_and_version() -> None:
    mappings = _curated()

    records = [curie(mapping.record) for mapping in mappings]
    assert records == sorted(set(records))
    assert all(
        sum(quad.predicate == assertedBy for quad in describe(mapping)) == 1 for mapping in mappings
    )


def test_the_curated_set_repeats_no_text_of_omim_snomed_ct_or_meddra() -> None:
    for mapping in _curated():
        if curie(mapping.object).startswith(("OMIM:", "OMIMPS:", "SCTID:", "MEDDRA:")):
            assert "object_label" not in mapping.texts


def test_a_cross_reference_without_a_relation_is_not_called_curated() -> None:
    for mapping in _curated():
        if mapping.predicate == oio_hasDbXref:
            assert curie(mapping.justification) == "semapv:UnspecifiedMatching"
            assert mapping.texts["comment"]


def test_a_chained_match_names_both_of_its_steps() -> None:
    mappings = _curated()
    said = {(m.subject, m.predicate, m.object): m.record for m in mappings}
    chained = [m for m in mappings if curie(m.justification) == "semapv:MappingChaining"]

    assert len(chained) == 16
    for mapping in chained:
        (orpha,) = set(re.findall(r"ORPHA:\d+", mapping.texts["comment"]))
        assert mapping.see_also == (
            said[mapping.subject, mapping.predicate, parse(orpha)],
            said[mapping.object, mapping.predicate, parse(orpha)],
        )


def _from(source: str) -> set[tuple[str, str, str]]:
    return {
        (curie(one.subject), curie(one.predicate), curie(one.object))
        for one in _curated()
        if parse(source) == (one.provider or one.source)
    }


@needs_shared
def test_the_curated_rows_of_mondo_stand_in_its_mapping_files() -> None:
    curated = _from("source:mondo-sssom-2026-08-04")
    subjects = {subject for subject, _, _ in curated}
    upstream = set()
    for path in (SHARED / "mondo" / "mappings").glob("*.sssom.tsv"):
        with path.open("rb") as file:
            for row in rows(file):
                if row.cells["subject_id"] in subjects:
                    columns = ("subject_id", "predicate_id", "object_id")
                    upstream.add(tuple(curie(row.iri(column)) for column in columns))

    assert curated <= upstream
    assert {(s, o) for s, _, o in upstream} == {(s, o) for s, _, o in curated}


@needs_shared
def test_a_curated_row_of_mondo_names_the_set_in_which_it_stands() -> None:
    for one in _curated():
        if one.provider is not None:
            assert one.source is not None
            path = SHARED / "mondo" / "mappings" / one.source.value.rpartition("/")[2]
            content = path.read_text(encoding="utf-8")
            assert f"# mapping_set_id: {one.source.value}\n" in content
            assert f"\n{curie(one.subject)}\t" in content


@needs_shared
def test_the_curated_rows_of_gard_stand_in_its_tables() -> None:
    curated = _from("source:gard-csv-2024")
    subjects = {subject for subject, _, _ in curated}

    assert curated == _gard_rows(subjects)


@needs_shared
def test_the_curated_rows_of_ordo_stand_in_its_file() -> None:
    curated = _from("source:ordo-3.1")
    subjects = {subject for subject, _, _ in curated}

    assert curated == {row for row in _ordo_rows() if row[0] in subjects}


@needs_shared
def test_the_curated_rows_of_doid_stand_in_its_file() -> None:
    stanzas = (SHARED / "doid" / "DO_rare_slim.obo").read_text(encoding="utf-8").split("\n\n")
    xrefs = {
        (re.findall("^id: (.+)$", stanza, re.M)[0], curie(parse(xref)))
        for stanza in stanzas
        for xref in re.findall("^xref: ((?:GARD|SNOMEDCT_US_[0-9_]+):[0-9]+)$", stanza, re.M)
    }
    curated = _from("source:doid-2026-07-31")

    assert {(subject, target) for subject, _, target in curated} <= xrefs
    assert {predicate for _, predicate, _ in curated} == {"oio:hasDbXref"}


@needs_shared
def test_the_curated_icd_11_codes_of_orphanet_stand_in_its_file() -> None:
    path = SHARED / "orphanet" / "nomenclature_pack" / "ORPHA_ICD11_mapping_en.xml"
    upstream = {
        _fact(
            f"ORPHA:{disorder.findtext('OrphaCode')}",
            (reference.findtext("DisorderMappingRelation/Name") or "").split(" ")[0],
            f"ICD11:{reference.findtext('Reference')}",
        )
        for disorder in ElementTree.parse(path).iter("Disorder")
        if disorder.findtext("OrphaCode") in {"805", "913", "97253", "99889", "100093"}
        for reference in disorder.iter("ExternalReference")
    }

    assert _from("source:orphanet-icd11-2022-06-14") == upstream


RELATIONS = {
    "Exact": "skos:exactMatch",
    "E": "skos:exactMatch",
    "NTBT": "skos:broadMatch",
    "BTNT": "skos:narrowMatch",
}


def _fact(subject: str, relation: str, target: str) -> tuple[str, str, str]:
    predicate = RELATIONS.get(relation, "oio:hasDbXref")
    return curie(parse(subject)), predicate, curie(parse(target))


def _gard_rows(subjects: set[str]) -> set[tuple[str, str, str]]:
    references = {
        _fact(row["GardID"], row["MapRelationship"], f"{row['XrefSource']}:{row['SourceID']}")
        for row in _table("GARD_xrefs.csv")
        if row["GardID"] in subjects
    }
    return references | {
        _fact(row["GardID"], "Exact", row["SourceID"])
        for row in _table("GARD.csv")
        if row["GardID"] in subjects
    }


def _table(name: str) -> Iterator[dict[str, str]]:
    with (SHARED / "gard" / name).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _ordo_rows() -> Iterator[tuple[str, str, str]]:
    xref = re.compile(r'xref: (ICD-10|MedDRA|MeSH|OMIM|UMLS):(\S+) \{[^=]+="(\w+)')
    subject = ""
    with gzip.open(SHARED / "orphanet" / "ordo" / "ordo.obo.gz", "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("id: "):
                subject = line.removeprefix("id: ").strip()
            elif (match := xref.match(line)) and subject.startswith("Orphanet:"):
                space, local_id, relation = match.groups()
                yield _fact(subject, relation, f"{space}:{local_id}")
