"""OBO Graphs JSON that is not what it should be, and much of it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from loaders.loader import SourceError
from loaders.sources.mondo_json import KIND
from tests.loaders.bulk import about, all_quads, reading_of, said, skips, written

ID = '"id": "http://purl.obolibrary.org/obo/mondo.owl"'
NODE = (
    '{"id": "http://purl.obolibrary.org/obo/MONDO_0005048", "lbl": "insulinoma", "type": "CLASS"}'
)


def graph(nodes: str = NODE, edges: str = "") -> str:
    return f'{{"graphs": [{{{ID}, "nodes": [{nodes}], "edges": [{edges}]}}]}}'


@pytest.mark.parametrize(
    ("content", "place", "problem"),
    [
        (f'{{"graphs": [{{{ID}, "nodes": [{NODE}', "character", "found the end of the file"),
        (f'{{"graphs": [{{{ID}, "nodes": [{NODE[:60]}', "character", "broken JSON"),
        (graph() + "{}", "character", "expected the end of the file"),
        (graph("[" * 100_000), "character", "nested less deeply"),
        (graph('{"id": ' * 100_000), "character", "nested less deeply"),
        (graph("12"), "character", "nodes/1: expected an object, found '12'"),
        (graph(f"{NODE}, {NODE}"), "nodes/2", "expected each id once"),
        (graph(NODE.replace("insulinoma", "insu\x00linoma")), "character", "broken JSON"),
        (graph(NODE.replace("insulinoma", "\\u0000")), "character", "found NUL"),
        (graph(NODE.replace("insulinoma", "\\ud800")), "character", "half a surrogate"),
        (graph(NODE.replace('"insulinoma"', "NaN")), "character", "NaN is no number"),
        (graph(NODE.replace('"insulinoma"', "9" * 5_000)), "character", "expected JSON"),
        (graph(NODE.replace("insulinoma", "x" * (9 << 20))), "character", "found a longer"),
        (f'{{"graphs": [{{{ID}}}], "graphs": [1]}}', "character", "expected an object, found '1'"),
        (f'{{"graphs": [{{{ID}, "nodes" []}}]}}', "character", "expected ':', found '['"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(
    tmp_path: Path, content: str, place: str, problem: str
) -> None:
    file = written(tmp_path, "mondo.json", content)

    with pytest.raises(SourceError) as error:
        all_quads(KIND, file)

    assert str(error.value.place).startswith(place)
    assert problem in error.value.problem
    assert error.value.source == "mondo.json"


def test_bytes_that_are_not_utf_8_are_refused_with_their_place(tmp_path: Path) -> None:
    content = graph().encode().replace(b"insulinoma", b"insulin\xffma")
    file = written(tmp_path, "mondo.json", content)

    with pytest.raises(SourceError, match=r"byte 1[0-9]{2} or soon after: .*found 0xff"):
        all_quads(KIND, file)


def test_a_file_without_graphs_is_refused(tmp_path: Path) -> None:
    for content, problem in (
        ('{"graph": []}', "expected a member graphs"),
        ("[]", "expected a JSON object, found '\\['"),
        ("", "found an empty file"),
        ("<html>", "found '<'"),
    ):
        with pytest.raises(SourceError, match=problem):
            KIND.header(written(tmp_path, "mondo.json", content))


def test_an_html_page_of_this_name_is_not_recognised(tmp_path: Path) -> None:
    page = written(tmp_path, "mondo.json", "<html>http://purl.obolibrary.org/obo/mondo.owl</html>")

    assert not KIND.recognises(page, page.head())


def test_the_layout_and_a_byte_order_mark_and_gzip_change_nothing(tmp_path: Path) -> None:
    plain = graph()
    spread = json.dumps(json.loads(plain), indent=2)
    expected = said(all_quads(KIND, written(tmp_path, "a.json", plain)))

    for name, content in (("b.json", spread), ("c.json.gz", "\ufeff" + plain)):
        file = written(tmp_path, name, content)
        found = {one for one in said(all_quads(KIND, file)) if not one[0].startswith("mondo-json")}
        assert found == expected


def test_the_order_of_the_parts_changes_nothing(tmp_path: Path) -> None:
    edge = (
        '{"sub": "http://purl.obolibrary.org/obo/MONDO_0005048", "pred":'
        ' "http://purl.obolibrary.org/obo/RO_0004026", "obj":'
        ' "http://purl.obolibrary.org/obo/UBERON_0001264"}'
    )
    organ = '{"id": "http://purl.obolibrary.org/obo/UBERON_0001264", "lbl": "pancreas"}'
    first = f'{{"graphs": [{{"edges": [{edge}], {ID}, "nodes": [{NODE}, {organ}]}}]}}'
    file = written(tmp_path, "mondo.json", first)

    assert about(all_quads(KIND, file), "UBERON:0001264") == {("schema:name", '"pancreas"@en')}


def test_what_is_no_iri_is_a_skip(tmp_path: Path) -> None:
    nodes = '{"id": "http://purl.obolibrary.org/obo/MONDO_1 2"}, {"lbl": "no id"}, ' + NODE
    edges = (
        '{"sub": "http://purl.obolibrary.org/obo/MONDO_0005048", "pred": "is_a", "obj": "a b"},'
        '{"sub": "http://purl.obolibrary.org/obo/MONDO_0005048", "pred": "likes",'
        ' "obj": "http://purl.obolibrary.org/obo/MONDO_0000001"}'
    )
    found = skips(KIND, written(tmp_path, "mondo.json", graph(nodes, edges)))

    assert [place for place, _ in found] == ["nodes/1", "nodes/2", "edges/1", "edges/2"]


def test_a_file_without_a_version_is_named_by_its_digest(tmp_path: Path) -> None:
    reading = reading_of(KIND, written(tmp_path, "mondo.json", graph()))

    assert reading.graph.value.endswith(f"/mondo-json/{reading.file.sha256[:12]}")


def test_a_version_that_is_no_date_is_taken_if_it_can_name_a_graph(tmp_path: Path) -> None:
    said = '"meta": {"basicPropertyValues": [{"pred": "%s", "val": "%s"}]}'
    info = "http://www.w3.org/2002/07/owl#versionInfo"
    for version, taken in (("v3.1", "v3.1"), ("a <b>", "")):
        content = graph().replace(ID, f"{ID}, {said % (info, version)}")

        assert KIND.header(written(tmp_path, "mondo.json", content)).version == taken


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    node = (
        '{{"id": "http://purl.obolibrary.org/obo/MONDO_{:07}", "lbl": "disease {}",'
        ' "meta": {{"definition": {{"val": "' + "words of a definition " * 40 + '"}}}}}}'
    )
    large = graph(", ".join(node.format(number, number) for number in range(1, 31_001)))
    file = written(tmp_path, "mondo.json", large)
    assert file.path.stat().st_size > 30_000_000
    program = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from loaders.kind import Reading\n"
        "from loaders.reading.source_file import SourceFile\n"
        "from loaders.sources.mondo_json import KIND\n"
        "file = SourceFile(Path(sys.argv[1]), 'mondo.json')\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "count = sum(1 for _ in KIND.quads(Reading(file, KIND, KIND.header(file))))\n"
        "print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(file.path)], capture_output=True, check=True, text=True
    )
    count, grown_kib = map(int, done.stdout.split())

    assert count > 180_000
    assert grown_kib < 64 << 10
