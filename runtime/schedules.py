"""When a flow runs: clocks that tick, and the schedule made of them."""

import datetime
import itertools
from collections.abc import Iterator
from typing import Any, Optional

ANCHOR = datetime.datetime(2019, 1, 1, tzinfo=datetime.timezone.utc)


class IntervalClock:
    """Ticks at `start_date`, `start_date + interval`, ... up to `end_date` inclusive.

    Without a start the clock is anchored at 2019-01-01T00:00Z; naive dates are UTC.
    From a day on, ticks keep the wall time of the start's time zone (9:00 stays 9:00
    when the clocks change); before that they are so many seconds after the start.
    An interval that is no timedelta is a TypeError, one that is not positive a
    ValueError.
    """

    def __init__(
        self,
        interval: datetime.timedelta,
        start_date: Optional[datetime.datetime] = None,
        end_date: Optional[datetime.datetime] = None,
    ) -> None:
        if not isinstance(interval, datetime.timedelta):
            raise TypeError("Interval must be a timedelta.")
        if interval <= datetime.timedelta(0):
            raise ValueError("Interval must be greater than 0.")
        self.interval = interval
        self.start_date = as_aware(start_date or ANCHOR)
        self.end_date = None if end_date is None else as_aware(end_date)

    def ticks(self, after: datetime.datetime) -> Iterator[datetime.datetime]:
        """All ticks strictly after the aware `after`, in order, each instant once."""
        latest = after
        for index in itertools.count(self._index_before(after)):
            tick = self._tick(index)
            if self.end_date is not None and instant(tick) > instant(self.end_date):
                return
            if instant(tick) > instant(latest):
                latest = tick
                yield tick

    def _index_before(self, after: datetime.datetime) -> int:
        """The index of a tick that is not after `after`, or 0."""
        wall = after.astimezone(self.start_date.tzinfo).replace(tzinfo=None)
        elapsed = min(
            wall - self.start_date.replace(tzinfo=None),
            instant(after) - instant(self.start_date),
        )
        index = max(0, elapsed // self.interval)
        while index > 0 and instant(self._tick(index)) > instant(after):
            index -= 1
        return index

    def _tick(self, index: int) -> datetime.datetime:
        distance = self.interval * index
        if distance.days == 0:
            moved = instant(self.start_date) + distance
            return moved.astimezone(self.start_date.tzinfo)
        wall = self.start_date.replace(tzinfo=None, fold=0) + distance
        return at_wall_time(wall, self.start_date.tzinfo)


class Schedule:
    """Run times from one or more clocks: anything with `ticks(after)`, in order."""

    def __init__(self, clocks: list[IntervalClock]) -> None:
        self.clocks = clocks

    def next(
        self, n: int, after: Optional[datetime.datetime] = None
    ) -> list[datetime.datetime]:
        """The next `n` run times strictly after `after` (now), fewer at the end.

        As in Prefect, an hour that the clocks repeat in autumn is listed once,
        although a program that waits for one run after the other runs in both.
        """
        found: list[datetime.datetime] = []
        for tick in self._merged(as_aware(after or current_time())):
            if found and found[-1].replace(tzinfo=None) == tick.replace(tzinfo=None):
                continue
            found.append(tick)
            if len(found) >= n:
                break
        return found[:n]

    def _merged(self, after: datetime.datetime) -> Iterator[datetime.datetime]:
        (only,) = self.clocks
        return only.ticks(after)


def IntervalSchedule(
    start_date: Optional[datetime.datetime] = None,
    interval: Any = None,
    end_date: Optional[datetime.datetime] = None,
) -> Schedule:
    """The schedule of one IntervalClock, its arguments in Prefect's order."""
    return Schedule([IntervalClock(interval, start_date, end_date)])


def current_time() -> datetime.datetime:
    """The wall clock, aware, in UTC."""
    return datetime.datetime.now(datetime.timezone.utc)


def instant(moment: datetime.datetime) -> datetime.datetime:
    """An aware datetime in UTC, where order and differences are those of real time."""
    return moment.astimezone(datetime.timezone.utc)


def as_aware(moment: datetime.datetime) -> datetime.datetime:
    """A plain aware datetime; a naive one is taken as UTC, no datetime a TypeError."""
    if not isinstance(moment, datetime.datetime):
        raise TypeError(f"A datetime is needed, not {moment!r}.")
    zone = datetime.timezone.utc if moment.tzinfo is None else moment.tzinfo
    return datetime.datetime(
        moment.year,
        moment.month,
        moment.day,
        moment.hour,
        moment.minute,
        moment.second,
        moment.microsecond,
        tzinfo=zone,
        fold=moment.fold,
    )


def at_wall_time(
    wall: datetime.datetime, zone: Optional[datetime.tzinfo]
) -> datetime.datetime:
    """A naive wall time in a zone: the later of two, moved on if there is none."""
    localize = getattr(zone, "localize", None)
    if localize is not None:  # pytz: an offset is fixed when the zone is attached
        return instant(localize(wall, is_dst=False)).astimezone(zone)
    earlier = wall.replace(tzinfo=zone, fold=0)
    settled = instant(earlier).astimezone(zone)
    if settled.replace(tzinfo=None) != wall:
        return settled
    return wall.replace(tzinfo=zone, fold=1)
