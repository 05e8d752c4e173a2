"""The report of a build: everything in JSON, the first of each reason on the page."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

from pyoxigraph import NamedNode

from graph_data.source_graph import SourceGraph
from graph_data.staging import Staged
from graph_data.tally import Skip, Tally
from loaders.folder.files import NotTaken
from loaders.folder.tally import FilesTally
from raregraph.build_report import BuildReport, by_reason, graph_report
from raregraph.build_report_page import report_page

VOID_ELEMENTS = {"meta", "br"}


def report(skips: list[Skip], *not_taken: NotTaken) -> BuildReport:
    tally = FilesTally()
    counted = Tally(records=9, claims=3, skips=skips, passed_over={"remarks": 2})
    tally.add("a <b>.tsv", "0" * 64, 7, counted)
    graph = SourceGraph(
        iri=NamedNode("https://w3id.org/raregraph/graph/genes/1"),
        title="Genes & more",
        licence="https://creativecommons.org/licenses/by/4.0/",
        version="1",
        sha256="0" * 64,
        quads=lambda: (),
        tally=tally,
    )
    return BuildReport(
        release="0.1.0-abc",
        counts={"quads": 1_234},
        conflicts={"label": 5},
        seconds=1.5,
        peak_megabytes=100.0,
        graphs=[graph_report(Staged(graph, Path("0.nq"), 7, 3, 1.25, 64_000_000))],
        not_taken=list(not_taken),
    )


class Checked(HTMLParser):
    """Collects the text of a page, its links, and fails where elements do not nest."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.links: list[str | None] = []
        self.items = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value for name, value in attrs if name in ("href", "src", "srcset")]
        self.items += tag == "li"
        if tag not in VOID_ELEMENTS:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def checked(page: str) -> Checked:
    found = Checked()
    found.feed(page)
    found.close()
    assert not found.open
    return found


def test_every_skipped_record_is_in_the_json_once_with_its_place() -> None:
    skips = [Skip("a <b>.tsv", f"line={n}", f"expected 12 columns, found {n}") for n in range(300)]

    told = json.loads(report(skips, NotTaken("x", "not recognised", "nothing")).to_json())

    (graph,) = told["graphs"]
    assert [skip["place"] for skip in graph["files"][0]["skips"]] == [
        f"line={n}" for n in range(300)
    ]
    assert "skips" not in graph
    assert (graph["records"], graph["claims"], graph["quads"], graph["skipped"]) == (9, 3, 7, 300)
    assert graph["passed_over"] == {"remarks": 2}
    assert told["not_taken"] == [{"name": "x", "reason": "not recognised", "detail": "nothing"}]
    assert told["conflicts"] == {"label": 5}


def test_skips_are_grouped_by_what_is_wrong_not_by_the_record() -> None:
    problems = [
        "'a b': expected 7 digits",
        "'c': expected 7 digits",
        "HP:12: expected 7 digits",
        "x",
    ]

    found = by_reason([Skip("f", "p", problem) for problem in problems])

    assert [(reason, len(skips)) for reason, skips in found.items()] == [
        ("...: expected ... digits", 2),
        ("... expected ... digits", 1),
        ("x", 1),
    ]


def test_the_page_shows_fifty_of_a_reason_and_how_many_more() -> None:
    skips = [Skip("f", f"line={n}", f"found {n}") for n in range(1_234)]

    page = checked(report_page(report(skips)))

    assert "1,234: found ..." in page.text
    assert "f, line=49: found 49" in page.text
    assert "f, line=50: found 50" not in page.text
    assert "and 1,184 more" in page.text


def test_what_a_file_says_is_text_on_the_page() -> None:
    nasty = '<script>alert(1)</script>"\x1b[2J\0'

    page = report_page(report([Skip(nasty, nasty, nasty)], NotTaken(nasty, nasty, nasty)))

    assert "<script" not in page
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", page)
    assert "alert(1)" in checked(page).text
    assert "Genes &amp; more" in page


def test_the_page_asks_nothing_of_another_server() -> None:
    page = report_page(report([Skip("f", "p", "x")]))

    assert set(checked(page).links) == {"report.json"}
    assert "url(" not in page
    assert "@import" not in page


def test_a_report_of_nothing_says_so() -> None:
    empty = BuildReport("r", {"quads": 0}, {}, 0.0, 0.0, [])

    assert checked(report_page(empty)).text.count("None.") == 5
