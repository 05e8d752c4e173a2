"""The mapping sets of Mondo."""

from pathlib import Path

import pytest

from loaders.loader import SourceError
from loaders.sources.mondo_sssom import KIND
from tests.loaders.bulk import (
    FIXTURES,
    all_quads,
    file_of,
    reading_of,
    records,
    said,
    skips,
    written,
)

SET = file_of(FIXTURES / "mondo_exactmatch_orphanet.sssom.tsv")


def test_the_sets_of_a_release_share_its_graph_and_have_a_source_each() -> None:
    reading = reading_of(KIND, SET)

    assert KIND.many_files
    assert reading.graph.value == "https://w3id.org/raregraph/graph/mondo-sssom/2026-08-04"
    assert reading.source.value.endswith("/source/mondo-sssom-exactmatch-orphanet-2026-08-04")


def test_a_row_is_a_record_with_its_own_justification() -> None:
    quads = all_quads(KIND, SET)
    found = {next(iter(one["owl:annotatedTarget"])): one for one in records(quads, "owl:Axiom")}

    assert set(found) == {"ORPHA:97253", "OMIM:131100"}
    assert found["OMIM:131100"]["sssom:mapping_justification"] == {"semapv:LexicalMatching"}
    record = found["ORPHA:97253"]
    assert record["sssom:mapping_justification"] == {"semapv:ManualMappingCuration"}
    assert record["rg:assertedBy"] == {"mondo-sssom-exactmatch-orphanet-2026-08-04"}
    assert record["rg:evidence"] == {"mondo-sssom-exactmatch-orphanet-2026-08-04#line=12"}
    assert record["sssom:object_label"] == {'"Neuroendocrine neoplasm of pancreas"'}
    assert record["sssom:mapping_source"] == {
        "http://purl.obolibrary.org/obo/mondo/mappings/mondo_exactmatch_orphanet.sssom.tsv"
    }
    assert ("MONDO:0019954", "skos:exactMatch", "ORPHA:97253") in said(quads)


def test_texts_that_are_not_open_are_not_repeated() -> None:
    assert "TITLE THAT IS NOT OPEN" not in str(all_quads(KIND, SET))


def test_a_faulty_row_is_a_skip_with_its_line() -> None:
    found = skips(KIND, SET)

    assert [place for place, _ in found] == [f"line {number}" for number in range(14, 19)]
    for (_, problem), words in zip(
        found,
        ("Orphanet:x97279", "found 3", "owl:sameAs", "semapv:Guessing", "mapping_justification"),
        strict=True,
    ):
        assert words in problem


def test_a_set_of_others_is_not_recognised(tmp_path: Path) -> None:
    text = SET.path.read_text(encoding="utf-8")
    other = written(tmp_path, "a.sssom.tsv", text.replace("/obo/mondo/mappings/", "/obo/other/"))

    assert not KIND.recognises(other, other.head())


def test_a_set_that_is_no_text_is_refused(tmp_path: Path) -> None:
    content = SET.path.read_bytes()

    with pytest.raises(SourceError, match="UTF-8"):
        all_quads(KIND, written(tmp_path, "a.sssom.tsv", content + b"\xff"))


def test_a_set_whose_id_is_no_address_is_refused(tmp_path: Path) -> None:
    text = SET.path.read_text(encoding="utf-8")
    file = written(tmp_path, "a.sssom.tsv", text.replace("http://purl", "ht<tp://purl"))

    with pytest.raises(SourceError, match="mapping_set_id 'ht<tp"):
        all_quads(KIND, file)


def test_a_packed_set_that_is_broken_off_is_refused(tmp_path: Path) -> None:
    row = "MONDO:{:07}\tname\tskos:exactMatch\tOrphanet:{}\tname\tsemapv:MappingChaining\n"
    many = "".join(row.format(n, n * 7919 % 100_003 + 1) for n in range(1, 20_000))
    file = written(tmp_path, "b.sssom.tsv.gz", SET.path.read_bytes() + many.encode())
    file.path.write_bytes(file.path.read_bytes()[:-20])

    with pytest.raises(SourceError, match=r"b\.sssom\.tsv\.gz, end: .*broken off"):
        all_quads(KIND, file)
