"""The report of a build: what each source file gave, what was skipped, what was not taken."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Final

from graph_data.staging import Staged
from graph_data.tally import Skip, Tally
from loaders.folder.files import NotTaken
from loaders.folder.tally import FileCount, FilesTally

# What of a problem is of one record: quoted text, and words with a digit.
_PARTICULAR: Final = re.compile(r"'[^']*'|\"[^\"]*\"|[^\s,;]*\d[^\s,;]*")


@dataclass(frozen=True)
class GraphReport:
    """What became of the sources of one graph; seconds and megabytes are of making its quads."""

    graph: str
    title: str
    version: str
    licence: str
    sha256: str
    records: int
    claims: int
    quads: int
    skipped: int
    seconds: float
    peak_megabytes: float
    passed_over: dict[str, int]
    skips: list[Skip]
    files: list[FileCount]


@dataclass
class BuildReport:
    """What became of all sources of a release. It has times, so no two reports are equal."""

    release: str
    counts: dict[str, int]
    conflicts: dict[str, int]
    seconds: float
    peak_megabytes: float
    graphs: list[GraphReport]
    not_taken: list[NotTaken] = field(default_factory=list)

    @property
    def skips(self) -> list[Skip]:
        """Every record that was skipped, in the order of graphs, files and places."""
        return [skip for graph in self.graphs for skip in graph.skips]

    def to_json(self) -> str:
        """Return the report as indented JSON; a graph's skips stand with their files."""
        whole = asdict(self)
        for graph in whole["graphs"]:
            if graph["files"]:
                del graph["skips"]
        return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def graph_report(staged: Staged) -> GraphReport:
    """Return the report of one graph from what was counted while it was made."""
    graph = staged.graph
    counted = graph.tally or Tally()
    return GraphReport(
        graph=graph.iri.value,
        title=graph.title,
        version=graph.version,
        licence=graph.licence,
        sha256=graph.sha256,
        records=counted.records,
        claims=staged.claims,
        quads=staged.quads,
        skipped=len(counted.skips),
        seconds=round(staged.seconds, 2),
        peak_megabytes=round(staged.peak_bytes / 1e6, 1),
        passed_over=dict(counted.passed_over),
        skips=list(counted.skips),
        files=list(counted.files) if isinstance(counted, FilesTally) else [],
    )


def reason(skip: Skip) -> str:
    """Return what is wrong with a record, without what is of this record alone.

    >>> reason(Skip("a.tsv", "line=3", "'x y', 3 columns: expected 12"))
    '..., ... columns: expected ...'
    """
    return _PARTICULAR.sub("...", skip.problem)


def by_reason(skips: Iterable[Skip]) -> dict[str, list[Skip]]:
    """Return skips by their reason, the most frequent first."""
    found: dict[str, list[Skip]] = {}
    for skip in skips:
        found.setdefault(reason(skip), []).append(skip)
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def told(skips: Sequence[Skip], most: int) -> Iterator[str]:
    """Yield the first skips as lines, and one that says how many more there are."""
    for skip in skips[:most]:
        yield f"{skip.file}, {skip.place}: {skip.problem}"
    if len(skips) > most:
        yield f"and {len(skips) - most:,} more"


def counted(number: int, what: str) -> str:
    """Return a number of things in words: "1 record", "2,000 records"."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
