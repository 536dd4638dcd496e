"""Clocks: what a schedule's ticks come from, with the parameters that they bring."""

import datetime
import itertools
from collections.abc import Iterable, Iterator
from typing import Any, Optional

from .wall_time import as_aware, at_wall_time, current_time, instant, wall_time

ANCHOR = datetime.datetime(2019, 1, 1, tzinfo=datetime.timezone.utc)


class ClockEvent:
    """One tick of a clock: its moment, and what its run is given.

    Two are equal if they run at one instant with the same parameters. Labels mean
    nothing without Prefect's server.
    """

    def __init__(
        self,
        start_time: datetime.datetime,
        parameter_defaults: Optional[dict[str, Any]] = None,
        labels: Optional[list[str]] = None,
    ) -> None:
        self.start_time = start_time
        self.parameter_defaults = parameter_defaults or {}
        self.labels = labels

    def __repr__(self) -> str:
        given = f"{self.parameter_defaults!r}, {self.labels!r}"
        return f"ClockEvent({self.start_time.isoformat()}, {given})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ClockEvent):
            return NotImplemented
        given = self.parameter_defaults == other.parameter_defaults
        return given and instant(self.start_time) == instant(other.start_time)

    def __lt__(self, other: Any) -> bool:
        return instant(self.start_time) < instant(other.start_time)

    def moved(self, moment: datetime.datetime) -> "ClockEvent":
        """The same at another moment."""
        return ClockEvent(as_aware(moment), self.parameter_defaults, self.labels)


class Clock:
    """What all clocks have in common; a user's own defines `events(after)`.

    Naive dates are UTC, the end date is a tick where one falls on it. A clock's
    `parameter_defaults` are the parameters of the runs that it starts.
    """

    def __init__(
        self,
        start_date: Optional[datetime.datetime] = None,
        end_date: Optional[datetime.datetime] = None,
        parameter_defaults: Optional[dict[str, Any]] = None,
        labels: Optional[list[str]] = None,
    ) -> None:
        self.start_date = None if start_date is None else as_aware(start_date)
        self.end_date = None if end_date is None else as_aware(end_date)
        self.parameter_defaults = parameter_defaults or {}
        self.labels = labels

    def events(self, after: Optional[datetime.datetime] = None) -> Iterator[ClockEvent]:
        """All that happens strictly after a moment (now), in order, each once."""
        try:
            for tick in self.ticks(as_aware(after or current_time())):
                if self.end_date is not None and instant(tick) > instant(self.end_date):
                    return
                yield ClockEvent(tick, self.parameter_defaults, self.labels)
        except OverflowError:
            return  # the calendar ends with the year 9999

    def ticks(self, after: datetime.datetime) -> Iterator[datetime.datetime]:
        """The moments strictly after the aware `after`, whatever the end date."""
        raise NotImplementedError("A clock has to define events(after).")


class IntervalClock(Clock):
    """Ticks at `start_date`, `start_date + interval`, ... up to `end_date` inclusive.

    Without a start the clock is anchored at 2019-01-01T00:00Z. From a day on, ticks
    keep the wall time of the start's time zone (9:00 stays 9:00 when the clocks
    change); before that they are so many seconds after the start. An interval that is
    no timedelta is a TypeError, one that is not positive a ValueError.
    """

    def __init__(
        self,
        interval: datetime.timedelta,
        start_date: Optional[datetime.datetime] = None,
        end_date: Optional[datetime.datetime] = None,
        parameter_defaults: Optional[dict[str, Any]] = None,
        labels: Optional[list[str]] = None,
    ) -> None:
        if not isinstance(interval, datetime.timedelta):
            raise TypeError("Interval must be a timedelta.")
        if interval <= datetime.timedelta(0):
            raise ValueError("Interval must be greater than 0.")
        super().__init__(start_date, end_date, parameter_defaults, labels)
        # A plain one: those of other libraries may count in months and years.
        self.interval = datetime.timedelta(seconds=interval.total_seconds())
        self.anchor = self.start_date or ANCHOR

    def ticks(self, after: datetime.datetime) -> Iterator[datetime.datetime]:
        latest = after
        for index in itertools.count(self._index_before(after)):
            tick = self._tick(index)
            if instant(tick) > instant(latest):
                latest = tick
                yield tick

    def _index_before(self, after: datetime.datetime) -> int:
        """The index of a tick that is not after `after`, or 0."""
        elapsed = min(
            wall_time(after, self.anchor.tzinfo) - wall_time(self.anchor),
            instant(after) - instant(self.anchor),
        )
        index = max(0, elapsed // self.interval)
        while index > 0 and instant(self._tick(index)) > instant(after):
            index -= 1
        return index

    def _tick(self, index: int) -> datetime.datetime:
        distance = self.interval * index
        if distance.days == 0:
            moved = instant(self.anchor) + distance
            return moved.astimezone(self.anchor.tzinfo)
        return at_wall_time(wall_time(self.anchor) + distance, self.anchor.tzinfo)


class DatesClock(Clock):
    """Ticks at the given dates, which have to be aware (else TypeError)."""

    def __init__(
        self,
        dates: Iterable[datetime.datetime],
        parameter_defaults: Optional[dict[str, Any]] = None,
        labels: Optional[list[str]] = None,
    ) -> None:
        given = list(dates)
        self.dates = sorted(map(as_aware, given), key=instant)
        if not self.dates:
            raise ValueError("A DatesClock needs at least one date.")
        if any(date.tzinfo is None for date in given):
            raise TypeError("The dates of a DatesClock need a time zone.")
        super().__init__(self.dates[0], self.dates[-1], parameter_defaults, labels)

    def ticks(self, after: datetime.datetime) -> Iterator[datetime.datetime]:
        latest = instant(after)
        for tick in self.dates:
            if instant(tick) > latest:
                latest = instant(tick)
                yield tick
