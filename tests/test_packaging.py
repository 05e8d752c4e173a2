"""What is installed is what runs: files, names, version."""

import subprocess
import sys
import zipfile
from importlib import import_module
from importlib.metadata import distributions, version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("ontology", "graph_data", "loaders", "server", "raregraph")


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_is_imported_from_the_project(package: str) -> None:
    assert [Path(folder) for folder in import_module(package).__path__] == [ROOT / package]


@pytest.mark.parametrize("package", PACKAGES)
def test_no_other_distribution_has_a_package_of_this_name(package: str) -> None:
    owners = {
        distribution.name
        for distribution in distributions()
        for file in distribution.files or ()
        if file.parts[0] in (package, f"{package}.py")
    }

    assert owners <= {"raregraph"}


def test_the_search_for_owners_of_a_name_finds_them() -> None:
    owners = {d.name for d in distributions() for f in d.files or () if f.parts[0] == "click"}

    assert owners == {"click"}


def test_the_version_is_a_version() -> None:
    assert version("raregraph")[0].isdigit()


def test_every_data_file_is_in_the_wheel(tmp_path: Path) -> None:
    script = "from hatchling.build import build_wheel; import sys; build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, check=True)
    (wheel,) = tmp_path.glob("*.whl")

    with zipfile.ZipFile(wheel) as archive:
        shipped = set(archive.namelist())

    there = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert there <= shipped


def test_an_unpacked_wheel_builds_a_release_from_another_folder(tmp_path: Path) -> None:
    script = "from hatchling.build import build_wheel; import sys; build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")

    built = subprocess.run(
        [sys.executable, "-m", "raregraph", "build", "--out", "release"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert built.returncode == 0, built.stderr
    assert (tmp_path / "release" / "manifest.json").is_file()
