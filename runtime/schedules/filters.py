"""Filters and adjustments: which ticks of a schedule run, and when they really do.

Stand-ins for `prefect.schedules.filters` and `prefect.schedules.adjustments`. Both look
at wall time in the zone of the clock that ticked.
"""

import datetime
from typing import Callable

from .wall_time import ONE_DAY, as_aware, at_wall_time, instant, wall_time


def on_datetime(dt: datetime.datetime) -> Callable[[datetime.datetime], bool]:
    """Only that moment; a naive one is UTC."""
    return lambda tick: instant(tick) == instant(as_aware(dt))


def between_datetimes(
    start: datetime.datetime, end: datetime.datetime
) -> Callable[[datetime.datetime], bool]:
    """From one moment to another, both included; naive ones are UTC."""
    first, last = instant(as_aware(start)), instant(as_aware(end))
    return lambda tick: first <= instant(tick) <= last


def on_date(month: int, day: int) -> Callable[[datetime.datetime], bool]:
    """Only on that day of each year."""
    return lambda tick: (tick.month, tick.day) == (month, day)


def between_dates(
    start_month: int, start_day: int, end_month: int, end_day: int
) -> Callable[[datetime.datetime], bool]:
    """From one day of each year to another, both included.

    Over New Year where the second month is an earlier one.
    """
    first, last = (start_month, start_day), (end_month, end_day)
    if start_month <= end_month:
        return lambda tick: first <= (tick.month, tick.day) <= last
    return lambda tick: not last < (tick.month, tick.day) < first


def at_time(t: datetime.time) -> Callable[[datetime.datetime], bool]:
    """Only at that time of day."""
    return lambda tick: tick.time() == t


def between_times(
    start: datetime.time, end: datetime.time
) -> Callable[[datetime.datetime], bool]:
    """From one time of day to another, both included, also over midnight."""
    if start <= end:
        return lambda tick: start <= tick.time() <= end
    return lambda tick: not end < tick.time() < start


def is_weekday(dt: datetime.datetime) -> bool:
    """Monday to Friday."""
    return dt.weekday() < 5


def is_weekend(dt: datetime.datetime) -> bool:
    """Saturday and Sunday."""
    return dt.weekday() > 4


def is_day_of_week(day_of_week: int) -> Callable[[datetime.datetime], bool]:
    """Only on that day of the week; 0 is Monday, whatever Prefect's help says."""
    return lambda tick: tick.weekday() == day_of_week


def is_month_start(dt: datetime.datetime) -> bool:
    """The first day of a month."""
    return dt.day == 1


def is_month_end(dt: datetime.datetime) -> bool:
    """The last day of a month."""
    return (wall_time(dt) + ONE_DAY).day == 1


def add_to_date(
    interval: datetime.timedelta,
) -> Callable[[datetime.datetime], datetime.datetime]:
    """`prefect.schedules.adjustments.add`: later by so much real time."""
    return lambda tick: (instant(as_aware(tick)) + interval).astimezone(tick.tzinfo)


def next_weekday(dt: datetime.datetime) -> datetime.datetime:
    """The same time on the following Monday if it is a weekend, else unchanged."""
    moved = as_aware(dt)
    while not is_weekday(moved):
        moved = at_wall_time(wall_time(moved) + ONE_DAY, moved.tzinfo)
    return moved
