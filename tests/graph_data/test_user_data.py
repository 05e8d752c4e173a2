import gzip
import json
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from backports import zstd
from pyoxigraph import DefaultGraph, Store

from graph_data.rdf_files import BadData
from graph_data.search_index import SEARCH, open_index
from graph_data.store import open_store
from graph_data.user_data import read_prefixes, write_data_folder

TRIPLE = "<http://e/a> <http://e/b> <http://e/c>"
RDF_XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
    '<rdf:Description rdf:about="http://e/a"><e:b rdf:resource="http://e/c"/></rdf:Description>'
    "</rdf:RDF>"
)
# Each entity stands for a thousand of the one before it.
LAUGHS = (
    '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "'
    + "&a;" * 1_000
    + '"><!ENTITY c "'
    + "&b;" * 1_000
    + f'"> ]>{RDF_XML}'
)
JSON_LD = json.dumps({"@id": "http://e/a", "http://e/b": {"@id": "http://e/c"}})
SAME_IN_ALL = {
    "a.ttl": f"{TRIPLE} .",
    "a.nt": f"{TRIPLE} .",
    "a.n3": f"{TRIPLE} .",
    "a.nq": f"{TRIPLE} .",
    "a.TRIG": f"{{ {TRIPLE} }}",
    "a.rdf": RDF_XML,
    "a.owl": RDF_XML,
    "a.xml": RDF_XML,
    "a.jsonld": JSON_LD,
}

Load = Callable[..., Store]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Return a function that gives the store of some files, by name and content."""

    def loaded(*files: tuple[str, str | bytes], has_union: bool = True) -> Store:
        paths = []
        for name, content in files:
            path = tmp_path / name
            path.write_bytes(content.encode() if isinstance(content, str) else content)
            paths.append(path)
        return open_store(write_data_folder(tmp_path / "served", paths, has_union) / "store")

    return loaded


def quads(store: Store) -> set[str]:
    return {str(quad) for quad in store}


@pytest.mark.parametrize("name", SAME_IN_ALL)
def test_the_ending_says_the_format(load: Load, name: str) -> None:
    assert quads(load((name, SAME_IN_ALL[name]))) == {TRIPLE}


@pytest.mark.parametrize(("ending", "packed"), [("gz", gzip.compress), ("zst", zstd.compress)])
def test_packed_files_are_unpacked(
    load: Load, ending: str, packed: Callable[[bytes], bytes]
) -> None:
    assert quads(load((f"a.ttl.{ending}", packed(SAME_IN_ALL["a.ttl"].encode())))) == {TRIPLE}


def test_a_union_holds_a_triple_of_two_graphs_once(load: Load) -> None:
    store = load(("a.nq", f"{TRIPLE} <http://e/g> .\n{TRIPLE} <http://e/h> .\n{TRIPLE} ."))

    assert len(list(store.quads_for_pattern(None, None, None, DefaultGraph()))) == 1
    assert len(store) == 3


def test_without_a_union_the_default_graph_is_that_of_the_files(load: Load) -> None:
    store = load(("a.nq", f"{TRIPLE} <http://e/g> ."), has_union=False)

    assert not list(store.quads_for_pattern(None, None, None, DefaultGraph()))


def test_each_file_has_its_own_blank_nodes(load: Load) -> None:
    same = "_:x <http://e/p> 1 ."

    assert len(load(("a.ttl", same), ("b.ttl", same))) == 2


def test_relative_iris_are_relative_to_the_file(load: Load, tmp_path: Path) -> None:
    store = load(("a.ttl", "<x> <http://e/p> <> ."))

    folder = tmp_path.resolve().as_uri()
    assert quads(store) == {f"<{folder}/x> <http://e/p> <{folder}/a.ttl>"}


def test_a_byte_order_mark_is_no_part_of_the_data(load: Load) -> None:
    assert quads(load(("a.ttl", f"\ufeff{TRIPLE} ."))) == {TRIPLE}


def test_an_empty_file_is_an_empty_graph(load: Load) -> None:
    assert len(load(("a.ttl", ""))) == 0


def test_prefixes_of_the_files_are_kept_the_first_one_wins(tmp_path: Path) -> None:
    first, second = tmp_path / "a.ttl", tmp_path / "b.trig"
    first.write_text(f"@prefix my: <http://e/> . {TRIPLE} .")
    second.write_text(f"PREFIX my: <http://other/> PREFIX a: <http://a/> {TRIPLE} .")

    folder = write_data_folder(tmp_path / "served", [first, second], True)

    assert read_prefixes(folder) == {"my": "http://e/", "a": "http://a/"}


def test_a_folder_is_named_by_what_is_in_the_files(tmp_path: Path) -> None:
    names = set()
    for number, text in enumerate((f"{TRIPLE} .", f"{TRIPLE} .", f"{TRIPLE} . #")):
        (tmp_path / "a.ttl").write_text(text)
        names.add(write_data_folder(tmp_path / str(number), [tmp_path / "a.ttl"], True).name)

    assert len(names) == 2
    assert all(name.startswith("data-") for name in names)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.ttl", "<http://e/a> a\n  b:c .", "a.ttl: line 2, column 3: expected Turtle, found"),
        ("a.nt", b"<http://e/a> <http://e/b> '\xff' .", "a.nt: line 1, column 27: expected N-T"),
        ("a.jsonld", "", "a.jsonld: line 1, column 1: expected JSON-LD, found: Unexpected end"),
        ("a.jsonld", '{"@context": "http://127.0.0.1:9/c"}', "nothing is fetched: write the con"),
        ("a.n3", "{ <http://e/a> a ?x } <http://e/p> 1 .", "a.n3: expected N3, found"),
        ("a.rdf", LAUGHS, "found an entity of more than 10,000 characters: c"),
        ("a.rdf", LAUGHS[1:], "found entities in what is no XML"),
        ("a.rdf.gz", gzip.compress(LAUGHS.encode()), "a.rdf.gz: expected RDF/XML, found an entity"),
        ("a.ttl", f'<http://e/a> <http://e/b> "{"a" * 17_000_000}" .', "expected shorter literals"),
        ("a.txt", "", "a.txt: expected the ending .ttl .*, found .txt"),
        ("a", "", "a: expected the ending .ttl .*, found no ending"),
        ("a.gz", "", "a.gz: expected the ending .ttl .*, found no ending"),
        ("a.ttl.gz", f"{TRIPLE} .", "a.ttl.gz: expected data packed as .gz, found: Not a gzipped"),
        ("a.ttl.gz", gzip.compress(b"<a> <b> <c> .")[:-9], "packed as .gz, found: .* ended befor"),
        ("a.ttl.zst", b"\x28\xb5\x2f\xfd....", "a.ttl.zst: expected data packed as .zst, found"),
        (
            "a.ttl",
            gzip.compress(b""),
            "expected Turtle, found packed data: a name that ends in .gz",
        ),
        ("a\x1b[31m.foo", "", "a [31m.foo: expected the ending"),
    ],
)
def test_a_file_that_cannot_be_loaded_is_told_with_the_place(
    load: Load, name: str, content: str | bytes, told: str
) -> None:
    with pytest.raises(BadData, match=told.replace("[", r"\[").replace("?", r"\?")):
        load((name, content))


def test_names_can_be_searched(tmp_path: Path) -> None:
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    (tmp_path / "a.ttl").write_text(f'<http://e/a> {label} "Insulinoma" .')

    folder = write_data_folder(tmp_path / "served", [tmp_path / "a.ttl"], True)

    with closing(open_index(folder / SEARCH)) as index:
        assert index.execute("SELECT entity, name FROM name").fetchall() == [
            ("http://e/a", "Insulinoma")
        ]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="expected a file, found a folder"):
        write_data_folder(tmp_path / "served", [tmp_path], True)


def test_entities_may_abbreviate_namespaces(load: Load) -> None:
    declared = '<!DOCTYPE r [<!ENTITY e "http://e/"><!ENTITY c "&e;c"> ]>'

    store = load(("a.owl", declared + RDF_XML.replace('"http://e/c"', '"&c;"')))

    assert quads(store) == {TRIPLE}


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.ttl")

    with pytest.raises(BadData, match="expected a file, found a pipe or a device"):
        write_data_folder(tmp_path / "served", [tmp_path / "a.ttl"], True)
