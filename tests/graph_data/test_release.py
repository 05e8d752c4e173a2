import gzip
import hashlib
import json
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from rdflib.compare import isomorphic

from graph_data import dumps, release_checks, release_folder
from graph_data.dumps import changed_files
from graph_data.release import (
    BuildFailed,
    NoRelease,
    Staged,
    build_release,
    current,
    read_manifest,
)
from graph_data.source_graph import SourceGraph
from graph_data.store import default_quads, named_quads, open_store
from ontology.identifiers import query_prefixes

from .offenders import SOUND
from .small_release import GRAPH, built, graphs, source


def test_a_release_holds_store_dumps_and_manifest(tmp_path: Path) -> None:
    folder = built(tmp_path / "r")

    parts = {"store", "search.sqlite", "dumps", "manifest.json"}
    assert {path.name for path in folder.iterdir()} == parts
    names = {path.name for path in (folder / "dumps").iterdir()}
    plain = {"raregraph.ttl", "raregraph.nq", "raregraph.trig", "raregraph.jsonld"}
    assert names == plain | {f"{name}.gz" for name in plain}


def test_building_twice_gives_equal_bytes(tmp_path: Path) -> None:
    one, other = built(tmp_path / "one"), built(tmp_path / "elsewhere" / "other")

    for path in [*(one / "dumps").iterdir(), one / "manifest.json", one / "search.sqlite"]:
        assert path.read_bytes() == (other / path.relative_to(one)).read_bytes(), path.name


def test_the_order_of_the_triples_in_a_source_does_not_matter(tmp_path: Path) -> None:
    blocks = SOUND.strip().split(" .\n")
    shuffled = " .\n".join(reversed([block.removesuffix(" .") for block in blocks])) + " ."

    one, other = built(tmp_path / "one"), built(tmp_path / "other", shuffled)

    name = "dumps/raregraph.nq"
    assert (one / name).read_bytes() == (other / name).read_bytes()


def test_the_turtle_dump_reloads_into_the_default_graph(tmp_path: Path) -> None:
    folder = built(tmp_path / "r")
    expected = {quad.triple for quad in default_quads(open_store(folder / "store"))}
    turtle = (folder / "dumps" / "raregraph.ttl").read_bytes()

    assert {quad.triple for quad in parse(turtle, RdfFormat.TURTLE)} == expected
    ntriples = "\n".join(f"{triple} ." for triple in expected)
    assert isomorphic(
        rdflib.Graph().parse(data=turtle, format="turtle"),
        rdflib.Graph().parse(data=ntriples, format="nt"),
    )


@pytest.mark.parametrize("name", ["raregraph.nq", "raregraph.trig", "raregraph.jsonld"])
def test_a_dataset_dump_reloads_into_the_named_graphs(tmp_path: Path, name: str) -> None:
    folder = built(tmp_path / "r")

    reloaded = set(parse(path=str(folder / "dumps" / name)))

    assert reloaded == set(named_quads(open_store(folder / "store")))


def test_a_release_has_no_blank_node(tmp_path: Path) -> None:
    store = open_store(built(tmp_path / "r") / "store")

    terms = {term for q in named_quads(store) for term in (q.subject, q.object)}
    assert not any(isinstance(term, pyoxigraph.BlankNode | Triple) for term in terms)


def test_the_manifest_tells_sizes_and_checksums(tmp_path: Path) -> None:
    folder = built(tmp_path / "r")
    manifest = read_manifest(folder)
    nquads = (folder / "dumps" / "raregraph.nq").read_bytes()

    entry = next(file for file in manifest.files if file.name == "raregraph.nq")
    assert entry.sha256 == hashlib.sha256(nquads).hexdigest() == manifest.canonical_hash
    assert entry.bytes == len(nquads)
    assert manifest.counts["quads"] == len(nquads.splitlines())
    assert sum(graph.triples for graph in manifest.graphs) == manifest.counts["quads"]
    assert manifest.counts["claims"] == 1


def test_a_changed_dump_is_noticed(tmp_path: Path) -> None:
    folder = built(tmp_path / "r")
    with (folder / "dumps" / "raregraph.ttl").open("a") as dump:
        dump.write("# one more line")

    changed = changed_files(folder / "dumps", read_manifest(folder).files)

    assert changed == ["raregraph.ttl"]


def test_void_counts_are_those_of_the_data(tmp_path: Path) -> None:
    store = open_store(built(tmp_path / "r") / "store")
    query = (
        "SELECT ?n { GRAPH graph:void { graph:small void:classPartition ?part ."
        " ?part void:class biolink:Disease ; void:entities ?n } }"
    )

    rows = store.query(query, prefixes=query_prefixes())

    assert isinstance(rows, pyoxigraph.QuerySolutions)
    assert [row["n"].value for row in rows] == ["2"]


def test_invalid_data_are_told_and_leave_nothing(tmp_path: Path) -> None:
    offending = SOUND + "ex:claim rdf:subject d:b ."

    with pytest.raises(BuildFailed, match=r"example.org/claim: a claim has exactly one"):
        built(tmp_path / "r", offending)
    assert list(tmp_path.iterdir()) == []


def test_a_quad_of_another_graph_is_refused(tmp_path: Path) -> None:
    stray = source(iri=NamedNode("https://w3id.org/raregraph/graph/other"))

    with pytest.raises(BuildFailed, match=r"graph/other holds a quad of .*graph/small"):
        build_release([stray], query_prefixes(), out=tmp_path / "r")
    assert list(tmp_path.iterdir()) == []


def test_two_sources_for_one_graph_are_refused(tmp_path: Path) -> None:
    unread = SourceGraph(GRAPH, "Other", "", "1", "0" * 64, lambda: pytest.fail("was read"))

    with pytest.raises(BuildFailed, match=r"one graph, .*graph/small: 'Small' and 'Other'"):
        build_release([source(), unread], query_prefixes(), out=tmp_path / "r")
    assert list(tmp_path.iterdir()) == []


def test_a_build_without_rules_to_check_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(release_checks, "checks", list)

    with pytest.raises(BuildFailed, match="no check queries"):
        built(tmp_path / "r")
    assert list(tmp_path.iterdir()) == []


def test_a_large_release_has_gzipped_dumps_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dumps, "LARGE", 10)

    folder = built(tmp_path / "r")

    names = ["raregraph.nq.gz", "raregraph.ttl.gz"]
    assert sorted(path.name for path in (folder / "dumps").iterdir()) == names
    manifest = read_manifest(folder)
    assert [file.name for file in manifest.files] == names
    assert release_folder.is_sound(folder, manifest)
    with gzip.open(folder / "dumps" / "raregraph.nq.gz") as packed:
        assert hashlib.sha256(packed.read()).hexdigest() == manifest.canonical_hash
    store = open_store(folder / "store")
    told = store.query(
        "SELECT DISTINCT ?dump { ?whole void:dataDump ?dump }", prefixes=query_prefixes()
    )
    assert isinstance(told, pyoxigraph.QuerySolutions)
    assert sorted(row["dump"].value.rpartition("/")[2] for row in told) == names


def test_what_the_sources_made_is_inspected_before_anything_is_published(tmp_path: Path) -> None:
    def refuse(staged: list[Staged]) -> None:
        raise BuildFailed(f"{len(staged)} graphs, {staged[0].quads} quads")

    with pytest.raises(BuildFailed, match=r"2 graphs, \d+ quads"):
        build_release(graphs(), query_prefixes(), out=tmp_path / "r", inspect=refuse)
    assert list(tmp_path.iterdir()) == []


def test_a_manifest_of_an_earlier_version_is_read(tmp_path: Path) -> None:
    folder = built(tmp_path / "r")
    fields = json.loads((folder / "manifest.json").read_text())
    del fields["union_default_graph"], fields["conflicts"]
    for graph in fields["graphs"]:
        del graph["bulk"]
    (folder / "manifest.json").write_text(json.dumps(fields))

    assert read_manifest(folder).union_default_graph


def test_no_release_is_told() -> None:
    with pytest.raises(NoRelease, match=r"expected a folder with manifest.json"):
        current(Path("nowhere"))


def test_the_manifest_is_json_for_others_too(tmp_path: Path) -> None:
    folder = built(tmp_path / "r")
    fields = json.loads((folder / "manifest.json").read_text())

    assert fields["release"].startswith(f"{fields['version']}-{fields['canonical_hash'][:12]}")
    assert {graph["title"] for graph in fields["graphs"]} >= {"Small"}
