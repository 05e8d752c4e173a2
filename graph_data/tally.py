"""What the loading of a source is told by: how much was read, claimed and skipped, and why."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Skip:
    """One record of a source that was not taken: the file, the place in it, what is wrong there."""

    file: str
    place: str
    problem: str


@dataclass
class Tally:
    """Counts of one graph while its quads are made: records read, claims made, records skipped.

    `passed_over` counts by reason what a file holds and raregraph does not carry by design.
    """

    records: int = 0
    claims: int = 0
    skips: list[Skip] = field(default_factory=list)
    passed_over: dict[str, int] = field(default_factory=dict)

    def pass_over(self, what: str, count: int = 1) -> None:
        """Count what is left out by design, by kind: no fault of the file."""
        self.passed_over[what] = self.passed_over.get(what, 0) + count
