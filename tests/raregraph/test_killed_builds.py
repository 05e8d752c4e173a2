"""A build that is killed leaves the former release; the next build removes what it had begun."""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from graph_data.publishing import BUILDING
from graph_data.release import current, read_manifest

ROOT = Path(__file__).parents[2]
FILES = ROOT / "tests" / "fixtures" / "full"
# What a build tells, early and late: it is killed when it does.
MOMENTS = ["genes associated with rare diseases", "closure: ", "dcat: ", "search: "]


def started(folder: Path) -> subprocess.Popen[str]:
    """Start a build below `folder`, in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "raregraph", "build", "--from", "downloads"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def finish(process: subprocess.Popen[str]) -> None:
    _, told = process.communicate(timeout=120)
    assert process.returncode == 0, told


def kill_at(process: subprocess.Popen[str], moment: str) -> None:
    """Kill a build and all that it has started when it tells this."""
    assert process.stderr is not None
    try:
        assert any(moment in line for line in process.stderr), f"the build never told {moment!r}"
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def leftovers(folder: Path) -> list[Path]:
    return list((folder / "build" / "releases").glob(f"{BUILDING}*"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with downloads, and a release below build/."""
    folder = tmp_path_factory.mktemp("killed")
    (folder / "downloads").mkdir()
    shutil.copy(FILES / "en_product6.xml", folder / "downloads")
    finish(started(folder))
    return folder


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_build_killed_at_any_moment_leaves_the_former_release(moment: str, folder: Path) -> None:
    before = current(folder / "build" / "current")
    manifest = read_manifest(before)
    with (folder / "downloads" / "en_product6.xml").open("a") as more:
        more.write("\n")

    kill_at(started(folder), moment)

    assert current(folder / "build" / "current") == before
    assert read_manifest(before) == manifest
    visible = [path for path in before.parent.iterdir() if not path.name.startswith(".")]
    assert visible == [before]


def test_the_next_build_removes_what_killed_builds_had_begun(folder: Path) -> None:
    kill_at(started(folder), MOMENTS[0])
    assert leftovers(folder)

    finish(started(folder))

    assert not leftovers(folder)
