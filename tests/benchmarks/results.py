"""What came of the contests: medians, the rows' figures, and how time grows."""

import json
import math
import re
import statistics
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .contest import Sample, median
from .rows import Contest, Row

MB = 1e6
SIZED = re.compile(r"diamond-(\d+)")


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
        return "bar" if sign * self.value <= sign * self.row.bar else "missed"

    @property
    def text(self) -> str:
        return worded(self.row.kind, self.value)


def worded(kind: str, value: float) -> str:
    """A figure, a bar or an aim as the table has it."""
    if kind == "more":
        return f"{value:+.1f} MB"
    digits = 0 if value >= 20 else 2
    return f"{value:,.{digits}f}x"


@dataclass
class Results:
    """The samples of each contest by its contenders, and its rows' figures."""

    samples: dict[str, dict[str, list[Sample]]] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    machine: dict[str, str] = field(default_factory=dict)

    def enter(self, contest: Contest, samples: dict[str, list[Sample]]) -> None:
        """Take in what was measured; rows without their contenders are left out."""
        self.samples[contest.name] = {n: s for n, s in samples.items() if s}
        for row in contest.rows:
            names = {row.ours, *([row.against] if isinstance(row.against, str) else ())}
            if all(samples.get(name) for name in names):
                self.figures.append(Figure(row, value_of(row, samples)))

    def of(self, contest: Contest) -> list[Figure]:
        return [figure for figure in self.figures if figure.row in contest.rows]

    def by_size(self) -> dict[str, dict[int, float]]:
        """Seconds of the diamond, by contender and number of elements."""
        found: dict[str, dict[int, float]] = {}
        for contest, contenders in self.samples.items():
            sized = SIZED.fullmatch(contest)
            for name, samples in contenders.items() if sized else ():
                assert sized is not None
                seconds = median(samples, "seconds")
                found.setdefault(name, {})[int(sized[1])] = seconds
        return {name: points for name, points in found.items() if name != "idle client"}

    def growth(self) -> dict[str, float]:
        """The exponent k of seconds ~ elements^k, for contenders at several sizes."""
        return {
            name: exponent(points)
            for name, points in self.by_size().items()
            if len(points) > 1
        }

    def as_json(self) -> dict[str, Any]:
        """All of it as plain values: seconds, and bytes of memory."""
        return {
            "machine": self.machine,
            "rows": [
                {
                    "row": figure.row.title,
                    "measured": figure.value,
                    "kind": figure.row.kind,
                    "bar": figure.row.bar,
                    "aim": figure.row.aim,
                    "reached": figure.verdict,
                }
                for figure in self.figures
            ],
            "growth": self.growth(),
            "contests": {
                contest: {name: summary(found) for name, found in contenders.items()}
                for contest, contenders in self.samples.items()
            },
        }


def samples_in(folder: Path) -> dict[str, dict[str, list[Sample]]]:
    """The samples of each contest in a folder's results.json, if it has one; of memory
    it knows the medians alone, which stand for all."""
    path = folder / "results.json"
    known = json.loads(path.read_text())["contests"] if path.exists() else {}
    return {
        contest: {
            name: [
                Sample(seconds, told["client"], told["scheduler"])
                for seconds in told["rounds"]
            ]
            for name, told in contenders.items()
        }
        for contest, contenders in known.items()
    }


def summary(samples: list[Sample]) -> dict[str, Any]:
    """The medians of one contender, and the seconds of each of its rounds."""
    return {
        "seconds": median(samples, "seconds"),
        "client": median(samples, "client"),
        "scheduler": median(samples, "scheduler"),
        "rounds": [sample.seconds for sample in samples],
    }


def exponent(points: dict[int, float]) -> float:
    """The slope of the seconds over the sizes, both as logarithms."""
    sizes = [math.log(size) for size in points]
    seconds = [math.log(value) for value in points.values()]
    return statistics.linear_regression(sizes, seconds).slope


def value_of(row: Row, samples: dict[str, list[Sample]]) -> float:
    """The figure of a row."""
    ours = median(samples[row.ours], row.measure)
    against = row.against
    if isinstance(against, str):
        against = median(samples[against], row.measure)
    if row.kind == "more":
        return (ours - against) / MB
    return against / ours if row.kind == "faster" else ours / against
