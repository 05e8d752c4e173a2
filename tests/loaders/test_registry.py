"""Every module of loaders/sources is in the table of contents, and is a loader."""

import importlib
import re
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import loaders.sources
from loaders.folder.official_names import promised
from loaders.reading.source_file import SourceFile
from loaders.registry import KINDS, LOADERS

NAMES = {"a.xml", "a.json", "a.tsv", "a.csv", "a.hpoa", "a.obo", "a.txt", "a.tar", "a"}
HEADS = [
    b"{",
    b"\xff\xfe<\0",
    b"<JDBOR",
    b'{"graphs":[{',
    b"#\n",
    b"GardID,",
    b"format-version:",
    b"\0",
]


def test_the_registry_lists_every_module_of_the_sources_folder() -> None:
    folder = Path(loaders.sources.__file__).parent
    names = [f"loaders.sources.{file.stem}" for file in sorted(folder.glob("[!_]*.py"))]
    modules = [importlib.import_module(name) for name in names]

    kinds = [module.KIND for module in modules if module not in LOADERS.values()]
    assert sorted(kinds, key=lambda kind: kind.name) == list(KINDS)


def test_every_kind_has_a_name_a_graph_and_terms_of_use_of_its_own() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    for kind in KINDS:
        assert kind.title
        assert kind.credit
        assert kind.licence.startswith("http") or kind.rights
        assert kind.home.startswith("http")


@given(name=st.sampled_from(sorted(NAMES)), head=st.binary() | st.sampled_from(HEADS))
def test_no_content_whatever_makes_a_kind_fail(name: str, head: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(head)
        recognised = [kind for kind in KINDS if kind.recognises(SourceFile(path, name), head)]

    assert len(recognised) <= 1


def test_every_loader_reads_bytes_and_describes_records() -> None:
    for module in LOADERS.values():
        assert callable(module.read)
        assert callable(module.describe)


def test_every_kind_is_in_the_documentation_with_the_file_that_is_published() -> None:
    page = (Path(__file__).parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([\w-]+)` \| (.*?) \|", page, re.MULTILINE))

    assert set(rows) == {kind.name for kind in KINDS}
    for kind, told in rows.items():
        example = re.sub("NNN|[*]", "202", told.split("`")[1])
        assert promised(example) == promised(f"any/folder/{example}.gz") == kind
