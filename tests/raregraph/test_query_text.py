from pathlib import Path

import pytest
from click import UsageError

from raregraph.query_text import ANSWERS, format_by_ending, query_text
from raregraph.terminal import NotText

ASK = "ASK { ?a ?b ?c }"


@pytest.mark.parametrize("text", [ASK, "ASK{}", "", "SELECT *\nnonsense", "ASK{" + "x" * 5000])
def test_a_text_is_itself(text: str) -> None:
    assert query_text(text) == text


@pytest.mark.parametrize("name", ["q.rq", "q{1}.rq"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_is_read_without_its_byte_order_mark(tmp_path: Path, name: str, mark: bytes) -> None:
    (tmp_path / name).write_bytes(mark + ASK.encode())

    assert query_text(str(tmp_path / name)) == ASK


def test_a_file_that_is_missing_is_told() -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere\.rq"):
        query_text("nowhere.rq")


def test_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        query_text(str(tmp_path))


def test_a_name_that_is_too_long_is_told() -> None:
    with pytest.raises(OSError, match="too long"):
        query_text("x" * 5000)


def test_a_file_of_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_bytes(b"\xff")

    with pytest.raises(NotText, match=r"q\.rq: expected UTF-8 text, found byte 0xff at offset 0"):
        query_text(str(tmp_path / "q.rq"))


@pytest.mark.parametrize("ending", ANSWERS)
def test_an_ending_names_a_format(ending: str) -> None:
    assert format_by_ending(Path(f"out{ending.upper()}"), ANSWERS) == ANSWERS[ending]


@pytest.mark.parametrize("name", ["out", "out.xlsx", ".csv"])
def test_an_ending_that_names_none_is_told_with_those_that_do(name: str) -> None:
    with pytest.raises(UsageError, match=r"Give --format, or .* \.csv"):
        format_by_ending(Path(name), ANSWERS)
