"""When a flow runs: schedules, made of clocks, filters and adjustments."""

import datetime
import heapq
import itertools
from collections.abc import Iterable, Iterator
from typing import Any, Callable, Optional

from .clocks import ClockEvent, DatesClock, IntervalClock
from .wall_time import as_aware, current_time, instant, looks_the_same

CANDIDATES = 10_000


class Schedule:
    """Run times from one or more clocks: anything with `events(after)`, in order.

    A tick runs if all `filters`, any of `or_filters` (if there are some) and none of
    `not_filters` say so of it, at the time that the `adjustments` make of it.
    """

    def __init__(
        self,
        clocks: Iterable[Any],
        filters: Optional[list[Callable[[Any], bool]]] = None,
        or_filters: Optional[list[Callable[[Any], bool]]] = None,
        not_filters: Optional[list[Callable[[Any], bool]]] = None,
        adjustments: Optional[list[Callable[[Any], Any]]] = None,
    ) -> None:
        if not isinstance(clocks, Iterable):
            raise TypeError("clocks should be a list of clocks.")
        self.clocks = list(clocks)
        self.filters = filters or []
        self.or_filters = or_filters or []
        self.not_filters = not_filters or []
        self.adjustments = adjustments or []

    @property
    def start_date(self) -> Optional[datetime.datetime]:
        """The first of the clocks' start dates, None if no clock has one."""
        return min(self._dates("start_date"), key=instant, default=None)

    @property
    def end_date(self) -> Optional[datetime.datetime]:
        """The last of the clocks' end dates, None if no clock has one."""
        return max(self._dates("end_date"), key=instant, default=None)

    def _dates(self, name: str) -> list[datetime.datetime]:
        found = (getattr(clock, name, None) for clock in self.clocks)
        return [as_aware(date) for date in found if date is not None]

    def next(
        self,
        n: int,
        after: Optional[datetime.datetime] = None,
        return_events: bool = False,
    ) -> list[Any]:
        """The next `n` run times strictly after `after` (now), fewer at the end.

        As events they have `parameter_defaults` too. As in Prefect, `after` is compared
        with what the clocks say, before adjustments; and a tick that shows the time
        that the run before it got is left out. So an hour that comes twice in autumn is
        listed once, although a program that waits for each run in turn runs in both.
        """
        found = itertools.islice(self.events(after), n)
        return [event if return_events else event.start_time for event in found]

    def events(self, after: Optional[datetime.datetime] = None) -> Iterator[ClockEvent]:
        """What runs after a moment (now), among the next 10,000 ticks of the clocks."""
        latest: Optional[ClockEvent] = None
        for event in itertools.islice(self._ticks(after), CANDIDATES):
            if latest is not None and looks_repeated(event, latest):
                continue
            latest = event
            if self.passes(event.start_time):
                latest = event.moved(self.adjusted(event.start_time))
                yield latest

    def due(self, after: datetime.datetime) -> list[ClockEvent]:
        """What runs at the first instant after `after`: events of different parameters.

        Empty if there is nothing more, or not among the next 10,000 ticks.
        """
        since = instant(as_aware(after))
        coming = (event for event in self.events(since) if start_of(event) > since)
        for _, together in itertools.groupby(coming, key=start_of):
            return distinct(together)
        return []

    def _ticks(self, after: Optional[datetime.datetime]) -> Iterator[ClockEvent]:
        """All events of the clocks in order; equal ones of one instant are one."""
        since = as_aware(after or current_time())
        streams = (map(as_event, clock.events(since)) for clock in self.clocks)
        merged = heapq.merge(*streams, key=start_of)
        for _, together in itertools.groupby(merged, key=start_of):
            yield from distinct(together)

    def passes(self, moment: datetime.datetime) -> bool:
        """Whether the filters let a tick run."""
        return (
            all(wanted(moment) for wanted in self.filters)
            and (not self.or_filters or any(ok(moment) for ok in self.or_filters))
            and not any(unwanted(moment) for unwanted in self.not_filters)
        )

    def adjusted(self, moment: datetime.datetime) -> datetime.datetime:
        """When a tick really runs."""
        for adjustment in self.adjustments:
            moment = adjustment(moment)
        return moment


def as_event(tick: Any) -> ClockEvent:
    """What a user's own clock gives, as an event: one of the old clocks gives dates."""
    if isinstance(tick, datetime.datetime):
        return ClockEvent(as_aware(tick))
    return ClockEvent(as_aware(tick.start_time), tick.parameter_defaults, tick.labels)


def start_of(event: ClockEvent) -> datetime.datetime:
    """The instant of an event, to sort by."""
    return instant(event.start_time)


def distinct(events: Iterable[ClockEvent]) -> list[ClockEvent]:
    """Events of one instant, those with equal parameters once."""
    found: list[ClockEvent] = []
    for event in events:
        if event not in found:
            found.append(event)
    return found


def looks_repeated(event: ClockEvent, latest: ClockEvent) -> bool:
    """Whether a tick shows the same time as the event before it."""
    given = event.parameter_defaults == latest.parameter_defaults
    return given and looks_the_same(event.start_time, latest.start_time)


def IntervalSchedule(
    start_date: Optional[datetime.datetime] = None,
    interval: Any = None,
    end_date: Optional[datetime.datetime] = None,
) -> Schedule:
    """The schedule of one IntervalClock, its arguments in Prefect's order."""
    return Schedule([IntervalClock(interval, start_date, end_date)])


def OneTimeSchedule(start_date: datetime.datetime) -> Schedule:
    """A single run, as Prefect had it before 0.15; a naive date is UTC."""
    return Schedule([DatesClock([as_aware(start_date)])])


def UnionSchedule(schedules: Optional[Iterable[Any]] = None) -> Schedule:
    """All runs of several schedules, as Prefect had it before 0.15."""
    return Schedule(schedules or [])
