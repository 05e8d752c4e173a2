import json
import shutil
from pathlib import Path

import pytest
import rdflib
from click.testing import Result
from pyoxigraph import parse
from rdflib.compare import isomorphic

from graph_data.store import default_quads, open_store
from raregraph.main import main

from .commands import run


def rows(result: Result) -> list[list[str]]:
    return [line.split("\t") for line in result.stdout.splitlines()]


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = run(command, "--help")

    assert result.exit_code == 0
    assert f"raregraph {command}" in result.stdout.split("Example", 1)[1]


def test_info_tells_graphs_versions_and_files(release_folder: Path) -> None:
    result = run("info", "--release", release_folder)

    assert result.exit_code == 0
    assert "https://w3id.org/raregraph/graph/curated\t" in result.stdout
    assert "raregraph.ttl.gz" in result.stdout


def test_info_prints_the_manifest(release_folder: Path) -> None:
    result = run("info", "--json", "--release", release_folder)

    assert json.loads(result.stdout) == json.loads((release_folder / "manifest.json").read_text())


def test_a_missing_release_is_told_with_what_was_expected(tmp_path: Path) -> None:
    result = run("info", "--release", tmp_path)

    assert result.exit_code == 1
    assert "expected a folder with manifest.json" in result.stderr
    assert "raregraph build" in result.stderr


def test_a_sound_release_passes_check(release_folder: Path) -> None:
    result = run("check", "--release", release_folder)

    assert (result.exit_code, "valid" in result.stdout) == (0, True)


def test_check_finds_a_dump_that_was_changed(release_folder: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(release_folder, tmp_path / "changed")
    (folder / "dumps" / "raregraph.nq").write_text("")

    result = run("check", "--release", folder)

    assert result.exit_code == 1
    assert "raregraph.nq: not as the manifest says" in result.stdout


def test_resolve_lists_identifiers_with_predicate_source_and_route(release_folder: Path) -> None:
    result = run("resolve", "Orphanet:97253", "--release", release_folder)

    assert result.exit_code == 0
    found = {row[0]: row[2:] for row in rows(result)}
    assert found["MONDO:0019954"] == [
        "skos:exactMatch",
        "source:mondo-sssom-2026-08-04",
        "ORPHA:97253",
    ]
    assert found["UMLS:C1337011"][2] == "ORPHA:97253 > MONDO:0019954"


def test_resolve_reads_a_record_from_either_end(small: Path) -> None:
    forwards = rows(run("resolve", "MONDO:0000001", "--release", small))
    backwards = rows(run("resolve", "MONDO:0000002", "--release", small))

    assert ["MONDO:0000002", "skos:narrowMatch"] in [[row[0], row[2]] for row in forwards]
    assert ["MONDO:0000001", "skos:broadMatch"] in [[row[0], row[2]] for row in backwards]


def test_resolve_marks_a_record_that_has_no_inverse(small: Path) -> None:
    forwards = rows(run("resolve", "MONDO:0000003", "--release", small))
    backwards = rows(run("resolve", "MONDO:0000002", "--release", small))

    assert ["MONDO:0000002", "oio:hasDbXref"] in [[row[0], row[2]] for row in forwards]
    assert ["MONDO:0000003", "^oio:hasDbXref"] in [[row[0], row[2]] for row in backwards]


@pytest.mark.parametrize(
    ("identifier", "message"),
    [
        ("ORFA:97253", "ORPHA"),
        ("ORPHA:x", "ORPHA: and"),
        ("MONDO:9999999", "in no mapping of this release"),
    ],
)
def test_resolve_tells_what_it_does_not_know(
    release_folder: Path, identifier: str, message: str
) -> None:
    result = run("resolve", identifier, "--release", release_folder)

    assert result.exit_code == 1
    assert message in result.stderr


def test_the_exported_turtle_reloads_into_the_same_graph(
    release_folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "all.ttl"

    result = run("export", "--output", file, "--release", release_folder)

    assert result.exit_code == 0
    store = open_store(release_folder / "store")
    expected = {quad.triple for quad in default_quads(store)}
    assert {quad.triple for quad in parse(path=str(file))} == expected
    lines = "\n".join(f"{triple} ." for triple in expected)
    assert isomorphic(rdflib.Graph().parse(file), rdflib.Graph().parse(data=lines, format="nt"))


@pytest.mark.parametrize("form", ["turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml"])
def test_one_condition_is_exported_with_its_claims(release_folder: Path, form: str) -> None:
    result = run(
        "export", "--condition", "GARD:3829", "--format", form, "--release", release_folder
    )

    assert result.exit_code == 0
    assert "men1-autosomal-dominant" in result.stdout


def test_one_graph_is_exported_by_its_name(release_folder: Path) -> None:
    result = run("export", "--graph", "closure", "--format", "nquads", "--release", release_folder)

    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert lines
    assert all(line.endswith("/graph/closure> .") for line in lines)


def test_export_tells_an_unknown_graph(release_folder: Path) -> None:
    result = run("export", "--graph", "nothing", "--release", release_folder)

    assert result.exit_code == 1
    assert "graph/curated" in result.stderr


def test_export_of_two_things_at_once_is_wrong_usage(release_folder: Path) -> None:
    result = run("export", "--graph", "curated", "--condition", "GARD:3829")

    assert result.exit_code == 2


def test_all_quotes_of_the_seed_page_are_verbatim(release_folder: Path, seed_page: Path) -> None:
    result = run("check-quotes", seed_page, "--release", release_folder)

    assert result.exit_code == 0, result.stdout


def test_a_page_with_one_character_changed_fails_and_names_the_claim(
    release_folder: Path, seed_page: Path, tmp_path: Path
) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(seed_page.read_bytes().replace(b"about 10%", b"about 11%"))

    result = run("check-quotes", page, "--release", release_folder)

    assert result.exit_code == 1
    assert "claim/pnet-hereditary-share" in result.stdout


def test_a_page_that_is_not_text_is_told(release_folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(b"\xff\xfe\x00")

    result = run("check-quotes", page, "--release", release_folder)

    assert result.exit_code == 1
    assert "page.txt" in result.stderr
    assert "UTF-8" in result.stderr


def test_a_query_gives_a_table(release_folder: Path) -> None:
    query = "SELECT ?mode { d:gard-0003829 rg:inheritance ?mode }"

    result = run("query", query, "--release", release_folder)

    assert result.exit_code == 0
    assert rows(result) == [["mode"], ["HP:0000006"]]


def test_a_query_in_a_file_gives_any_format_to_a_file(release_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("CONSTRUCT WHERE { d:gard-0003829 rg:inheritance ?mode }")
    output = tmp_path / "out.ttl"

    result = run(
        "query", tmp_path / "q.rq", "--format", "turtle", "-o", output, "--release", release_folder
    )

    assert result.exit_code == 0, result.stderr
    (quad,) = parse(path=str(output))
    assert str(quad.object) == "<http://purl.obolibrary.org/obo/HP_0000006>"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * { ?a ?b }", "Line 1, column 1"),
        ("SELECT * { nope:a ?b ?c }", "nope"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }", "SERVICE"),
        ("INSERT DATA { d:a d:b d:c }", "update"),
    ],
)
def test_a_bad_query_is_told_without_a_traceback(
    release_folder: Path, query: str, message: str
) -> None:
    result = run("query", query, "--release", release_folder)

    assert result.exit_code == 1
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_a_query_ends_at_its_time_limit(release_folder: Path) -> None:
    runaway = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"

    result = run("query", runaway, "--seconds", "0.5", "--release", release_folder)

    assert result.exit_code == 1
    assert "0.5" in result.stderr


def test_a_build_with_pages_tells_what_each_yielded(
    seed_page: Path, medquad_pages: list[Path], tmp_path: Path
) -> None:
    folder = tmp_path / "release"

    result = run("build", "--out", folder, "--gard-page", seed_page, *medquad_pages)

    assert result.exit_code == 0, result.stderr
    told = {row[0]: row[1:4] for row in rows(result) if len(row) > 2}
    assert told["Pancreatic neuroendocrine tumor"] == ["gard-0013034", "10", "7"]
    assert len(told) == 1 + 1 + len(medquad_pages)
    for page in (seed_page, *medquad_pages):
        checked = run("check-quotes", page, "--release", folder)
        assert checked.exit_code == 0, f"{page}: {checked.output}"


def test_a_page_that_is_no_gard_page_builds_nothing(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("A shopping list\n\nMilk\n", encoding="utf-8")

    result = run("build", "--out", tmp_path / "release", "--gard-page", page)

    assert result.exit_code == 1
    assert "page.txt" in result.stderr
    assert "expected" in result.stderr
    assert not (tmp_path / "release").exists()


def test_a_build_does_not_touch_a_folder_that_exists(tmp_path: Path) -> None:
    result = run("build", "--out", tmp_path)

    assert result.exit_code == 1
    assert str(tmp_path) in result.stderr
    assert list(tmp_path.iterdir()) == []
