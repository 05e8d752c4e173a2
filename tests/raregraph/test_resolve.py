import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import Result
from pyoxigraph import Store

from graph_data.resolution import Crosswalk
from ontology.identifiers import parse
from raregraph.columns import folded
from raregraph.resolve_batch import HEADER, identifiers, resolved
from raregraph.resolve_output import as_json, long_lines, remarks, table_lines

from ..graph_data.conflicts.small_store import mapping, store_of
from .commands import run

DATA = (
    mapping("MONDO:0024677", "UMLS:C0021670")
    + mapping("MONDO:0005048", "ORPHA:97279")
    + mapping("ORPHA:97279", "UMLS:C0021670", by="source:product1")
    + "MONDO:0005048 rdfs:label 'insulin-producing, tumor'@en ."
    + "MONDO:0007262 owl:deprecated true ; dcterms:isReplacedBy MONDO:0006689 ."
    + "MONDO:0006689 owl:deprecated true ; dcterms:isReplacedBy MONDO:0100347 ."
    + "MONDO:0011750 owl:deprecated true . MONDO:0000003 oio:consider MONDO:0000004 ."
)


@pytest.fixture(scope="module")
def store() -> Store:
    return store_of(mondo__1=DATA)


@pytest.fixture
def crosswalk(store: Store) -> Crosswalk:
    return Crosswalk(store)


def told(crosswalk: Crosswalk, identifier: str) -> list[str]:
    start = parse(identifier)
    return remarks(crosswalk, start, list(crosswalk.equivalents(start)))


def test_ambiguity_is_told_in_a_sentence(crosswalk: Crosswalk) -> None:
    assert told(crosswalk, "UMLS:C0021670") == [
        "UMLS:C0021670 is exactly matched to 2 classes of Mondo by different routes:"
        " MONDO:0005048, MONDO:0024677"
    ]


def test_what_became_of_a_withdrawn_entity_is_told(crosswalk: Crosswalk) -> None:
    assert told(crosswalk, "MONDO:0007262") == [
        "MONDO:0007262 is replaced by MONDO:0006689",
        "MONDO:0006689 is replaced by MONDO:0100347",
    ]
    assert told(crosswalk, "MONDO:0011750") == ["MONDO:0011750 is withdrawn and has no successor"]
    assert told(crosswalk, "MONDO:0000003") == [
        "MONDO:0000003 is withdrawn; consider MONDO:0000004"
    ]
    assert told(crosswalk, "ORPHA:999") == []


def test_a_table_has_a_line_for_each_route(crosswalk: Crosswalk) -> None:
    lines = table_lines(list(crosswalk.equivalents(parse("UMLS:C0021670"))))

    assert [line.split("\t") for line in lines[1:]] == [
        ["MONDO:0024677", "", "skos:exactMatch", "source:mondo-1", "UMLS:C0021670"],
        ["ORPHA:97279", "", "skos:exactMatch", "source:product1", "UMLS:C0021670"],
        [
            "MONDO:0005048",
            "insulin-producing, tumor",
            "skos:exactMatch",
            "source:mondo-1",
            "UMLS:C0021670 > ORPHA:97279",
        ],
    ]


def test_each_record_is_told_step_by_step(crosswalk: Crosswalk) -> None:
    found = list(crosswalk.equivalents(parse("UMLS:C0021670")))

    assert list(long_lines(found[2:])) == [
        "MONDO:0005048  insulin-producing, tumor",
        "  1. UMLS:C0021670 skos:exactMatch ORPHA:97279",
        "     source:product1 semapv:UnspecifiedMatching mapping:orpha-97279-umls-c0021670",
        "  2. ORPHA:97279 skos:exactMatch MONDO:0005048",
        "     source:mondo-1 semapv:UnspecifiedMatching mapping:mondo-0005048-orpha-97279",
    ]


def test_json_has_each_record(crosswalk: Crosswalk) -> None:
    start = parse("MONDO:0007262")

    answer = json.loads(
        json.dumps(as_json(crosswalk, start, list(crosswalk.equivalents(start)), []))
    )
    assert answer["obsolete"] is True
    last = answer["equivalents"][-1]
    assert last["identifier"] == "MONDO:0100347"
    assert [step["predicate"] for step in last["route"]] == ["dcterms:isReplacedBy"] * 2
    assert last["route"][0]["records"] == [
        {"record": None, "source": "source:mondo-1", "justification": None}
    ]


def test_a_table_is_folded_to_the_width_of_a_page() -> None:
    rows = [("identifier", "a long label of several words", "a route of many steps > and more")]

    lines = folded([*rows, ("MONDO:0005048", "x", "y")], 60)
    assert all(len(line) <= 60 for line in lines)
    assert " ".join(" ".join(lines).split()).count("label") == 1
    assert lines[-1].startswith("MONDO:0005048")


def batch_rows(crosswalk: Crosswalk, cell: str | None, to: str | None = None) -> list[list[str]]:
    return [list(line) for line in resolved(crosswalk, cell, to, 3)]


def test_a_row_of_a_batch_tells_the_whole_route(crosswalk: Crosswalk) -> None:
    _, second = batch_rows(crosswalk, "umls:C0021670", "MONDO")

    assert dict(zip(HEADER, second, strict=True)) == {
        "input": "umls:C0021670",
        "identifier": "UMLS:C0021670",
        "target": "MONDO:0005048",
        "label": "insulin-producing, tumor",
        "predicate": "skos:exactMatch",
        "sources": "source:mondo-1",
        "route": "UMLS:C0021670 > ORPHA:97279",
        "hops": "2",
        "obsolete": "false",
        "ambiguity": "2",
        "problem": "",
    }


@pytest.mark.parametrize(
    ("cell", "to", "problem"),
    [
        ("ORFA:1", None, "known prefix"),
        ("  ", None, "no identifier in this row"),
        (None, None, "no identifier in this row"),
        ("ORPHA:999", None, "in no mapping of this release"),
        ("UMLS:C0021670", "DOID", "nothing of DOID is reached"),
    ],
)
def test_a_bad_row_is_told_in_its_row(
    crosswalk: Crosswalk, cell: str | None, to: str | None, problem: str
) -> None:
    (row,) = batch_rows(crosswalk, cell, to)

    assert row[0] == (cell or "")
    assert problem in row[-1]


def test_an_identifier_of_the_space_that_is_wanted_is_its_own_target(
    crosswalk: Crosswalk,
) -> None:
    first, second, third = batch_rows(crosswalk, "MONDO:0007262", "MONDO")

    assert (first[2], first[7], first[8]) == ("MONDO:0007262", "0", "true")
    assert (second[2], second[8]) == ("MONDO:0006689", "true")
    assert (third[2], third[7], third[8]) == ("MONDO:0100347", "2", "false")


@pytest.mark.parametrize(
    ("content", "column", "expected"),
    [
        (b"id,name\nORPHA:1,x\n", None, ["ORPHA:1"]),
        (b"ORPHA:1,x\nORPHA:2,y\n", None, ["ORPHA:1", "ORPHA:2"]),
        (b"name,id\nx,ORPHA:1\ny\n\n", "id", ["ORPHA:1", None]),
        (b'\xef\xbb\xbfid\n"ORPHA:1"\r\n', "id", ["ORPHA:1"]),
    ],
)
def test_a_column_is_read(
    tmp_path: Path, content: bytes, column: str | None, expected: list[str | None]
) -> None:
    file = tmp_path / "in.csv"
    file.write_bytes(content)

    assert list(identifiers(file, column)) == expected


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "found an empty file"),
        (b"id\nORPHA:1\0\n", "line 2: expected text, found a NUL"),
        (b"\xff\xfei\0d\0", "line 1: expected UTF-8 text, found a byte order mark of UTF-16"),
        (b"id\nBj\xf6rn\n", "line 2: expected UTF-8 text, found the byte 0xf6"),
        (b'id\n"ORPHA:1\n', "expected CSV"),
        (b"name\nx\n", "line 1: expected the column 'id' once, found ['name']"),
        (b"id,id\nx,y\n", "line 1: expected the column 'id' once, found ['id', 'id']"),
        (b"id\rORPHA:1\r", "line 1: expected CSV, new-line character seen in unquoted field\n"),
        (b"id\n" + b"x" * (1 << 20), "line 2: expected a line below 1 MiB"),
    ],
)
def test_a_bad_file_is_told_with_its_place(
    small: Path, tmp_path: Path, content: bytes, problem: str
) -> None:
    file = tmp_path / "in.csv"
    file.write_bytes(content)
    output = tmp_path / "out.csv"

    options = ("--column", "id", "--output", output, "--release", small)
    result = run("resolve", "--batch", file, *options)
    assert result.exit_code == 1
    assert problem in result.stderr
    assert str(file) in result.stderr
    assert not output.exists()


def batch(
    small: Path, tmp_path: Path, text: str, *options: str | Path
) -> tuple[Result, list[list[str]]]:
    file = tmp_path / "in.csv"
    file.write_text(text)
    output = tmp_path / "out.csv"
    result = run("resolve", "--batch", file, "--output", output, "--release", small, *options)
    return result, list(csv.reader(io.StringIO(output.read_text())))


def test_a_batch_writes_all_rows_and_a_summary(small: Path, tmp_path: Path) -> None:
    result, rows = batch(small, tmp_path, "id\nMONDO:0000001\nnonsense\n")

    assert result.exit_code == 1
    assert "2 identifiers read" in result.stderr
    assert "1 identifiers with a problem" in result.stderr
    assert rows[0] == list(HEADER)
    assert {row[0] for row in rows[1:]} == {"MONDO:0000001", "nonsense"}


def test_a_batch_is_read_from_standard_input(small: Path) -> None:
    text = "id\nMONDO:0000001\n"

    result = run("resolve", "--batch", "-", "--to", "mondo", "--release", small, text=text)

    assert result.exit_code == 0
    assert result.stdout.startswith("input,identifier,")
    assert "\nMONDO:0000001,MONDO:0000001," in result.stdout


@pytest.mark.parametrize("text", ["", "name\nx\n"])
def test_of_a_file_that_holds_nothing_to_resolve_no_header_is_written(
    small: Path, text: str
) -> None:
    options = ("--column", "id", "--release", small)

    result = run("resolve", "--batch", "-", *options, text=text)

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("Error: standard input: ")


def test_a_batch_without_problems_ends_well(small: Path, tmp_path: Path) -> None:
    result, rows = batch(small, tmp_path, "id\nMONDO:0000001\n", "--to", "mondo")

    assert result.exit_code == 0
    assert {row[2].partition(":")[0] for row in rows[1:]} == {"MONDO"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "expected an identifier, or --batch"),
        (["MONDO:0000001", "--column", "x"], "--column belongs to --batch"),
        (["MONDO:0000001", "--to", "nowhere"], "no identifier space"),
    ],
)
def test_wrong_usage_is_told(small: Path, arguments: list[str], message: str) -> None:
    result = run("resolve", *arguments, "--release", small)

    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize("form", ["table", "long", "json"])
def test_the_command_answers_in_each_format(small: Path, form: str) -> None:
    result = run("resolve", "MONDO:0000001", "--format", form, "--release", small)

    assert result.exit_code == 0
    assert "MONDO:0000002" in result.stdout
