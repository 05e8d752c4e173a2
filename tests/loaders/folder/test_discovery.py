"""What of a folder is taken: the newest of each kind, once; what is not, and what is refused."""

import gzip
import io
import os
import re
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from loaders.folder.discovery import Chosen, Found, discovered
from loaders.kind import Header, Kind, Reading
from loaders.loader import SourceError
from loaders.reading.source_file import SourceFile


def recognises(file: SourceFile, head: bytes) -> bool:
    return head.startswith(b"genes ") or b"ustar" in head


def header(file: SourceFile) -> Header:
    """Read the first line: genes, version, part, set."""
    with file.opened() as stream:
        line = stream.readline().decode("utf-8", "replace")
    _, version, part, set_name, *_ = re.split(r"[ \n]", line if line[0] == "g" else "genes 1   ")
    return Header(version=version, part=part, set_name=set_name)


def quads(reading: Reading) -> Iterator[object]:
    yield from ()


GENES = Kind(
    name="orphadata-product6",
    title="Genes",
    licence="https://creativecommons.org/licenses/by/4.0/",
    credit="Nobody",
    home="https://example.org/",
    recognises=recognises,
    header=header,
    quads=quads,  # type: ignore[arg-type]
)
MAPPINGS = replace(GENES, many_files=True)
LETTERS = replace(GENES, name="letters", recognises=lambda _, head: head.startswith(b"letters"))


def written(folder: Path, **files: str | bytes) -> Path:
    """Write files; in their names __ is a slash."""
    for name, content in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def found_in(folder: Path, *kinds: Kind) -> Found:
    return discovered([folder], kinds or (GENES,))


def names(chosen: Chosen) -> list[str]:
    return [file.name for file, _ in chosen.files]


def left(found: Found) -> dict[str, str]:
    return {one.name: f"{one.reason}, {one.detail}" for one in found.not_taken}


def test_of_a_kind_the_newest_is_taken_and_the_others_are_told(tmp_path: Path) -> None:
    written(
        tmp_path, a="genes 3.9   ", b="genes 3.10   ", c__d="genes 2020-05-06   ", e="genes    "
    )
    (tmp_path / "c" / "d").unlink()

    found = found_in(tmp_path)

    assert [names(chosen) for chosen in found.graphs] == [["b"]]
    assert left(found) == {
        "a": "older release, 3.9, where 3.10 is taken",
        "e": "older release, without a version, where 3.10 is taken",
    }


def test_of_each_part_the_newest_is_taken(tmp_path: Path) -> None:
    written(tmp_path, a="genes 1 202  ", b="genes 2 193  ", c="genes 1 193  ")

    assert [names(chosen) for chosen in found_in(tmp_path).graphs] == [["b"], ["a"]]


def test_many_files_of_the_newest_release_make_one_graph(tmp_path: Path) -> None:
    written(tmp_path, a="genes 2  x ", b="genes 2  y ", c="genes 1  z ")

    found = found_in(tmp_path, MAPPINGS)

    assert [names(chosen) for chosen in found.graphs] == [["a", "b"]]
    assert list(left(found)) == ["c"]


def test_the_same_bytes_twice_are_taken_once(tmp_path: Path) -> None:
    written(tmp_path, a="genes 2   ", b__a="genes 2   ")

    found = found_in(tmp_path)

    assert [names(chosen) for chosen in found.graphs] == [["a"]]
    assert left(found) == {"b/a": "same content, as a"}


@pytest.mark.parametrize("kind", [GENES, MAPPINGS])
def test_two_contents_of_one_release_are_refused(kind: Kind, tmp_path: Path) -> None:
    written(tmp_path, a="genes 2  x \nA", b="genes 2  x \nB")

    with pytest.raises(
        SourceError, match=r"^b, whole file: another file than a of the same Genes, 2"
    ):
        found_in(tmp_path, kind)


def test_files_without_a_set_may_be_many(tmp_path: Path) -> None:
    written(tmp_path, a="genes 2   \nA", b="genes 2   \nB")

    assert [names(chosen) for chosen in found_in(tmp_path, MAPPINGS).graphs] == [["a", "b"]]


def test_a_file_that_lies_in_an_archive_besides_is_taken_once(tmp_path: Path) -> None:
    written(tmp_path, a="genes 1   \nA", b="genes 1   \nB")
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        archive.add(tmp_path / "a", "a")
    (tmp_path / "c.tar.gz").write_bytes(packed.getvalue())

    found = found_in(tmp_path, MAPPINGS)

    assert [names(chosen) for chosen in found.graphs] == [["b", "c.tar.gz"]]
    assert left(found) == {"a": "same content, as a file in c.tar.gz"}


def test_a_file_that_two_kinds_recognise_is_an_error(tmp_path: Path) -> None:
    written(tmp_path, a="genes 1   ")

    with pytest.raises(SourceError, match="is read as orphadata-product6 and as other"):
        found_in(tmp_path, GENES, replace(GENES, name="other"))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "found nothing: the file is empty"),
        (b"<!DOCTYPE html><title>Moved</title>", "found a web page"),
        (b"gen\0es", "found a NUL at byte 4"),
        (b"letters", "found letters"),
        (b"some text", "found 'some text'"),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_a_file_that_is_not_what_its_name_says_is_refused(
    content: bytes, told: str, packed: bool, tmp_path: Path
) -> None:
    name = "en_product6.xml" + ".gz" * packed
    (tmp_path / name).write_bytes(gzip.compress(content) if packed else content)

    with pytest.raises(SourceError) as caught:
        found_in(tmp_path, GENES, LETTERS)

    assert str(caught.value).startswith(f"{name}, beginning: expected orphadata-product6")
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"genes 1   ", "found other bytes"), (gzip.compress(b"genes 1   ")[:20], "broken off")],
)
def test_an_official_name_that_ends_in_gz_must_be_sound_gzip(
    content: bytes, told: str, tmp_path: Path
) -> None:
    (tmp_path / "en_product6.xml.gz").write_bytes(content)

    with pytest.raises(SourceError, match=told):
        found_in(tmp_path)


def test_another_file_that_is_not_recognised_is_told_with_what_it_holds(tmp_path: Path) -> None:
    written(tmp_path, a="genes 1   ", b="", c="some text")
    (tmp_path / "d.gz").write_bytes(b"plain")

    assert left(found_in(tmp_path)) == {
        "b": "not recognised, nothing: the file is empty",
        "c": "not recognised, 'some text' ...",
        "d.gz": "not recognised, other bytes",
    }


def test_hidden_files_and_folders_and_the_record_of_a_fetch_are_left_out(tmp_path: Path) -> None:
    written(tmp_path, a="genes 1   ")
    written(tmp_path / ".git", b="genes 2   ")
    (tmp_path / ".c").write_text("genes 3   ")
    (tmp_path / "fetch.json").write_text("{}")  # what raregraph fetch notes

    found = found_in(tmp_path)

    assert [names(chosen) for chosen in found.graphs] == [["a"]]
    assert not found.not_taken


def test_links_are_followed_and_circles_of_them_end(tmp_path: Path) -> None:
    far = written(tmp_path / "far", a="genes 1   ")
    here = written(tmp_path / "here", x__b="some text")
    (here / "x" / "far").symlink_to(far)
    (here / "x" / "up").symlink_to(here)
    (far / "back").symlink_to(here)

    found = found_in(here)

    assert [names(chosen) for chosen in found.graphs] == [["x/far/a"]]
    assert list(left(found)) == ["x/b"]


def test_what_is_no_file_is_told_and_never_opened(tmp_path: Path) -> None:
    written(tmp_path, a="genes 1   ")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "nowhere").symlink_to("gone")
    (tmp_path / "circle").symlink_to("circle")

    told = left(found_in(tmp_path))

    assert told["pipe"] == "no file, a pipe, a socket or a device"
    assert told["nowhere"].startswith("a link that leads nowhere, ")
    assert told["circle"].startswith("a link that leads nowhere, ")


def test_a_link_with_an_official_name_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "en_product6.xml").symlink_to("gone")

    with pytest.raises(SourceError, match=r"en_product6\.xml, file: expected .* leads nowhere"):
        found_in(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_may_not_be_read_is_refused(tmp_path: Path) -> None:
    written(tmp_path, a__b="genes 1   ")
    (tmp_path / "a").chmod(0)

    with pytest.raises(SourceError, match="a, folder: cannot be read: Permission denied"):
        found_in(tmp_path)


def test_a_folder_without_sources_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"folder: expected files of Mondo, .* found no files"):
        found_in(tmp_path)

    written(tmp_path, a="some text")
    with pytest.raises(SourceError, match=r"found 1 file\b"):
        found_in(tmp_path)


def test_several_folders_are_one_search(tmp_path: Path) -> None:
    one, two = written(tmp_path / "1", a="genes 1   "), written(tmp_path / "2", a="genes 2   ")

    found = discovered([one, two], (GENES,))

    assert [names(chosen) for chosen in found.graphs] == [[f"{two}/a"]]
    assert list(left(found)) == [f"{one}/a"]


def test_a_name_that_is_no_utf_8_can_be_told(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9")).write_text("genes 1   ")

    found = found_in(tmp_path)

    assert names(found.graphs[0]) == ["caf\\xe9"]
    assert found.graphs[0].files[0][0].sha256


def test_medquad_pages_of_gard_are_found_by_their_content(tmp_path: Path) -> None:
    page = '<?xml version="1.0"?>\n<Document id="1" source="{}" url="u">'
    written(tmp_path, a=page.format("GARD"), b=page.format("CancerGov"), c=page.format("GARD"))

    found = found_in(tmp_path)

    assert [file.name for file in found.pages] == ["a"]
    assert left(found)["c"] == "same content, as a"
    assert left(found)["b"].startswith("not recognised")
