"""Dates as pendulum has them, and moving along the calendar."""

import calendar
import datetime
from typing import Any, Optional

from .date_parts import DateParts
from .intervals import Interval


class Date(DateParts, datetime.date):
    """A date with what pendulum's Date has."""

    def set(
        self,
        year: Optional[int] = None,
        month: Optional[int] = None,
        day: Optional[int] = None,
    ) -> Any:
        return Date(year or self.year, month or self.month, day or self.day)

    def add(self, **amounts: Any) -> Any:
        """The date so many years, months, weeks and days later."""
        found = shifted(datetime.datetime(self.year, self.month, self.day), **amounts)
        return Date(found.year, found.month, found.day)

    def subtract(self, **amounts: Any) -> Any:
        return self.add(**{unit: -number for unit, number in amounts.items()})

    def diff(self, other: Any = None, abs: bool = True) -> Any:
        """The interval to another date, or to today."""
        other = datetime.date.today() if other is None else other
        end = Date(other.year, other.month, other.day)
        return Interval(self, end, absolute=abs)

    def __add__(self, other: Any) -> Any:
        if not isinstance(other, datetime.timedelta):
            return NotImplemented
        return self.add(days=other.days)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        if isinstance(other, datetime.timedelta):
            return self.add(days=-other.days)
        if not isinstance(other, datetime.date):
            return NotImplemented
        return Date(other.year, other.month, other.day).diff(self, False)

    def __repr__(self) -> str:
        return f"Date({self.year}, {self.month}, {self.day})"


def shifted(
    moment: datetime.datetime, years: int = 0, months: int = 0, **amounts: float
) -> datetime.datetime:
    """A datetime without a zone so much later; a day that a month lacks is its last."""
    count = 12 * (moment.year + years) + moment.month - 1 + months
    year, month = count // 12, count % 12 + 1
    day = min(moment.day, calendar.monthrange(year, month)[1]) if year > 0 else 1
    found = moment.replace(year, month, day)
    return found + datetime.timedelta(**amounts)
