"""Every module of loaders/sources is registered, or serves one that is."""

import subprocess
import sys
from pathlib import Path

import loaders.sources
from loaders.registry import LOADERS, PAGE_LOADERS

LOADED = "import sys, loaders.registry; print('\\n'.join(sys.modules))"


def test_the_registry_reaches_every_module_of_the_sources_folder() -> None:
    folder = Path(loaders.sources.__file__).parent
    modules = {f"loaders.sources.{file.stem}" for file in folder.glob("[!_]*.py")}

    loaded = subprocess.run(
        [sys.executable, "-c", LOADED],
        capture_output=True,
        text=True,
        check=True,
        cwd=folder.parents[1],
    )
    assert modules - set(loaded.stdout.split()) == set()


def test_every_kind_of_source_has_a_name_of_its_own() -> None:
    names = [loader.name for loader in LOADERS] + list(PAGE_LOADERS)

    assert len(names) == len(set(names))
