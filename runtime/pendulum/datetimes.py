"""Moments in time as pendulum has them, where pendulum is not installed."""

import calendar
import datetime
from typing import Any, ClassVar, Optional

from .date_formats import formatted
from .date_parts import DateParts
from .dates import Date, shifted
from .intervals import Interval, told_difference
from .time_zones import FixedTimezone, Timezone, plain_time, zone_of

LAYOUTS = {
    "to_time_string": "HH:mm:ss",
    "to_datetime_string": "YYYY-MM-DD HH:mm:ss",
    "to_day_datetime_string": "ddd, MMM D, YYYY h:mm A",
    "to_atom_string": "YYYY-MM-DDTHH:mm:ssZ",
    "to_cookie_string": "dddd, DD-MMM-YYYY HH:mm:ss zz",
    "to_rfc822_string": "ddd, DD MMM YY HH:mm:ss ZZ",
    "to_rfc850_string": "dddd, DD-MMM-YY HH:mm:ss zz",
    "to_rfc1036_string": "ddd, DD MMM YY HH:mm:ss ZZ",
    "to_rfc1123_string": "ddd, DD MMM YYYY HH:mm:ss ZZ",
    "to_rfc2822_string": "ddd, DD MMM YYYY HH:mm:ss ZZ",
    "to_rss_string": "ddd, DD MMM YYYY HH:mm:ss ZZ",
    "to_w3c_string": "YYYY-MM-DDTHH:mm:ssZ",
}
MOMENT_FIELDS = ("year", "month", "day", "hour", "minute", "second", "microsecond")


class DateTime(DateParts, datetime.datetime):
    """A datetime with what is mostly used of pendulum's DateTime."""

    _clock: ClassVar[dict[str, int]] = {
        "hour": 23,
        "minute": 59,
        "second": 59,
        "microsecond": 999999,
    }

    @classmethod
    def create(cls, *fields: int, tz: Any = "UTC", fold: int = 1) -> Any:
        """A moment from year, month, day...; a time that a zone skips is moved."""
        moment = datetime.datetime(*fields, fold=fold)  # type: ignore[arg-type]
        return datetime_of(moment if tz is None else zone_of(tz).convert(moment))

    @classmethod
    def instance(cls, moment: datetime.datetime, tz: Any = "UTC") -> Any:
        """A datetime as a DateTime; one without a zone is in `tz`."""
        zone = zone_of(moment.tzinfo or tz, moment) if moment.tzinfo or tz else None
        return cls.create(*fields_of(moment), tz=zone, fold=moment.fold)

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        return datetime_of(datetime.datetime.now(zone_of(tz)))

    @classmethod
    def utcnow(cls) -> Any:
        return cls.now("UTC")

    today = now

    def __getattr__(self, name: str) -> Any:
        if name in LAYOUTS:
            return lambda: formatted(self, LAYOUTS[name])
        raise AttributeError(f"'DateTime' object has no attribute {name!r}")

    # Parts

    @property
    def timezone(self) -> Any:
        known = isinstance(self.tzinfo, (Timezone, FixedTimezone))
        return self.tzinfo if known else None

    tz = timezone

    @property
    def timezone_name(self) -> Any:
        return self.timezone and self.timezone.name

    @property
    def offset(self) -> Optional[int]:
        """Seconds before UTC."""
        away = self.utcoffset()
        return None if away is None else round(away.total_seconds())

    @property
    def offset_hours(self) -> Optional[float]:
        return None if self.offset is None else self.offset / 3600

    @property
    def int_timestamp(self) -> int:
        return int(calendar.timegm(self.utctimetuple()))

    @property
    def float_timestamp(self) -> float:
        return self.timestamp()

    @property
    def age(self) -> int:
        """Full years until today."""
        return int(self.date().diff(DateTime.now(self.tz), False).in_years())

    def is_utc(self) -> bool:
        return self.offset == 0

    def is_dst(self) -> bool:
        return bool(self.dst())

    def is_past(self) -> bool:
        return bool(self < DateTime.now("UTC"))

    def is_future(self) -> bool:
        return bool(self > DateTime.now("UTC"))

    def is_same_day(self, other: datetime.datetime) -> bool:
        return bool(self.date() == DateTime.instance(other).date())

    def date(self) -> Date:
        return Date(self.year, self.month, self.day)

    # Other moments

    def set(
        self,
        year: Optional[int] = None,
        month: Optional[int] = None,
        day: Optional[int] = None,
        tz: Any = None,
        **clock: Optional[int],
    ) -> Any:
        """A moment with some of year, month, day, hour... microsecond other."""
        given = {"year": year, "month": month, "day": day, **clock}
        fields = dict(zip(MOMENT_FIELDS, fields_of(self)))
        fields.update({name: n for name, n in given.items() if n is not None})
        zone = self.tz if tz is None else tz
        return DateTime.create(*fields.values(), tz=zone, fold=self.fold)

    def on(self, year: int, month: int, day: int) -> Any:
        return self.set(int(year), int(month), int(day))

    def at(self, *clock: int) -> Any:
        """The same day at hour, minute, second, microsecond."""
        times = dict.fromkeys(self._clock, 0)
        return self.set(**{**times, **dict(zip(times, clock))})

    def replace(self, *given: Any, **fields: Any) -> Any:
        zoned = plain_time(self).replace(*given, **fields)
        return DateTime.instance(zoned, tz=None)

    def naive(self) -> Any:
        return datetime_of(plain_time(self).replace(tzinfo=None, fold=0))

    def in_timezone(self, tz: Any) -> Any:
        """The same instant in another zone: a name, or hours before UTC."""
        plain = plain_time(self)
        return datetime_of(
            zone_of(tz).convert(plain if self.timezone else plain.replace(fold=1))
        )

    in_tz = in_timezone

    def astimezone(self, tz: Optional[datetime.tzinfo] = None) -> Any:
        return datetime_of(plain_time(self).astimezone(tz))

    def add(self, **amounts: Any) -> Any:
        """The moment so many years, months, weeks, days, hours... microseconds later.

        Days and more count on the clock, hours and less in true time.
        """
        days = any(amounts.get(unit) for unit in ("years", "months", "weeks", "days"))
        moment, zone = plain_time(self).replace(tzinfo=None, fold=0), self.tz
        if days or zone is None:
            moved = shifted(moment, **amounts)
            return DateTime.create(*fields_of(moved), tz=zone)
        moved = shifted(moment - (self.utcoffset() or datetime.timedelta()), **amounts)
        return datetime_of(zone.convert(moved.replace(tzinfo=datetime.timezone.utc)))

    def subtract(self, **amounts: Any) -> Any:
        """The moment so many years, months... microseconds earlier."""
        return self.add(**{unit: -number for unit, number in amounts.items()})

    def closest(self, *others: datetime.datetime) -> Any:
        return min(map(DateTime.instance, others), key=self.diff)

    def farthest(self, *others: datetime.datetime) -> Any:
        return max(map(DateTime.instance, others), key=self.diff)

    # Differences

    def diff(self, other: Optional[datetime.datetime] = None, abs: bool = True) -> Any:
        """The interval to another moment, or to now."""
        end = DateTime.now(self.tz) if other is None else datetime_of(other)
        return Interval(self, end, absolute=abs)

    def diff_for_humans(
        self, other: Any = None, absolute: bool = False, locale: Optional[str] = None
    ) -> str:
        """For example "2 days ago", or with `other` "2 days before"."""
        return told_difference(self.diff(other), other is None, absolute)

    def __add__(self, other: Any) -> Any:
        if not isinstance(other, datetime.timedelta):
            return NotImplemented
        if isinstance(other, Interval):
            units = {f"{unit}s": n for unit, n in other.counts().items()}
            return self.add(**units, microseconds=other.microseconds)
        return self.add(seconds=other.total_seconds())

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        if isinstance(other, Interval):
            months = {"years": -other.years, "months": -other.months}
            return self.add(**months, seconds=-other.total_seconds())
        if isinstance(other, datetime.timedelta):
            return self.add(seconds=-other.total_seconds())
        if not isinstance(other, datetime.datetime):
            return NotImplemented
        return datetime_of(other).diff(self, False)

    def __rsub__(self, other: datetime.datetime) -> Any:
        return self.diff(other, False)

    # Texts

    def to_iso8601_string(self) -> str:
        text = self.isoformat()
        return text.replace("+00:00", "Z") if self.timezone_name == "UTC" else text

    def to_rfc3339_string(self) -> str:
        return self.isoformat()

    def __str__(self) -> str:
        return self.isoformat(" ")

    def __repr__(self) -> str:
        fields = fields_of(self)[: 7 if self.microsecond else 6]
        zone = "" if self.tzinfo is None else f", tzinfo={self.tzinfo!r}"
        return f"DateTime({', '.join(map(str, fields))}{zone})"


def datetime_of(moment: datetime.datetime) -> Any:
    """A datetime as a DateTime, its fields and zone as they are."""
    clock = fields_of(moment)
    return DateTime(*clock, tzinfo=moment.tzinfo, fold=moment.fold)  # type: ignore


def fields_of(moment: datetime.datetime) -> tuple[int, ...]:
    """Year, month... microsecond."""
    return tuple(getattr(moment, name) for name in MOMENT_FIELDS)
