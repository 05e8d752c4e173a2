"""The table of contents: every kind of source that there is a loader for."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from graph_data.source_graph import SourceGraph
from loaders.known_names import KnownNames
from loaders.loader import Loader
from loaders.sources import gard_page, sssom

PageGraph = Callable[[Path, KnownNames, date | None], SourceGraph]

# All files of such a source make one graph.
LOADERS: Final[tuple[Loader, ...]] = (sssom.LOADER,)

# Each file of such a source makes a graph of its own, in the light of the names that are known.
PAGE_LOADERS: Final[dict[str, PageGraph]] = {"gard-page": gard_page.source_graph}
