import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph_data.search_index import NoSearch, index_fault, name_quads, open_index, write_index
from ontology.standard import rdfs_label, skos_altLabel

GRAPH = NamedNode("http://e/graph")


def quads(count: int) -> list[Quad]:
    return [
        Quad(NamedNode(f"http://e/{number % 7}"), rdfs_label, Literal(f"name {number}"), GRAPH)
        for number in range(count)
    ]


def test_equal_quads_give_equal_bytes_in_any_order(tmp_path: Path) -> None:
    some = quads(500)
    write_index(tmp_path / "one", some)
    random.Random(1).shuffle(some)
    write_index(tmp_path / "two", some)

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_only_the_index_is_left_in_the_folder(tmp_path: Path) -> None:
    assert write_index(tmp_path / "index", quads(10)) == 10

    assert [path.name for path in tmp_path.iterdir()] == ["index"]


def test_what_is_there_is_not_overwritten(tmp_path: Path) -> None:
    write_index(tmp_path / "index", [])

    with pytest.raises(FileExistsError, match="exists already"):
        write_index(tmp_path / "index", [])


def test_an_index_can_only_be_read(tmp_path: Path) -> None:
    write_index(tmp_path / "index", quads(1))

    with (
        closing(open_index(tmp_path / "index")) as connection,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        connection.execute("DELETE FROM name")


def test_a_missing_index_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoSearch, match="there is no index of names"):
        open_index(tmp_path / "index")


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(5_000)])
def test_a_file_that_is_no_index_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "index").write_bytes(content)

    with pytest.raises(NoSearch, match="cannot be used"):
        open_index(tmp_path / "index")


def test_an_sqlite_without_fts5_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph_data.search_index._TABLES", "CREATE VIRTUAL TABLE w USING absent(w)")

    with pytest.raises(NoSearch, match="lacks FTS5: no such module"):
        write_index(tmp_path / "index", [])

    assert not (tmp_path / "index").exists()


def test_a_sound_index_has_no_fault(tmp_path: Path) -> None:
    write_index(tmp_path / "index", quads(50))

    assert index_fault(tmp_path / "index", quads(50)) is None


def test_an_index_of_other_names_is_a_fault(tmp_path: Path) -> None:
    write_index(tmp_path / "index", quads(50))

    assert "found others" in (index_fault(tmp_path / "index", quads(51)) or "")


def test_a_damaged_index_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "index"
    write_index(path, quads(2_000))
    content = bytearray(path.read_bytes())
    content[8_192:32_768] = bytes(24_576)
    path.write_bytes(content)

    assert "expected" in (index_fault(path, quads(2_000)) or "")


def test_the_default_graph_of_a_store_gives_only_what_no_named_graph_has() -> None:
    one, other = Literal("one"), Literal("other")
    store = Store()
    store.extend(
        [
            Quad(GRAPH, rdfs_label, one, GRAPH),
            Quad(GRAPH, rdfs_label, one),
            Quad(GRAPH, skos_altLabel, other),
            Quad(GRAPH, NamedNode("http://e/p"), other),
        ]
    )

    assert set(name_quads(store)) == {
        Quad(GRAPH, rdfs_label, one, GRAPH),
        Quad(GRAPH, skos_altLabel, other),
    }
