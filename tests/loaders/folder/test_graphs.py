"""Files become one graph that is described, counted and the same wherever the files lie."""

import hashlib
import pickle
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph_data.tally import Skip
from loaders.folder.discovery import Chosen
from loaders.folder.graphs import file_graph
from loaders.folder.tally import FilesTally
from loaders.kind import Header, Kind, Reading
from loaders.loader import SourceError
from loaders.reading.source_file import SourceFile
from ontology.base import GRAPH, SOURCE
from ontology.standard import schema_name

GENE = NamedNode("https://example.org/gene")


def quads(reading: Reading) -> Iterator[Quad]:
    """Read a name a line; skip those with a question mark, pass over those with a hash."""
    with reading.file.opened() as stream:
        for number, line in enumerate(stream, 1):
            name = line.decode().strip()
            reading.tally.records += 1
            if "?" in name:
                reading.skip(f"line={number}", f"expected a name, found {name!r}")
            elif "#" in name:
                reading.tally.pass_over("remarks")
            else:
                yield reading.quad(GENE, schema_name, Literal(name, language="en"))


KIND = Kind(
    name="genes",
    title="Genes",
    licence="https://creativecommons.org/licenses/by/4.0/",
    credit="Nobody, CC BY 4.0",
    home="https://example.org/",
    recognises=lambda _, __: True,
    header=lambda _: Header(version=""),
    quads=quads,
    rights="Ask first.",
)


def chosen(folder: Path, *files: tuple[str, str, Header], many: bool = True) -> Chosen:
    found = []
    for name, content, header in files:
        (folder / name).write_text(content)
        found.append((SourceFile(folder / name, f"somewhere/{name}"), header))
    return Chosen(replace(KIND, many_files=many), tuple(found))


def lines(found: object) -> list[str]:
    return sorted(str(quad) for quad in found)  # type: ignore[attr-defined]


def test_a_file_is_described_in_its_graph(tmp_path: Path) -> None:
    header = Header(version="2025-06-24", issued="2025-06-24", part="193")

    graph = file_graph(chosen(tmp_path, ("a", "one\n", header), many=False))

    digest = hashlib.sha256(b"one\n").hexdigest()
    assert graph.iri == NamedNode(GRAPH + "genes-193/2025-06-24")
    assert (graph.title, graph.version, graph.sha256) == ("Genes 193", "2025-06-24", digest)
    source = f"<{SOURCE}genes-193-2025-06-24>"
    said = {line.removeprefix(source).rsplit(" <", 1)[0].strip() for line in lines(graph.quads())}
    assert said == {
        f'<{GENE.value}> <https://schema.org/name> "one"@en',
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/prov#Entity>",
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/Dataset>",
        '<http://purl.org/dc/terms/title> "Genes 193"@en',
        '<http://purl.org/pav/version> "2025-06-24"',
        "<http://purl.org/dc/terms/license> <https://creativecommons.org/licenses/by/4.0/>",
        '<https://schema.org/creditText> "Nobody, CC BY 4.0"@en',
        "<https://schema.org/url> <https://example.org/>",
        '<http://purl.org/dc/terms/issued> "2025-06-24"^^<http://www.w3.org/2001/XMLSchema#date>',
        '<http://purl.org/dc/terms/rights> "Ask first."@en',
        f'<https://w3id.org/raregraph/vocab/sha256> "{digest}"',
    }


def test_a_version_that_the_files_do_not_tell_is_their_digest(tmp_path: Path) -> None:
    files = [(name, name, Header(version="", set_name=name)) for name in ("a", "b")]

    graph = file_graph(chosen(tmp_path, *files))

    assert graph.version == graph.sha256[:12]
    assert {quad.graph_name for quad in graph.quads()} == {graph.iri}
    named = {line for line in lines(graph.quads()) if "terms/title" in line}
    assert {line.split(" ")[0] for line in named} == {
        f"<{SOURCE}genes-{name}-{graph.version}>" for name in ("a", "b")
    }


def test_equal_files_have_an_equal_digest_wherever_they_lie(tmp_path: Path) -> None:
    files = [(name, name, Header(version="1", set_name=name)) for name in ("a", "b")]
    folders = [tmp_path / name for name in ("x", "y", "z")]
    for folder in folders:
        folder.mkdir()

    here, there = (file_graph(chosen(folder, *files)) for folder in folders[:2])
    other = file_graph(chosen(folders[2], files[0], ("b", "c", files[1][2])))

    assert here.sha256 == there.sha256 != other.sha256
    assert lines(here.quads()) == lines(there.quads())


def test_files_that_are_one_source_have_the_digest_of_all(tmp_path: Path) -> None:
    files = [(name, name, Header(version="1")) for name in ("a", "b")]

    graph = file_graph(chosen(tmp_path, *files))

    digests = {line for line in lines(graph.quads()) if "vocab/sha256" in line}
    assert len(digests) == 1
    assert graph.sha256 in digests.pop()


def test_what_each_file_gives_is_counted_anew_at_each_reading(tmp_path: Path) -> None:
    header = Header(version="1")
    graph = file_graph(chosen(tmp_path, ("a", "one\n?\n", header), ("b", "#\n#\n", header)))

    once, twice = list(graph.quads()), list(graph.quads())

    assert once == twice
    tally = pickle.loads(pickle.dumps(graph.tally))
    assert isinstance(tally, FilesTally)
    skip = Skip("somewhere/a", "line=2", "expected a name, found '?'")
    assert (tally.records, tally.skips, tally.passed_over) == (4, [skip], {"remarks": 2})
    assert [(f.name, f.records, f.skips) for f in tally.files] == [
        ("somewhere/a", 2, [skip]),
        ("somewhere/b", 2, []),
    ]
    assert sum(file.quads for file in tally.files) == len(once)


def test_a_file_that_is_gone_when_it_is_read_is_told(tmp_path: Path) -> None:
    graph = file_graph(chosen(tmp_path, ("a", "one\n", Header(version="1"))))
    (tmp_path / "a").unlink()

    with pytest.raises(SourceError, match="somewhere/a, file: cannot be read: No such file"):
        list(graph.quads())
