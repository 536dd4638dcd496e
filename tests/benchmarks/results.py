"""What came of the contests: medians and the rows' figures."""

from dataclasses import dataclass, field

from .contest import Sample, median
from .rows import Contest, Row

MB = 1e6


@dataclass(frozen=True)
class Figure:
    """A row with what was measured: a number of times, or MB."""

    row: Row
    value: float

    @property
    def verdict(self) -> str:
        """Whether the figure reaches the aim, the bar alone, or neither."""
        sign = -1 if self.row.kind == "faster" else 1
        if sign * self.value <= sign * self.row.aim:
            return "aim"
        return "bar" if sign * self.value <= sign * self.row.bar else "MISSED"


@dataclass
class Results:
    """The samples of each contest, and its rows' figures."""

    samples: dict[str, dict[str, list[Sample]]] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)

    def enter(self, contest: Contest, samples: dict[str, list[Sample]]) -> None:
        self.samples[contest.name] = samples
        self.figures += [Figure(row, value_of(row, samples)) for row in contest.rows]

    def text_of(self, contest: Contest) -> str:
        lines = []
        for figure in self.figures:
            if figure.row in contest.rows:
                row = figure.row
                lines.append(
                    f"{row.title}: {figure.value:.3g} (bar {row.bar:g}, aim "
                    f"{row.aim:g}) {figure.verdict}"
                )
        return "\n".join(lines)


def value_of(row: Row, samples: dict[str, list[Sample]]) -> float:
    """The figure of a row."""
    ours = median(samples[row.ours], row.measure)
    against = row.against
    if isinstance(against, str):
        against = median(samples[against], row.measure)
    if row.kind == "more":
        return (ours - against) / MB
    return against / ours if row.kind == "faster" else ours / against
