"""raregraph build --from: one release of all that a folder holds, and a report of it."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from graph_data.release import read_manifest
from ontology.base import GRAPH

from .commands import run

FILES = Path(__file__).parents[1] / "fixtures" / "full"
PAGE = Path(__file__).parents[1] / "fixtures" / "gard" / "glow_fever.xml"
OLD = (
    b'<?xml version="1.0" encoding="UTF-8"?><JDBOR date="2020-05-22 04:15:34">'
    b'<DisorderList count="1"><Disorder><DisorderGeneAssociationList count="0"/></Disorder>'
    b"</DisorderList></JDBOR>"
)
# That of the bad row: the fixture may grow.
LINE = f"line {len((FILES / 'phenotype.hpoa').read_text().splitlines()) + 1}"


def downloads(folder: Path) -> Path:
    """Return a folder of sound files, an older one, a strange one, and one with a bad row."""
    shutil.copytree(FILES, folder)
    shutil.copy(PAGE, folder / "page.xml")
    (folder / "old").mkdir()
    (folder / "old" / "en_product6.xml").write_bytes(OLD)
    (folder / "notes.txt").write_text("Bring <b>milk</b>.")
    with (folder / "phenotype.hpoa").open("a") as annotations:
        annotations.write("ORPHA:97279\tonly two cells\n")
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    folder = tmp_path_factory.mktemp("from")

    result = run("build", "--from", downloads(folder / "downloads"), "--out", folder / "release")

    assert result.exit_code == 0, result.output
    return folder / "release", result


def reported(release: Path) -> dict[str, Any]:
    report: dict[str, Any] = json.loads((release / "report.json").read_text())
    return report


def test_every_kind_that_is_found_makes_its_graph(built: tuple[Path, Result]) -> None:
    made = {graph.iri.removeprefix(GRAPH) for graph in read_manifest(built[0]).graphs}

    assert made >= {
        "curated",
        "hp-json/2024-08-13",
        "mondo-json/2026-05-05",
        "mondo-sssom/2026-08-04",
        "orphadata-product1/2024-12-03",
        "orphadata-product6/2025-06-24",
        "orphadata-product9-ages/2024-12-03",
        "orphadata-product9-prev/2024-12-03",
        "phenotype-hpoa/2023-01-27",
    }
    assert any("glow" in graph.title.lower() for graph in read_manifest(built[0]).graphs)


def test_the_release_is_sound_with_its_report_inside(built: tuple[Path, Result]) -> None:
    release, _ = built

    result = run("check", "--release", release)

    assert result.exit_code == 0, result.output
    assert (release / "report.html").read_text().startswith("<!doctype html>")
    assert not any("report" in file.name for file in read_manifest(release).files)


def test_the_summary_tells_counts_skips_and_files(built: tuple[Path, Result]) -> None:
    release, result = built
    rows = [line.split("\t") for line in result.stdout.splitlines() if "\t" in line]
    (hpoa,) = (row for row in rows if "phenotype.hpoa" in row[0])

    assert ["source", "version", "records", "quads", "claims", "skipped", "seconds"] in rows
    assert (hpoa[1], hpoa[5]) == ("2023-01-27", "1")
    assert "1 record skipped:\n  1: expected ... cells, found ..." in result.stdout
    assert f"\n     e.g. phenotype.hpoa, {LINE}: expected 12 cells, found 2" in result.stdout
    assert "2 files not taken: " in result.stdout
    assert str(release / "report.html") in result.stdout
    assert f"Next: raregraph serve --release {release}" in result.stdout


def test_the_report_agrees_with_the_release(built: tuple[Path, Result]) -> None:
    release, _ = built
    manifest = read_manifest(release)
    report = reported(release)
    graphs = {graph["graph"]: graph for graph in report["graphs"]}

    assert report["release"] == manifest.release
    assert report["counts"] == manifest.counts
    assert report["conflicts"] == manifest.conflicts
    mappings = graphs[f"{GRAPH}mondo-sssom/2026-08-04"]
    assert len(mappings["files"]) == 2
    assert mappings["records"] == sum(file["records"] for file in mappings["files"]) > 0
    hpoa = graphs[f"{GRAPH}phenotype-hpoa/2023-01-27"]
    (skip,) = hpoa["files"][0]["skips"]
    assert skip["place"] == LINE
    assert {(one["name"], one["reason"]) for one in report["not_taken"]} == {
        ("notes.txt", "not recognised"),
        ("old/en_product6.xml", "older release"),
    }
    assert "Bring &lt;b&gt;milk" in (release / "report.html").read_text()


def test_strict_publishes_nothing_where_a_record_is_skipped(tmp_path: Path) -> None:
    folder, out = downloads(tmp_path / "downloads"), tmp_path / "out" / "release"
    out.parent.mkdir()

    result = run("build", "--from", folder, "--strict", "--out", out)

    assert result.exit_code == 1
    assert f"--strict: 1 record would be skipped:\n  phenotype.hpoa, {LINE}: " in result.stderr
    assert not list(out.parent.iterdir())


def test_a_page_in_the_folder_may_be_given_besides(tmp_path: Path) -> None:
    (tmp_path / "downloads").mkdir()
    shutil.copy(PAGE, tmp_path / "downloads" / "page.xml")

    result = run(
        *("build", "--from", tmp_path / "downloads", "--gard-page", PAGE),
        *("--out", tmp_path / "release"),
    )

    assert result.exit_code == 0, result.output
    (left,) = reported(tmp_path / "release")["not_taken"]
    assert (left["name"], left["reason"]) == ("page.xml", "same content")
