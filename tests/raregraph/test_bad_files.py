"""A file that is broken stops a build with a line that names it; nothing is published."""

import gzip
import os
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from loaders.folder.discovery import discovered
from loaders.folder.graphs import file_graph

from .commands import run

FILES = Path(__file__).parents[1] / "fixtures" / "full"
GENES, TERMS, MAPPINGS, ANNOTATIONS = (
    "en_product6.xml",
    "mondo.json",
    "mondo_exactmatch_umls.sssom.tsv",
    "phenotype.hpoa",
)
ENTITIES = b'?>\n<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNAL = b'?>\n<!DOCTYPE x SYSTEM "file:///etc/hostname">'
NAME = b'<Name lang="en">'


def cut(content: bytes) -> bytes:
    return content[: len(content) * 2 // 3]


def with_nul(content: bytes) -> bytes:
    return content[: len(content) // 2] + b"\0" + content[len(content) // 2 :]


def long_gzip_cut(content: bytes) -> bytes:
    """Return gzip of 3 MB that do not shrink, cut behind what a first look reads."""
    noise = random.Random(4).randbytes(1_500_000).hex().encode()
    end = b"</DisorderList>"
    return gzip.compress(content.replace(end, b"<!-- " + noise + b" -->" + end))[:-100_000]


def deep(content: bytes) -> bytes:
    return content.replace(b'"nodes"', b'"x":' + b"[" * 200_000 + b"]" * 200_000 + b',"nodes"', 1)


def many_elements(content: bytes) -> bytes:
    inner = b"<a>" * 200_000 + b"</a>" * 200_000
    return content.replace(b"</Disorder>", inner + b"</Disorder>", 1)


def long_text(content: bytes) -> bytes:
    head, _, tail = content.rpartition(NAME)
    return head + NAME + b"x" * 10_000_000 + tail


def latin(content: bytes) -> bytes:
    head, _, tail = content.rpartition(b"e")
    return head + b"\xe9" + tail


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        (GENES, cut, r"en_product6.xml, line \d+, column \d+: broken XML"),
        (GENES, with_nul, r"en_product6.xml, line \d+, column \d+: broken XML"),
        (GENES, latin, r"en_product6.xml, line \d+, column \d+: broken XML"),
        (GENES, lambda c: c.replace(b"?>", ENTITIES, 1), "a document type is declared"),
        (GENES, lambda c: c.replace(b"?>", EXTERNAL, 1), "a document type is declared"),
        (GENES, long_text, r"en_product6.xml, line \d+ or before: expected records below"),
        (GENES, many_elements, "en_product6.xml, "),
        (GENES, lambda _: b"", "en_product6.xml, beginning: expected .* the file is empty"),
        (GENES, lambda _: b"<html>404</html>", r"expected .* found a web page \(HTML\)"),
        (GENES + ".gz", lambda c: c, "en_product6.xml.gz, .* found other bytes"),
        (GENES + ".gz", lambda c: gzip.compress(c)[:-30], "en_product6.xml.gz, .* broken off"),
        (GENES + ".gz", long_gzip_cut, "en_product6.xml.gz, end: gzip: the file is broken off"),
        (TERMS, cut, r"mondo.json, character [\d,]+: broken JSON"),
        (TERMS, with_nul, r"mondo.json, character [\d,]+: "),
        (TERMS, latin, r"mondo.json, byte [\d,]+ or soon after: expected UTF-8, found 0xe9"),
        (TERMS, deep, r"mondo.json, .*(nest|deep|level)"),
        (
            TERMS,
            lambda c: c.decode().encode("utf-16"),
            "mondo.json, beginning: expected mondo-json",
        ),
        (
            MAPPINGS,
            with_nul,
            r"mondo_exactmatch_umls.sssom.tsv, line \d+: expected text, found NUL",
        ),
        (MAPPINGS, latin, r"mondo_exactmatch_umls.sssom.tsv, line \d+: expected UTF-8"),
        (MAPPINGS, lambda c: c + b"x" * 10_000_000, r"line \d+: expected at most 1048576 bytes"),
        (ANNOTATIONS, lambda c: c.replace(b"\tHPO_ID", b"\tID"), "phenotype.hpoa, .*expected"),
    ],
)
def test_a_broken_file_stops_the_build_and_is_named(
    name: str, change: Callable[[bytes], bytes], told: str, tmp_path: Path
) -> None:
    folder, out = tmp_path / "downloads", tmp_path / "out" / "release"
    for made in (folder, out.parent):
        made.mkdir()
    (folder / name).write_bytes(change((FILES / name.removesuffix(".gz")).read_bytes()))

    result = run("build", "--from", folder, "--out", out)

    assert result.exit_code == 1, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    (line,) = [line for line in result.stderr.splitlines() if line.startswith("Error: ")]
    assert re.search(told, line), line
    assert not list(out.parent.iterdir())


@pytest.mark.parametrize(
    ("name", "change"),
    [
        (GENES, lambda c: b"\xef\xbb\xbf" + c),
        (TERMS, lambda c: b"\xef\xbb\xbf" + c),
        (MAPPINGS, lambda c: b"\xef\xbb\xbf" + c.replace(b"\n", b"\r\n")),
        (ANNOTATIONS, lambda c: b"\xef\xbb\xbf" + c),
    ],
)
def test_a_byte_order_mark_changes_nothing(
    name: str, change: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    plain = (FILES / name).read_bytes()
    counted = []
    for number, content in enumerate((plain, change(plain))):
        (folder := tmp_path / str(number)).mkdir()
        (folder / name).write_bytes(content)
        graph = file_graph(discovered([folder]).graphs[0])
        counted.append((len(set(graph.quads())), graph.tally.records, graph.tally.skips))  # type: ignore[union-attr]

    assert counted[0] == counted[1]
    assert not counted[0][2]


def test_two_different_files_of_one_release_stop_the_build(tmp_path: Path) -> None:
    content = (FILES / GENES).read_bytes()
    (tmp_path / "downloads" / "a").mkdir(parents=True)
    (tmp_path / "downloads" / GENES).write_bytes(content)
    (tmp_path / "downloads" / "a" / GENES).write_bytes(content + b"\n")

    result = run("build", "--from", tmp_path / "downloads", "--out", tmp_path / "release")

    assert result.exit_code == 1
    assert f"Error: {GENES}, whole file: another file than a/{GENES} of the same" in result.stderr
    assert not (tmp_path / "release").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / GENES).write_bytes(b"")
    (tmp_path / GENES).chmod(0)

    result = run("build", "--from", tmp_path, "--out", tmp_path / "release")

    assert result.exit_code == 1
    assert f"{GENES}, file: cannot be read: Permission denied" in result.stderr


def test_a_link_to_nothing_under_a_published_name_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / GENES).symlink_to("gone")

    result = run("build", "--from", tmp_path, "--out", tmp_path / "release")

    assert result.exit_code == 1
    assert f"{GENES}, file: expected orphadata-product6, found a link that leads" in result.stderr


def test_a_folder_without_sources_is_told_with_what_was_expected(tmp_path: Path) -> None:
    result = run("build", "--from", tmp_path, "--out", tmp_path / "release")

    assert result.exit_code == 1
    assert "expected files of Mondo, Orphanet, HPO, GARD or HGNC" in result.stderr
