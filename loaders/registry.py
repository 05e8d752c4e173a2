"""The table of contents: every kind of source that there is a loader for."""

from types import ModuleType
from typing import Final

from loaders.sources import gard_page, sssom

# Each has read, which turns bytes into records, and describe, which turns a record into quads.
LOADERS: Final[dict[str, ModuleType]] = {"gard-page": gard_page, "sssom": sssom}
