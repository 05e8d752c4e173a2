"""Tables of delimited text: what is read, what breaks a file, what is a fault of one row."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from loaders.loader import SourceError
from loaders.reading.source_file import SourceFile
from loaders.reading.text_tables import LONGEST, TableRow, table
from tests.loaders.bulk import written

COLUMNS = ("id", "name")


def _table(folder: Path, content: str | bytes, **options: Any) -> Iterator[TableRow]:
    name = options.pop("name", "things.tsv")
    settings: dict[str, Any] = {"delimiter": "\t", "columns": COLUMNS, "quoting": False} | options
    return table(written(folder, name, content), **settings)


@pytest.mark.parametrize(
    "content",
    [
        "id\tname\n1\tone\n2\ttwo",
        "name\tid\none\t1\ntwo\t2\n",
        "id\tname\r\n1\tone\r\n2\ttwo\r\n",
        "\ufeffid\tname\n1\tone\n2\ttwo\n",
        "id\tname\n 1 \tone\n2\t two\n",
    ],
)
def test_the_order_of_columns_line_ends_and_a_byte_order_mark_do_not_matter(
    tmp_path: Path, content: str
) -> None:
    rows = list(_table(tmp_path, content))

    assert [row.cells for row in rows] == [{"id": "1", "name": "one"}, {"id": "2", "name": "two"}]
    assert [row.line for row in rows] == [2, 3]


def test_a_column_that_nobody_asked_for_is_kept(tmp_path: Path) -> None:
    (row,) = _table(tmp_path, "id\tmore\tname\n1\tx\tone\n")

    assert row.cells == {"id": "1", "more": "x", "name": "one"}


def test_a_gzipped_table_is_unpacked(tmp_path: Path) -> None:
    (row,) = _table(tmp_path, "id\tname\n1\tone\n", name="things.tsv.gz")

    assert row.cells["name"] == "one"


def test_empty_lines_are_passed_over_and_counted(tmp_path: Path) -> None:
    (row,) = _table(tmp_path, "\nid\tname\n\n1\tone\n\n")

    assert row.line == 4


def test_a_cell_of_several_lines_counts_from_its_first(tmp_path: Path) -> None:
    content = 'id,name\n1,"one\nline, ""more"""\n2,two\n'

    first, second = _table(tmp_path, content, delimiter=",", quoting=True)

    assert first == TableRow(2, {"id": "1", "name": 'one\nline, "more"'})
    assert second.line == 4


def test_without_quoting_a_quote_is_a_character(tmp_path: Path) -> None:
    (row,) = _table(tmp_path, 'id\tname\n1\t"one\n')

    assert row.cells["name"] == '"one'


@pytest.mark.parametrize("header", ["#id\tname", "id\tname"])
def test_the_header_row_may_be_the_last_comment(tmp_path: Path, header: str) -> None:
    content = f"#date: 2023-01-27\n#x\ty\n{header}\n1\tone\n"

    (row,) = _table(tmp_path, content, comment="#", header_prefix="#")

    assert row == TableRow(4, {"id": "1", "name": "one"})


@pytest.mark.parametrize(
    ("content", "place", "problem"),
    [
        (b"", "end of file", "header row with the columns id, name, found none"),
        (b"\n\n", "end of file", "found none"),
        (b"id\tother\n1\tone\n", "line 1", "columns id, name, found name not once in 'id.tother'"),
        (b"id\tname\tname\n", "line 1", "found name not once"),
        (b"1\tone\n2\ttwo\n", "line 1", "found id, name not once"),
        (b"id\tname\n1\tcaf\xe9\n", "line 2", "expected UTF-8, found the byte 0xe9, number 6 of"),
        (b"id\tname\n1\to\0ne\n", "line 2", "expected text, found NUL at byte 4"),
        (b"id\tname\n1\tone\rmore\n", "line 2", "expected tab-separated cells, found"),
        (b"id\tname\n1\t" + b"x" * LONGEST, "line 2", "expected at most 1048576 bytes"),
    ],
)
def test_what_breaks_the_file_is_named_with_its_place(
    tmp_path: Path, content: bytes, place: str, problem: str
) -> None:
    with pytest.raises(SourceError, match=problem) as caught:
        list(_table(tmp_path, content, on_fault=lambda *_: None))

    assert str(caught.value).startswith(f"things.tsv, {place}: ")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ('id,name\n1,"one\n', 2),
        ('id,name\n1,"one"x\n', 2),
        ('id,"name\n1,one\n', 1),
        ('id,name\n1,"' + ("x" * 1000 + "\n") * 1100, 2),
    ],
    ids=["never closed", "more after it", "in the header", "beyond the limit"],
)
def test_a_quote_that_is_wrong_breaks_the_file(tmp_path: Path, content: str, place: int) -> None:
    with pytest.raises(SourceError, match="expected") as caught:
        list(_table(tmp_path, content, delimiter=",", quoting=True, on_fault=lambda *_: None))

    assert caught.value.place == place


@pytest.mark.parametrize("content", [b"no gzip at all", b"\x1f\x8b\x08\x00broken"])
def test_a_gz_that_is_none_or_broken_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "things.tsv.gz"
    path.write_bytes(content)
    file = SourceFile(path, path.name)

    with pytest.raises(SourceError, match=r"things\.tsv\.gz, .*gzip"):
        list(table(file, delimiter="\t", columns=COLUMNS, quoting=False))


def test_a_row_of_another_width_is_a_fault_and_the_rest_is_read(tmp_path: Path) -> None:
    faults: list[tuple[str, str]] = []

    rows = list(
        _table(
            tmp_path,
            "id\tname\n1\n2\ttwo\n3\tthree\tmore\n",
            on_fault=lambda place, problem: faults.append((place, problem)),
        )
    )

    assert [row.cells["id"] for row in rows] == ["2"]
    assert faults == [
        ("line 2", "expected 2 cells, found 1"),
        ("line 4", "expected 2 cells, found 3"),
    ]


def test_without_anybody_to_tell_such_a_row_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="line 2: expected 2 cells, found 1"):
        list(_table(tmp_path, "id\tname\n1\n"))
