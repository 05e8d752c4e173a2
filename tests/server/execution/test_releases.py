"""A new release is taken up while queries run."""

import json
import logging
import shutil
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph_data.release_folder import MANIFEST
from graph_data.store import write_store
from server.execution.releases import Releases
from server.messages import MediaTypes, SparqlRequest
from server.problems import QueryTimeout
from server.settings import Settings
from tests.server.processes import exists, wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes by their ids")

CSV = MediaTypes("text/csv", None)
WHICH = SparqlRequest("SELECT ?o { ?s ?p ?o } LIMIT 1")
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
GRAPH = "http://e/g"

Serve = Callable[..., Releases]


class Place:
    """A folder of releases and the link that names the current one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.link = folder / "current"

    def write(self, name: str, graph: str = GRAPH, statements: int = 1) -> Path:
        folder = self.folder / name
        folder.mkdir()
        subjects = (NamedNode(f"http://e/{number}") for number in range(statements))
        predicate, value = NamedNode("http://e/p"), Literal(name)
        write_store(
            folder / "store", (Quad(one, predicate, value, NamedNode(graph)) for one in subjects)
        )
        entry = {"title": "", "version": "", "licence": "", "sha256": "", "triples": 1}
        manifest: dict[str, object] = {
            "release": name,
            "version": "",
            "base": "",
            "canonical_hash": "",
            "counts": {},
        }
        manifest |= {"graphs": [entry | {"iri": GRAPH}], "files": []}
        (folder / MANIFEST).write_text(json.dumps(manifest))
        return folder

    def point(self, name: str) -> None:
        new = self.folder / "new"
        new.symlink_to(name)
        new.replace(self.link)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    found = Place(tmp_path)
    found.write("one")
    found.point("one")
    return found


@pytest.fixture
def serve(place: Place) -> Iterator[Serve]:
    """Return a function that serves what the link names; all ends with the test."""
    with ExitStack() as stack:

        def start(**settings: float) -> Releases:
            defaults: dict[str, float] = {"workers": 2, "watch_seconds": 0.02, "query_seconds": 60}
            whole = Settings(release=place.link, **(defaults | settings))  # type: ignore[arg-type]
            releases = Releases(whole, {}, {})
            stack.callback(releases.close)
            return releases

        yield start


def takes_up(releases: Releases, name: str) -> None:
    wait_until(lambda: releases.served.name == name)


def test_a_new_release_is_taken_up(place: Place, serve: Serve) -> None:
    releases = serve()
    place.write("two")
    place.point("two")
    takes_up(releases, "two")

    answer = releases.execute(WHICH, CSV)

    assert (answer.release, answer.content) == ("two", b"o\r\ntwo\r\n")


def test_a_folder_that_is_replaced_is_a_new_release(place: Place, serve: Serve) -> None:
    folder = place.write("two")
    place.point("two")
    releases = serve()
    folder.rename(place.folder / "aside")
    place.write("three").rename(folder)

    takes_up(releases, "three")


def test_no_query_fails_while_releases_come_and_go(place: Place, serve: Serve) -> None:
    releases = serve()
    place.write("two")
    is_over = False

    def ask() -> set[tuple[str, object]]:
        answers = set[tuple[str, object]]()
        while not is_over:
            answer = releases.execute(WHICH, CSV)
            answers.add((answer.release, answer.content))
        return answers

    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(ask) for _ in range(4)]
        try:
            for name in ("two", "one") * 3:
                place.point(name)
                takes_up(releases, name)
        finally:
            is_over = True
        answers = set().union(*(one.result() for one in asked))

    assert answers == {("one", b"o\r\none\r\n"), ("two", b"o\r\ntwo\r\n")}


def test_what_is_running_ends_on_the_old_release_though_it_is_deleted(
    place: Place, serve: Serve
) -> None:
    big = place.write("big", statements=1_000)
    place.point("big")
    releases = serve(query_seconds=3)
    old = releases.status().pids
    place.write("two")
    with ThreadPoolExecutor() as threads:
        running = threads.submit(releases.execute, SparqlRequest(ENDLESS), CSV)
        wait_until(lambda: releases.status().busy == 1)
        place.point("two")
        takes_up(releases, "two")
        shutil.rmtree(big)

        assert releases.execute(WHICH, CSV).release == "two"
        assert any(map(exists, old))
        assert isinstance(running.exception(), QueryTimeout)
    wait_until(lambda: not any(map(exists, old)))


def test_after_some_releases_there_are_as_many_processes_and_all_are_counted(
    place: Place, serve: Serve
) -> None:
    releases = serve()
    place.write("two")
    for name in ("two", "one", "two"):
        place.point(name)
        takes_up(releases, name)
    wait_until(lambda: len(releases.status().pids) == 2)

    assert releases.status().started == 8


@pytest.mark.parametrize("fault", ["no folder", "no manifest", "bad manifest", "no store", "graph"])
def test_a_release_that_cannot_be_used_is_told_once_and_the_former_is_served(
    place: Place, serve: Serve, caplog: pytest.LogCaptureFixture, fault: str
) -> None:
    folder = place.write("two", graph="http://e/other" if fault == "graph" else GRAPH)
    broken: dict[str, Callable[[], object]] = {
        "no folder": lambda: shutil.rmtree(folder),
        "no manifest": (folder / MANIFEST).unlink,
        "bad manifest": lambda: (folder / MANIFEST).write_text("{"),
        "no store": lambda: shutil.rmtree(folder / "store"),
        "graph": lambda: None,
    }
    broken[fault]()
    releases = serve()
    place.point("two")

    def errors() -> list[logging.LogRecord]:
        return [one for one in caplog.records if one.levelno == logging.ERROR]

    wait_until(errors)

    assert releases.execute(WHICH, CSV).release == "one"
    place.write("three")
    place.point("three")
    takes_up(releases, "three")
    assert len(errors()) == 1
    assert errors()[0].getMessage().startswith("one is served on; what is new cannot be: ")


def test_without_a_watch_nothing_is_taken_up(place: Place, serve: Serve) -> None:
    releases = serve(watch_seconds=0)
    place.write("two")
    place.point("two")

    assert releases.execute(WHICH, CSV).release == "one"
    assert not releases._watch.is_alive()
