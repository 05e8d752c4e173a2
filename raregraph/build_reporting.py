"""The making of a build's report while the build goes on."""

import resource
import time
from collections.abc import Sequence
from pathlib import Path

from graph_data.manifest import Manifest
from graph_data.release import BuildFailed, Staged
from graph_data.release_folder import REPORT, REPORT_PAGE
from loaders.folder.files import NotTaken
from raregraph.build_report import BuildReport, counted, graph_report, told
from raregraph.build_report_page import report_page

_SHOWN = 50


class Reporting:
    """Collects what becomes of a build, and writes the report into its release.

    `report` is whole once `finish` was called.
    """

    def __init__(self, not_taken: Sequence[NotTaken], is_strict: bool) -> None:
        self._begin = time.monotonic()
        self._is_strict = is_strict
        self.report = BuildReport("", {}, {}, 0.0, 0.0, [], list(not_taken))

    def inspect(self, staged: Sequence[Staged]) -> None:
        """Note what the sources gave. Raises BuildFailed for a skipped record if that is asked."""
        self.report.graphs[:] = map(graph_report, staged)
        skips = self.report.skips
        if self._is_strict and skips:
            lines = "\n".join(f"  {line}" for line in told(skips, _SHOWN))
            raise BuildFailed(
                f"--strict: {counted(len(skips), 'record')} would be skipped:\n{lines}"
            )

    def finish(self, folder: Path, manifest: Manifest) -> None:
        """Write the report into the folder of the release."""
        self.report.release = manifest.release
        self.report.counts = manifest.counts
        self.report.conflicts = manifest.conflicts
        self.report.seconds = round(time.monotonic() - self._begin, 1)
        self.report.peak_megabytes = _peak_megabytes()
        (folder / REPORT).write_text(self.report.to_json(), encoding="utf-8")
        (folder / REPORT_PAGE).write_text(report_page(self.report), encoding="utf-8")


def _peak_megabytes() -> float:
    """Return the most memory that one process of the build had."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(one).ru_maxrss for one in who) * 1024 / 1e6
