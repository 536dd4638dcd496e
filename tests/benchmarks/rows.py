"""Contests, and the rows of the table that each gives."""

from dataclasses import dataclass

from .contest import Run


@dataclass(frozen=True)
class Row:
    """A line of the table: what one contender takes beside another, or an ideal.

    `kind` is "faster" (how many times; the bar is a least), "times" (how many times as
    long; a most) or "more" (MB of the `measure` "client" or "scheduler"; a most).
    `against` is a contender's name, or the seconds of an ideal.
    """

    title: str
    ours: str
    against: str | float
    bar: float
    aim: float
    kind: str = "times"
    measure: str = "seconds"


@dataclass(frozen=True)
class Contest:
    """Contenders that take turns, and the rows that come of it."""

    name: str
    runs: tuple[Run, ...]
    rows: tuple[Row, ...] = ()
