"""The time between two moments, as pendulum tells it."""

import calendar
import datetime
from collections.abc import Iterator
from typing import Any, Optional

from .time_zones import plain_time

INTERVAL_UNITS = ("year", "month", "week", "day", "hour", "minute", "second")


class Interval(datetime.timedelta):
    """A timedelta that knows its start and end, and so its months and years.

    `absolute` turns one that runs backwards round; `invert` says that it did.
    Arithmetic with it gives timedeltas.
    """

    start: Any
    end: Any
    invert: bool
    absolute: bool
    _parts: tuple[int, ...]

    def __new__(cls, start: Any, end: Any, absolute: bool = False) -> Any:
        backwards = start > end
        if backwards and absolute:
            start, end = end, start
        elapsed = as_utc(end) - as_utc(start)
        self = super().__new__(cls, elapsed.days, elapsed.seconds, elapsed.microseconds)
        self.start, self.end = start, end
        self.invert, self.absolute = backwards, absolute
        ends = [plain_moment(each).replace(fold=0) for each in (start, end)]
        self._parts = exact_difference(*ends)
        return self

    @property
    def years(self) -> int:
        return self._parts[0]

    @property
    def months(self) -> int:
        return self._parts[1]

    @property
    def weeks(self) -> int:
        return whole_times(self._parts[2], 7)

    @property
    def remaining_days(self) -> int:
        days = abs(self._parts[2]) % 7
        return -days if self.days < 0 else days

    @property
    def hours(self) -> int:
        return self._parts[3]

    @property
    def minutes(self) -> int:
        return self._parts[4]

    @property
    def remaining_seconds(self) -> int:
        return self.in_seconds() - 60 * whole_times(self.in_seconds(), 60)

    @property
    def days(self) -> int:
        return whole_times(self.in_seconds(), 86400)

    @property
    def seconds(self) -> int:
        return self.in_seconds() - 86400 * self.days

    @property
    def microseconds(self) -> int:
        micro = datetime.timedelta(microseconds=1)
        return self.as_timedelta() // micro - 1000000 * self.in_seconds()

    def total_minutes(self) -> float:
        return self.total_seconds() / 60

    def total_hours(self) -> float:
        return self.total_seconds() / 3600

    def total_days(self) -> float:
        return self.total_seconds() / 86400

    def total_weeks(self) -> float:
        return self.total_days() / 7

    def in_years(self) -> int:
        return self.years

    def in_months(self) -> int:
        return 12 * self.years + self.months

    def in_weeks(self) -> int:
        return whole_times(self.in_days(), 7)

    def in_days(self) -> int:
        return self._parts[5]

    def in_hours(self) -> int:
        return int(self.total_hours())

    def in_minutes(self) -> int:
        return int(self.total_minutes())

    def in_seconds(self) -> int:
        return int(self.total_seconds())

    def counts(self) -> dict[str, int]:
        """How many of each unit it has, the largest first."""
        found = (self.years, self.months, self.weeks, self.remaining_days)
        rest = (self.hours, self.minutes, self.remaining_seconds)
        return dict(zip(INTERVAL_UNITS, (*found, *rest)))

    def in_words(self, locale: Optional[str] = None, separator: str = " ") -> str:
        """For example "1 week 2 days"."""
        counts = {unit: count for unit, count in self.counts().items() if count}
        if counts:
            return separator.join(unit_count(n, unit) for unit, n in counts.items())
        if self.microseconds:
            return f"{abs(self.microseconds) / 1e6:.2f} second"
        return "0 microseconds"

    def as_timedelta(self) -> datetime.timedelta:
        return +datetime.timedelta(0) + self

    as_duration = as_timedelta

    def range(self, unit: str, amount: int = 1) -> Iterator[Any]:
        """The moments from the start to the end, `amount` units apart."""
        step, moment = amount, self.start
        back = self.invert and not self.absolute
        while moment >= self.end if back else moment <= self.end:
            yield moment
            moment = self.start.add(**{unit: -step if back else step})
            step += amount

    def __iter__(self) -> Iterator[Any]:
        return self.range("days")

    def __contains__(self, moment: Any) -> bool:
        return bool(self.start <= moment <= self.end)

    def __neg__(self) -> Any:
        return Interval(self.end, self.start, self.absolute)

    def __abs__(self) -> Any:
        return Interval(self.start, self.end, True)

    def __repr__(self) -> str:
        return f"<Interval [{self.start} -> {self.end}]>"

    __str__ = __repr__

    def __reduce__(self) -> Any:
        ends = (self.start, self.end)
        turned = self.invert and self.absolute
        return Interval, (*(ends[::-1] if turned else ends), self.absolute)


def whole_times(number: int, size: int) -> int:
    """How often `size` goes into a number, towards zero."""
    return int(abs(number) // size) * (-1 if number < 0 else 1)


def unit_count(number: Any, unit: str) -> str:
    return f"{number} {unit}" if number in (1, -1) else f"{number} {unit}s"


def plain_moment(moment: Any) -> Any:
    """The standard library's datetime, or of a date, that of its midnight."""
    if isinstance(moment, datetime.datetime):
        return plain_time(moment)
    return datetime.datetime(moment.year, moment.month, moment.day)


def as_utc(moment: Any) -> datetime.datetime:
    """The time in UTC without saying so; one without a zone as it is."""
    plain: datetime.datetime = plain_moment(moment)
    return plain.replace(tzinfo=None) - (plain.utcoffset() or datetime.timedelta())


def exact_difference(
    start: datetime.datetime, end: datetime.datetime
) -> tuple[int, ...]:
    """Years, months, days, hours and minutes from one time to another, and the days
    on the calendar; all negative when the other is before it.

    Months are unit_count on the clock of a zone that both share, else in UTC.
    """
    if as_utc(start) > as_utc(end):
        return tuple(-number for number in exact_difference(end, start))
    dates = (end.date() - start.date()).days
    zones = [getattr(each.tzinfo, "name", None) for each in (start, end)]
    if zones[0] != zones[1] or dates == 0:
        start, end = as_utc(start), as_utc(end)
    first, last = start.replace(tzinfo=None), end.replace(tzinfo=None)
    clock = last - datetime.datetime.combine(last.date(), first.time())
    days = last.day - first.day - (1 if clock.days < 0 else 0)
    months = 12 * (last.year - first.year) + last.month - first.month
    if days < 0:
        months, days = borrowed_month(months, days, first.day, last)
    minutes = clock.seconds // 60
    return (*divmod(months, 12), days, *divmod(minutes, 60), dates)


def borrowed_month(
    months: int, days: int, first_day: int, last: datetime.datetime
) -> tuple[int, int]:
    """Months and days with a month less, for days that are below zero."""
    before = last.replace(day=1) - datetime.timedelta(days=1)
    size = calendar.monthrange(before.year, before.month)[1]
    longer = calendar.monthrange(last.year, last.month)[1] - size
    if days == longer:
        return months, 0
    if days < longer and size < first_day:
        return months - 1, days + first_day
    return months - 1, days + size


def told_difference(interval: Interval, now: bool, absolute: bool) -> str:
    """For example "2 days ago", "in 1 hour", "3 weeks after"."""
    text = rounded_text(interval)
    if absolute:
        return text
    if now:
        return f"in {text}" if interval.invert else f"{text} ago"
    return f"{text} after" if interval.invert else f"{text} before"


def rounded_text(interval: Interval) -> str:
    """The largest unit of an interval, rounded as pendulum does it."""
    days = interval.weeks * 7 + interval.remaining_days
    if interval.years == 0 and interval.months == 11 and days > 15:
        return "1 year"
    rounding = {
        "year": interval.months > 6,
        "month": days >= 27,
        "week": interval.remaining_days > 3,
        "day": interval.hours >= 22,
    }
    for unit, count in interval.counts().items():
        if count > 0 and (unit != "second" or count > 10):
            return unit_count(count + rounding.get(unit, False), unit)
    return "a few seconds"
