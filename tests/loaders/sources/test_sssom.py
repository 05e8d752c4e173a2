"""Mapping sets become direct triples and records; the curated set says what its sources say."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from loaders.loader import SourceError
from loaders.sources.sssom import LOADER, MAPPINGS, Mapping, describe, quads, read
from ontology.identifiers import curie, parse
from ontology.standard import OWL, RDFS, SSSOM, oio_hasDbXref, owl_Axiom, rdf_type, rdfs_comment
from ontology.terms import assertedBy

HEADER = "subject_id\tpredicate_id\tobject_id\tmapping_justification\tmapping_source\trecord_id"
ROW = (
    "MONDO:0019954\tskos:exactMatch\tUMLS:C1337011\tsemapv:ManualMappingCuration"
    "\tsource:mondo-sssom-2026-08-04\tmapping:mondo-0019954-umls-C1337011"
)


def _file(*lines: str) -> BytesIO:
    return BytesIO("\n".join(lines).encode())


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


def test_a_denied_match_has_a_record_and_no_direct_triple() -> None:
    header, row = f"{HEADER}\tpredicate_modifier", f"{ROW}\tNot"

    found = list(quads(_file(header, row)))
    modifier = NamedNode(SSSOM + "predicate_modifier")
    assert [quad.object for quad in found if quad.predicate == modifier] == [Literal("Not")]
    assert not [quad for quad in found if quad.subject == parse("MONDO:0019954")]


def test_a_denied_match_is_another_record_than_the_match() -> None:
    header = f"{HEADER}\tpredicate_modifier".replace("record_id", "other")

    denied, said = read(_file(header, f"{ROW}\tNot", f"{ROW}\t"))
    assert denied.negated
    assert not said.negated
    assert denied.record != said.record


def test_an_unknown_predicate_modifier_is_refused() -> None:
    with pytest.raises(SourceError, match="expected Not or nothing, found 'Maybe'"):
        list(read(_file(f"{HEADER}\tpredicate_modifier", f"{ROW}\tMaybe")))
