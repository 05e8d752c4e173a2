"""Mapping sets become direct triples and records; the curated set says what its sources say."""

import csv
import gzip
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph_data.files import curated_mappings
from loaders.loader import SourceError
from loaders.sources.sssom import LOADER, MAPPINGS, Mapping, describe, quads, read
from loaders.sssom_table import rows
from ontology.identifiers import curie, parse, query_prefixes
from ontology.standard import OWL, RDFS, SSSOM, oio_hasDbXref, owl_Axiom, rdf_type, rdfs_comment
from ontology.terms import assertedBy

HEADER = "subject_id\tpredicate_id\tobject_id\tmapping_justification\tmapping_source\trecord_id"
ROW = (
    "MONDO:0019954\tskos:exactMatch\tUMLS:C1337011\tsemapv:ManualMappingCuration"
    "\tsource:mondo-sssom-2026-08-04\tmapping:mondo-0019954-umls-C1337011"
)
SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data"
CURATED = curated_mappings()[0]
needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="needs the upstream files in ../shared/data"
)


def _file(*lines: str) -> BytesIO:
    return BytesIO("\n".join(lines).encode())


def _curated() -> list[Mapping]:
    with CURATED.open("rb") as file:
        return list(read(BytesIO(file.read())))


def _values(mapping: Mapping, predicate: NamedNode) -> list[object]:
    return [quad.object for quad in describe(mapping) if quad.predicate == predicate]


def test_a_row_becomes_its_direct_triple_and_its_record() -> None:
    found = list(quads(_file(HEADER, ROW)))

    subject, target = parse("MONDO:0019954"), parse("UMLS:C1337011")
    record, source = parse("mapping:mondo-0019954-umls-C1337011"), found[-1].object
    predicate = parse("skos:exactMatch")
    assert source == parse("source:mondo-sssom-2026-08-04")
    assert found == [
        Quad(subject, predicate, target, MAPPINGS),
        Quad(record, rdf_type, owl_Axiom, MAPPINGS),
        Quad(record, NamedNode(OWL + "annotatedSource"), subject, MAPPINGS),
        Quad(record, NamedNode(OWL + "annotatedProperty"), predicate, MAPPINGS),
        Quad(record, NamedNode(OWL + "annotatedTarget"), target, MAPPINGS),
        Quad(
            record,
            NamedNode(SSSOM + "mapping_justification"),
            parse("semapv:ManualMappingCuration"),
            MAPPINGS,
        ),
        Quad(record, NamedNode(SSSOM + "mapping_source"), source, MAPPINGS),
        Quad(record, assertedBy, source, MAPPINGS),
    ]


def test_labels_versions_comments_and_pages_stand_on_the_record() -> None:
    (mapping,) = read(
        _file(
            f"{HEADER}\tobject_label\tsubject_source_version\tcomment\tsee_also",
            f"{ROW}\tName\t2026-08-04\tA note.\thttps://example.org/1|https://example.org/2",
        )
    )

    assert _values(mapping, NamedNode(SSSOM + "object_label")) == [Literal("Name")]
    assert _values(mapping, NamedNode(SSSOM + "subject_source_version")) == [Literal("2026-08-04")]
    assert _values(mapping, rdfs_comment) == [Literal("A note.")]
    assert len(_values(mapping, NamedNode(RDFS + "seeAlso"))) == 2
    assert not _values(mapping, NamedNode(RDFS + "label"))


def test_a_mapping_is_asserted_by_its_provider_and_made_in_its_source() -> None:
    mapping_set = "http://purl.obolibrary.org/obo/mondo/mappings/mondo_exactmatch_umls.sssom.tsv"
    provider = "source:mondo-sssom-2026-08-04"
    (mapping,) = read(
        _file(f"{HEADER}\tmapping_provider", f"{ROW.replace(provider, mapping_set)}\t{provider}")
    )

    assert _values(mapping, NamedNode(SSSOM + "mapping_source")) == [NamedNode(mapping_set)]
    assert _values(mapping, NamedNode(SSSOM + "mapping_provider")) == [parse(provider)]
    assert _values(mapping, assertedBy) == [parse(provider)]


def test_columns_may_stand_in_any_order_and_unknown_ones_are_passed_over() -> None:
    columns, cells = HEADER.split("\t"), ROW.split("\t")
    turned = _file("\t".join([*columns[::-1], "extra"]), "\t".join([*cells[::-1], "x"]))

    assert list(read(turned)) == list(read(_file(HEADER, ROW)))


def test_optional_columns_may_be_missing() -> None:
    (mapping,) = read(_file("\t".join(HEADER.split("\t")[:4]), "\t".join(ROW.split("\t")[:4])))

    assert mapping.source is None
    assert re.fullmatch(r"mapping:[0-9a-f]{16}", curie(mapping.record))


def test_a_record_without_a_name_is_named_by_its_content_alike_each_time() -> None:
    header, row = "\t".join(HEADER.split("\t")[:4]), "\t".join(ROW.split("\t")[:4])
    other = row.replace("exactMatch", "closeMatch")

    (first, again, different) = read(_file(header, row, row, other))

    assert first.record == again.record
    assert first.record != different.record


def test_a_record_id_may_be_a_bare_name() -> None:
    (mapping,) = read(_file(HEADER, ROW.replace("mapping:mondo", "mondo")))

    assert curie(mapping.record) == "mapping:mondo-0019954-umls-C1337011"


def test_the_prefixes_that_a_file_declares_mean_what_it_says() -> None:
    (mapping,) = read(
        _file(
            "# license: https://creativecommons.org/publicdomain/zero/1.0/",
            "# curie_map:",
            "#   M: http://purl.obolibrary.org/obo/MONDO_",
            "#   N: 'https://bioregistry.io/nord:'",
            "# subject_source: infores:mondo",
            HEADER,
            ROW.replace("MONDO:", "M:").replace("UMLS:C1337011", "N:1877"),
        )
    )

    assert curie(mapping.subject) == "MONDO:0019954"
    assert curie(mapping.object) == "NORD:1877"


@pytest.mark.parametrize("spelling", ["oboInOwl:hasDbXref", "oio:hasDbXref"])
def test_a_cross_reference_is_a_mapping_in_either_spelling(spelling: str) -> None:
    (mapping,) = read(_file(HEADER, ROW.replace("skos:exactMatch", spelling)))

    assert mapping.predicate == oio_hasDbXref


def test_windows_line_ends_a_byte_order_mark_and_blank_lines_do_not_matter() -> None:
    content = f"# curie_map:\n{HEADER}\n\n{ROW}\n".replace("\n", "\r\n").encode("utf-8-sig")

    assert list(read(BytesIO(content))) == list(read(_file(HEADER, ROW)))


def test_a_quoted_cell_may_hold_quotes_and_tabs() -> None:
    (mapping,) = read(_file(f"{HEADER}\tcomment", f'{ROW}\t"a ""b""\tc"'))

    assert mapping.texts == {"comment": 'a "b"\tc'}


def test_rows_are_read_one_by_one() -> None:
    mappings = read(_file(HEADER, ROW, "broken"))

    assert curie(next(mappings).subject) == "MONDO:0019954"
    with pytest.raises(SourceError):
        next(mappings)


@pytest.mark.parametrize(
    ("lines", "place", "problem"),
    [
        ([], "end of file", "expected a header row"),
        (["# curie_map:"], "end of file", "expected a header row"),
        ([HEADER.replace("object_id", "object"), ROW], 1, "expected the column object_id"),
        (["# x: y", HEADER, ROW + "\textra"], 3, "expected 6 cells, found 7"),
        ([HEADER, ROW, "MONDO:0019954"], 3, "expected 6 cells, found 1"),
        ([HEADER, ROW.replace("UMLS:C1337011", "")], 2, "expected a value of object_id"),
        (
            [HEADER, ROW.replace("UMLS:", "UMLLS:")],
            2,
            "object_id 'UMLLS:C1337011'.*perhaps of UMLS",
        ),
        ([HEADER, ROW.replace("C1337011", "1337011")], 2, "object_id 'UMLS:1337011'.*UMLS:C"),
        ([HEADER, ROW.replace("skos:exactMatch", "owl:sameAs")], 2, "owl:sameAs merges"),
        ([HEADER, ROW.replace("exactMatch", "broader")], 2, "expected a skos match.*skos:broader"),
        ([HEADER, ROW.replace("skos:exactMatch", "is")], 2, "predicate_id 'is'"),
        ([HEADER, ROW.replace("ManualMapping", "Guess")], 2, "expected a justification"),
        ([HEADER, ROW.replace("source:", "sauce:")], 2, "mapping_source 'sauce:"),
        ([HEADER, ROW.replace("source:", "http://a b")], 2, "mapping_source: expected an IRI"),
        ([HEADER + "\tmapping_provider", ROW + "\tme"], 2, "mapping_provider 'me'"),
        ([HEADER, ROW.replace("mapping:", "mapping:a b")], 2, "record_id 'mapping:a b"),
        ([HEADER, ROW, ROW], 3, "expected a new record_id.*line 2"),
        ([HEADER + "\tsee_also", ROW + "\tno page"], 2, "see_also: expected an IRI"),
        ([HEADER, f'"{ROW}'], 2, "expected tab-separated cells"),
    ],
)
def test_a_fault_is_named_with_its_line_and_what_was_expected(
    lines: list[str], place: int | str, problem: str
) -> None:
    with pytest.raises(SourceError, match=problem) as caught:
        list(read(_file(*lines)))

    assert caught.value.place == place
    assert caught.value.source == "SSSOM"


def test_a_file_that_is_not_utf_8_is_refused_at_its_first_wrong_byte() -> None:
    with pytest.raises(SourceError, match="line 2: expected UTF-8, found the byte 0xe9"):
        list(read(BytesIO(HEADER.encode() + b"\nMONDO:\xe9\n")))


def test_a_fault_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "set.sssom.tsv"
    path.write_text(HEADER.replace("object_id", "object"), encoding="utf-8")

    with path.open("rb") as file, pytest.raises(SourceError, match=r"^set\.sssom\.tsv, line 1: "):
        list(read(file))


def test_the_loader_makes_a_graph_of_a_file_that_can_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "set.sssom.tsv"
    path.write_text(f"{HEADER}\n{ROW}\n", encoding="utf-8")

    graph = LOADER.source_graph(path, "1")

    assert graph.iri == MAPPINGS
    assert re.fullmatch("[0-9a-f]{64}", graph.sha256)
    assert list(graph.quads()) == list(graph.quads()) == list(quads(_file(HEADER, ROW)))


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
    assert all(len(_values(mapping, assertedBy)) == 1 for mapping in mappings)


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
