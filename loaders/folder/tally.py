"""The tally of a graph that is made of files: what each of them gave, and all of them together."""

from dataclasses import dataclass, field

from graph_data.tally import Skip, Tally


@dataclass
class FileCount:
    """What one file gave."""

    name: str
    sha256: str
    records: int = 0
    claims: int = 0
    quads: int = 0
    skips: list[Skip] = field(default_factory=list)
    passed_over: dict[str, int] = field(default_factory=dict)


@dataclass
class FilesTally(Tally):
    """The tally of a graph, with that of each of its files."""

    files: list[FileCount] = field(default_factory=list)

    def clear(self) -> None:
        """Forget what was counted: the files are read anew."""
        self.records = self.claims = 0
        self.skips.clear()
        self.passed_over.clear()
        self.files.clear()

    def add(self, name: str, sha256: str, quads: int, tally: Tally) -> None:
        """Count what a file gave that has been read to its end."""
        self.records += tally.records
        self.claims += tally.claims
        self.skips += tally.skips
        for what, count in tally.passed_over.items():
            self.pass_over(what, count)
        counted = (tally.records, tally.claims, quads, tally.skips, tally.passed_over)
        self.files.append(FileCount(name, sha256, *counted))
