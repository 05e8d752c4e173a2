"""XML of others is read record by record, and refused where it is broken or dangerous."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_data.tally import Tally
from loaders.loader import SourceError
from loaders.reading.source_file import SourceFile
from loaders.reading.xml_records import (
    TEXT_CHARACTERS,
    name_of,
    orpha,
    orpha_code,
    records,
    root_attributes,
    text,
    walk,
)
from ontology.identifiers import IdentifierError, parse
from tests.loaders import bulk

INSULINOMA = """<Disorder id="1"><OrphaCode> 97279 </OrphaCode><Name lang="en">Insulinoma</Name>
<DisorderType id="2"><Name lang="en">Disease</Name></DisorderType><DisorderGroup/></Disorder>"""


def document(*disorders: str, head: str = "", count: int | None = None) -> str:
    held = len(disorders) if count is None else count
    content = "".join(disorders)
    return f'{head}<JDBOR date="2024-12-03"><L count="{held}">{content}</L></JDBOR>'


def found(file: SourceFile, tally: Tally | None = None) -> list[tuple[int, str]]:
    return [(n, text(one, "Name")) for n, one in records(file, "Disorder", "L", tally)]


def disorder(name: str) -> str:
    return f"<Disorder><Name>{name}</Name></Disorder>"


def test_records_come_with_their_number_and_what_is_in_them(tmp_path: Path) -> None:
    file = bulk.written(tmp_path, "a.xml.gz", document(INSULINOMA, disorder("VIPoma")))

    seen = []
    for number, one in records(file, "Disorder", "L"):
        fields = text(one, "Name"), name_of(one, "DisorderType"), name_of(one, "DisorderGroup")
        seen.append((number, orpha_code(one), fields))
    assert seen == [
        (1, "97279", ("Insulinoma", "Disease", "")),
        (2, "", ("VIPoma", "", "")),
    ]


def test_a_record_in_another_place_is_none(tmp_path: Path) -> None:
    nested = f"<Disorder><Name>outer</Name>{disorder('inner')}</Disorder>"
    file = bulk.written(tmp_path, "a.xml", document(nested, f"<Other>{disorder('x')}</Other>"))

    assert found(file) == [(1, "outer")]


def test_an_orpha_code_becomes_its_iri_and_a_missing_one_an_error(tmp_path: Path) -> None:
    file = bulk.written(tmp_path, "a.xml", document(INSULINOMA))
    for _, one in records(file, "Disorder", "L"):
        assert orpha(one) == parse("ORPHA:97279")
        one.remove(one[0])
        with pytest.raises(IdentifierError):
            orpha(one)


def test_the_attributes_of_the_root_are_told(tmp_path: Path) -> None:
    file = bulk.written(tmp_path, "a.xml", document())

    assert root_attributes(file) == {"date": "2024-12-03"}


def test_a_wrong_count_is_told_and_no_error(tmp_path: Path) -> None:
    file = bulk.written(tmp_path, "a.xml", document(disorder("a"), count=10466))
    tally = Tally()

    assert found(file, tally) == [(1, "a")]
    assert tally.passed_over == {"L: count attribute is not the number of its records": 1}


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16", "windows-1252"])
def test_the_declared_encoding_is_obeyed(tmp_path: Path, encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    written = document(disorder("Björnstad"), head=head).encode(encoding)
    tally = Tally()

    assert found(bulk.written(tmp_path, "a.xml", written), tally) == [(1, "Björnstad")]
    assert not tally.passed_over


def test_a_byte_order_mark_is_no_part_of_the_file(tmp_path: Path) -> None:
    written = b"\xef\xbb\xbf" + document(disorder("ö")).encode()

    assert found(bulk.written(tmp_path, "a.xml", written)) == [(1, "ö")]


def test_utf8_that_is_declared_as_latin_1_is_read_as_utf8_and_told(tmp_path: Path) -> None:
    head = '<?xml version="1.0" encoding="ISO-8859-1"?>\n'
    written = document(disorder("5\u03b1-reductase"), head=head).encode()
    tally = Tally()

    assert found(bulk.written(tmp_path, "a.xml", written), tally) == [(1, "5\u03b1-reductase")]
    assert tally.passed_over == {"encoding declared ISO-8859-1, read as UTF-8": 1}


ENTITY = '<!DOCTYPE JDBOR [<!ENTITY a "aaaa">]>'
EXTERNAL = '<!DOCTYPE JDBOR SYSTEM "file:///etc/hostname">'
DEEP = "<a>" * 300 + "</a>" * 300
LONG_TEXT = disorder("a" * (TEXT_CHARACTERS + 1))
CROWD = f"<Disorder>{'<a/>' * 210_000}</Disorder>"
PIECED_TEXT = disorder("a<!-- -->" * 500_000)


@pytest.mark.parametrize(
    ("content", "place", "problem"),
    [
        (document(disorder("&a;"), head=ENTITY), "beginning", "document type"),
        (document(head=EXTERNAL), "beginning", "document type"),
        (document("<Disorder>"), "line 1, column 50", "mismatched tag"),
        (document(INSULINOMA)[:-30], "line 2, column 66", "unclosed token"),
        (document(disorder("a\0b")), "line 1, column 55", "not well-formed"),
        (document(disorder("&undeclared;")), "line 1, column 54", "undefined entity"),
        ("", "line 1, column 0", "no element found"),
        (" " * 300_000 + document(), "beginning", "no element in the first 262,144 bytes"),
        ("no XML at all", "line 1, column 0", "syntax error"),
        (document(head='<?xml version="1.0" encoding="klingon"?>'), "XML declaration", "unknown"),
        (document(head='<?xml version="1.0" encoding="utf-7"?>'), "XML declaration", "encoding"),
        (document(DEEP), "line 1 or before", "at most 200 elements in each other"),
        (document(LONG_TEXT), "line 1 or before", "texts below 1,000,000 characters"),
        (document(PIECED_TEXT), "line 1 or before", "records below 4,194,304 bytes"),
        (document(CROWD), "line 1 or before", "200,000 in a record"),
        (document() + document(), "line 1, column 50", "junk after document element"),
        ("<html><body/></html>", "end", "expected an element L, found none"),
    ],
)
def test_broken_and_dangerous_files_are_refused(
    tmp_path: Path, content: str, place: str, problem: str
) -> None:
    file = bulk.written(tmp_path, "en_product1.xml", content)

    with pytest.raises(SourceError) as refused:
        found(file)
    assert refused.value.source == "en_product1.xml"
    assert refused.value.place == place
    assert problem in refused.value.problem


def test_a_gzip_that_is_broken_off_is_refused(tmp_path: Path) -> None:
    file = bulk.written(tmp_path, "a.xml.gz", document(*[disorder(str(n)) for n in range(9999)]))
    file.path.write_bytes(file.path.read_bytes()[:-100])

    with pytest.raises(SourceError, match=r"a\.xml\.gz, end: gzip: the file is broken off"):
        found(file)


def test_elements_that_no_one_asked_for_are_let_go(tmp_path: Path) -> None:
    file = bulk.written(tmp_path, "a.xml", document("<Other><a>1</a></Other>" * 3))

    held = [len(one.parent) for one in walk(file, frozenset()) if one.parent is not None]
    assert max(held) <= 3


READ_ALL = """
import resource, sys
from pathlib import Path
from loaders.reading.source_file import SourceFile
from loaders.reading.xml_records import records
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
count = sum(1 for _ in records(SourceFile(Path(sys.argv[1]), "big.xml"), "Disorder", "L"))
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(count, after - before)
"""


@pytest.mark.skipif(sys.platform == "darwin", reason="ru_maxrss is in bytes there")
def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "big.xml"
    with path.open("w") as stream:
        stream.writelines(_big())

    run = [sys.executable, "-c", READ_ALL, str(path)]
    count, grown = subprocess.run(run, capture_output=True, check=True).stdout.split()
    assert path.stat().st_size > 50_000_000
    assert int(count) == 50_000
    assert int(grown) < 8_000  # kB: a chunk, a record and the parser's tables


def _big() -> Iterator[str]:
    yield "<JDBOR><L>\n"
    for _ in range(50_000):
        yield f"<Disorder>{'<Name>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</Name>' * 22}</Disorder>\n"
    yield "</L></JDBOR>"
