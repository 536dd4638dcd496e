"""Cron clocks: the days and times that a cron text means, in a time zone."""

import calendar
import datetime
from collections.abc import Iterator
from typing import Any, Optional

from .clocks import Clock
from .cron_fields import CronField, cron_fields
from .schedules import Schedule
from .wall_time import (
    ONE_DAY,
    after_the_gap,
    at_first_wall_time,
    instant,
    wall_time,
)

YEARS_WITHOUT = 50


class CronTimes:
    """The wall times of a cron text. `day_or`: a day or a weekday is enough."""

    def __init__(self, cron: str, day_or: bool = True) -> None:
        fields = cron_fields(cron)
        self.minutes, self.hours = fields[0].allowed, fields[1].allowed
        self.every_hour = len(self.hours) == 24
        self.days, self.weekdays = fields[2], fields[4]
        self.months = set(fields[3].allowed)
        self.seconds = fields[5].allowed if len(fields) > 5 else [0]
        self.years = set(fields[6].allowed) if len(fields) > 6 else None
        self.either = day_or and not (
            is_open(self.days, self.weekdays) or is_open(self.weekdays, self.days)
        )

    def after(self, wall: datetime.datetime) -> Iterator[datetime.datetime]:
        """All wall times later than a naive one, in order."""
        for day in self.days_from(wall.date()):
            today = day == wall.date()
            for hour in self.hours:
                if today and hour < wall.hour:
                    continue
                for time in self.times(hour):
                    found = datetime.datetime.combine(day, time)
                    if not today or found > wall:
                        yield found

    def times(self, hour: int) -> Iterator[datetime.time]:
        for minute in self.minutes:
            for second in self.seconds:
                yield datetime.time(hour, minute, second)

    def days_from(self, first: datetime.date) -> Iterator[datetime.date]:
        """The days from one on; ends where none comes for 50 years."""
        day = first
        last_year = first.year + YEARS_WITHOUT
        while day.year <= last_year:
            if day.month not in self.months or not self.has_year(day.year):
                day = day.replace(day=days_of_month(day)) + ONE_DAY
                continue
            if self.fits(day):
                last_year = day.year + YEARS_WITHOUT
                yield day
            day += ONE_DAY

    def has_year(self, year: int) -> bool:
        return self.years is None or year in self.years

    def fits(self, day: datetime.date) -> bool:
        """Whether a day of the right month is one, by its number and its weekday.

        As croniter has it, `15W`, `fri#2` and `L5` hold whatever the other field says.
        """
        by_day, by_weekday = day_fits(self.days, day), weekday_fits(self.weekdays, day)
        if not self.either:
            return by_day and by_weekday
        if self.days.nearest or self.weekdays.nth:
            return (by_day or not self.days.nearest) and (
                by_weekday or not self.weekdays.nth
            )
        return by_day or by_weekday


def is_open(field: CronField, beside: CronField) -> bool:
    """Whether a field leaves the choice of days to the one beside it."""
    return field.anything or (field.full and "*" in beside.text)


def days_of_month(day: datetime.date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def day_fits(field: CronField, day: datetime.date) -> bool:
    """Whether a day's number is one of the field's."""
    last = days_of_month(day)
    if field.nearest:
        return day.day == nearest_weekday(day.replace(day=min(field.nearest, last)))
    return (
        field.anything or day.day in field.numbers or (field.last and day.day == last)
    )


def nearest_weekday(day: datetime.date) -> int:
    """The number of the nearest Monday to Friday in the same month."""
    if day.weekday() == 5:
        return day.day - 1 if day.day > 1 else day.day + 2
    if day.weekday() == 6:
        return day.day + 1 if day.day < days_of_month(day) else day.day - 2
    return day.day


def weekday_fits(field: CronField, day: datetime.date) -> bool:
    """Whether a day's weekday is one of the field's, in the right week of its month."""
    weekday = day.isoweekday() % 7
    if not field.nth:
        return field.anything or weekday in field.numbers
    is_last = day.day + 7 > days_of_month(day)
    weeks = field.nth.get(weekday, set())
    return (day.day - 1) // 7 + 1 in weeks or (is_last and -1 in weeks)


class CronClock(Clock):
    """Ticks by wall time in the zone of `start_date` (UTC), which may be the first.

    Where clocks go back, a time that comes twice ticks at the first. Where they go
    forward, a time that is left out ticks right afterwards, or not at all if the text
    names every hour. A text that is no cron is a ValueError.
    """

    def __init__(
        self,
        cron: str,
        start_date: Optional[datetime.datetime] = None,
        end_date: Optional[datetime.datetime] = None,
        parameter_defaults: Optional[dict[str, Any]] = None,
        labels: Optional[list[str]] = None,
        day_or: Optional[bool] = None,
    ) -> None:
        self.cron = cron
        self.day_or = True if day_or is None else day_or
        self.times = CronTimes(cron, self.day_or)
        super().__init__(start_date, end_date, parameter_defaults, labels)

    def ticks(self, after: datetime.datetime) -> Iterator[datetime.datetime]:
        start = self.start_date
        zone = datetime.timezone.utc if start is None else start.tzinfo
        latest = after.astimezone(zone)
        if start is not None and instant(start) > instant(after):
            before = instant(start) - datetime.timedelta.resolution
            latest = before.astimezone(zone)
        for wall in self.times.after(wall_time(latest)):
            tick = self.moment_of(wall, zone) if wall > wall_time(latest) else None
            if tick is not None and instant(tick) > instant(latest):
                latest = tick
                yield tick

    def moment_of(
        self, wall: datetime.datetime, zone: Optional[datetime.tzinfo]
    ) -> Optional[datetime.datetime]:
        """When it is that time; None if it never is and the text names every hour."""
        moment = at_first_wall_time(wall, zone)
        if moment is None and not self.times.every_hour:
            return after_the_gap(wall, zone)
        return moment


def CronSchedule(
    cron: str,
    start_date: Optional[datetime.datetime] = None,
    end_date: Optional[datetime.datetime] = None,
    day_or: Optional[bool] = None,
) -> Schedule:
    """The schedule of one CronClock."""
    return Schedule([CronClock(cron, start_date, end_date, day_or=day_or)])
