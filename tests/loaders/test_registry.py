"""Every module of loaders/sources is in the table of contents, and is a loader."""

from pathlib import Path

import loaders.sources
from loaders.registry import LOADERS


def test_the_registry_lists_every_module_of_the_sources_folder() -> None:
    folder = Path(loaders.sources.__file__).parent
    modules = {f"loaders.sources.{file.stem}" for file in folder.glob("[!_]*.py")}

    assert {module.__name__ for module in LOADERS.values()} == modules


def test_every_loader_reads_bytes_and_describes_records() -> None:
    for module in LOADERS.values():
        assert callable(module.read)
        assert callable(module.describe)
