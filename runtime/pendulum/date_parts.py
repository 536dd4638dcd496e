"""What pendulum's dates and times have in common: parts, modifiers, texts."""

import calendar
import datetime
from typing import Any, ClassVar, Optional

from .date_formats import DAY_NAMES, formatted

MODIFIED_UNITS = ("day", "week", "month", "year", "decade", "century")


class DateParts:
    """The base of Date and DateTime; `_clock` has the fields of the end of a day."""

    _clock: ClassVar[dict[str, int]] = {}

    @property
    def day_of_week(self: Any) -> Any:
        """From Monday, 0."""
        return self.weekday()

    @property
    def day_of_year(self: Any) -> Any:
        return self.timetuple().tm_yday

    @property
    def week_of_year(self: Any) -> Any:
        return self.isocalendar()[1]

    @property
    def week_of_month(self: Any) -> Any:
        first = datetime.date(self.year, self.month, 1)
        return (self.day + first.weekday() + 6) // 7

    @property
    def days_in_month(self: Any) -> Any:
        return calendar.monthrange(self.year, self.month)[1]

    @property
    def quarter(self: Any) -> Any:
        return (self.month + 2) // 3

    def is_leap_year(self: Any) -> bool:
        return calendar.isleap(self.year)

    def is_long_year(self: Any) -> bool:
        """Whether the year has 53 weeks."""
        return datetime.date(self.year, 12, 28).isocalendar()[1] == 53

    # Texts

    def format(self, fmt: str, locale: Optional[str] = None) -> str:
        """A text by pendulum's tokens, such as YYYY-MM-DD HH:mm:ss."""
        return formatted(self, fmt, locale)

    def to_date_string(self) -> str:
        return formatted(self, "YYYY-MM-DD")

    def to_formatted_date_string(self) -> str:
        return formatted(self, "MMM DD, YYYY")

    def __format__(self: Any, layout: str) -> Any:
        if not layout:
            return str(self)
        return self.strftime(layout) if "%" in layout else formatted(self, layout)

    # Modifiers

    def start_of(self, unit: str) -> Any:
        """The first moment of the second, minute, hour, day... century."""
        return self._edge(unit, dict.fromkeys(self._clock, 0), "start")

    def end_of(self, unit: str) -> Any:
        """The last moment of the second, minute, hour, day... century."""
        return self._edge(unit, self._clock, "end")

    def _edge(self: Any, unit: str, clock: dict[str, int], side: str) -> Any:
        fields = list(clock)
        if unit in fields[:-1]:
            later = fields[fields.index(unit) + 1 :]
            return self.set(**{name: clock[name] for name in later})
        if unit not in MODIFIED_UNITS:
            raise ValueError(f'Invalid unit "{unit}" for {side}_of()')
        found = dates_of_unit(self, unit)[side == "end"]
        return self.set(found.year, found.month, found.day, **clock)

    def next(self: Any, day_of_week: Any = None, keep_time: bool = False) -> Any:
        """The next such weekday (Monday is 0), or the next one like this."""
        return self._stepped(day_of_week, keep_time, 1)

    def previous(self: Any, day_of_week: Any = None, keep_time: bool = False) -> Any:
        """The last such weekday (Monday is 0) before, or the last one like this."""
        return self._stepped(day_of_week, keep_time, -1)

    def _stepped(self: Any, wanted: Any, keep_time: bool, step: int) -> Any:
        wanted = self.weekday() if wanted is None else wanted
        if not 0 <= wanted <= 6:
            raise ValueError("Invalid day of week")
        days = (step * (wanted - self.weekday()) - 1) % 7 + 1
        base = self if keep_time else self.start_of("day")
        return base.add(days=step * days)

    def first_of(self: Any, unit: str, day_of_week: Any = None) -> Any:
        """The first day, or the first such weekday, of the month, quarter or year."""
        first, _ = self._bounds(unit)
        away = 0 if day_of_week is None else (day_of_week - first.weekday()) % 7
        return self._on(first + datetime.timedelta(days=away))

    def last_of(self: Any, unit: str, day_of_week: Any = None) -> Any:
        """The last day, or the last such weekday, of the month, quarter or year."""
        _, last = self._bounds(unit)
        away = 0 if day_of_week is None else (last.weekday() - day_of_week) % 7
        return self._on(last - datetime.timedelta(days=away))

    def nth_of(self: Any, unit: str, nth: int, day_of_week: Any) -> Any:
        """The nth such weekday of the month, quarter or year; ValueError if none."""
        first, last = self._bounds(unit)
        away = (day_of_week - first.weekday()) % 7 + 7 * (nth - 1)
        found = first + datetime.timedelta(days=away)
        if found > last:
            day = DAY_NAMES[day_of_week]
            text = f"Unable to find occurrence {nth} of {day} in {unit}"
            raise ValueError(text)
        return self._on(found)

    def _bounds(self, unit: str) -> tuple[datetime.date, datetime.date]:
        if unit not in ("month", "quarter", "year"):
            raise ValueError(f'Invalid unit "{unit}" for first_of()')
        return dates_of_unit(self, unit)

    def _on(self: Any, found: datetime.date) -> Any:
        start = dict.fromkeys(self._clock, 0)
        return self.set(found.year, found.month, found.day, **start)


def dates_of_unit(moment: Any, unit: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of the unit that a date or time lies in."""
    year, month = moment.year, moment.month
    today = datetime.date(year, month, moment.day)
    if unit == "day":
        return today, today
    if unit == "week":
        monday = today - datetime.timedelta(days=today.weekday())
        return monday, monday + datetime.timedelta(days=6)
    if unit in ("month", "quarter"):
        months = 1 if unit == "month" else 3
        first_month = month - (month - 1) % months
        last_month = first_month + months - 1
        days = calendar.monthrange(year, last_month)[1]
        return datetime.date(year, first_month, 1), datetime.date(
            year, last_month, days
        )
    offset, years = {"year": (0, 1), "decade": (0, 10), "century": (1, 100)}[unit]
    first_year = year - (year - offset) % years
    last_year = first_year + years - 1
    return datetime.date(first_year, 1, 1), datetime.date(last_year, 12, 31)
