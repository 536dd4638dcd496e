"""Time zones as pendulum has them: named ones, and fixed offsets from UTC."""

import datetime
import os
import zoneinfo
from typing import Any, Optional

known_zones: dict[Any, Any] = {}


class Timezone(datetime.tzinfo):
    """A zone of the time zone database by its name; "UTC" needs no database.

    A process has one object for each, so that times in one zone compare on its clock.
    """

    def __new__(cls, key: str) -> Any:
        return known_zones.setdefault((cls, key), super().__new__(cls))

    def __init__(self, key: str) -> None:
        self.key = key
        utc = key == "UTC"
        try:
            self._rules: Any = datetime.timezone.utc if utc else zoneinfo.ZoneInfo(key)
        except (zoneinfo.ZoneInfoNotFoundError, OSError):
            raise ValueError(f'Invalid timezone "{key}"') from None

    @property
    def name(self) -> str:
        return self.key

    def utcoffset(self, moment: Optional[datetime.datetime]) -> Any:
        return self._rules.utcoffset(moment)

    def dst(self, moment: Optional[datetime.datetime]) -> Any:
        return datetime.timedelta() if self.key == "UTC" else self._rules.dst(moment)

    def tzname(self, moment: Optional[datetime.datetime]) -> Any:
        return self._rules.tzname(moment)

    def fromutc(self, moment: datetime.datetime) -> datetime.datetime:
        found = self._rules.fromutc(plain_time(moment).replace(tzinfo=self._rules))
        return plain_time(found).replace(tzinfo=self)

    def convert(self, moment: datetime.datetime) -> datetime.datetime:
        """The same instant in this zone; of a datetime without one, the time in it.

        A time that the clocks skip becomes the one after, or with `fold=0` before it.
        """
        if moment.tzinfo is not None:
            return moment.astimezone(self)
        before = self.utcoffset(moment.replace(fold=0))
        after = self.utcoffset(moment.replace(fold=1))
        if after > before:
            moment += (after - before) if moment.fold else (before - after)
        return moment.replace(tzinfo=self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Timezone) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def __repr__(self) -> str:
        return f"Timezone('{self.key}')"

    def __reduce__(self) -> Any:
        return Timezone, (self.key,)


class FixedTimezone(datetime.tzinfo):
    """A fixed offset from UTC, in seconds."""

    def __init__(self, offset: int, name: Optional[str] = None) -> None:
        hours, minutes = divmod(abs(int(offset / 60)), 60)
        sign = "-" if offset < 0 else "+"
        self.offset = offset
        self.name = name or f"{sign}{hours:02d}:{minutes:02d}"

    def utcoffset(self, moment: Optional[datetime.datetime]) -> datetime.timedelta:
        return datetime.timedelta(seconds=self.offset)

    def dst(self, moment: Optional[datetime.datetime]) -> datetime.timedelta:
        return datetime.timedelta()

    def tzname(self, moment: Optional[datetime.datetime]) -> str:
        return self.name

    def fromutc(self, moment: datetime.datetime) -> datetime.datetime:
        return plain_time(moment) + datetime.timedelta(seconds=self.offset)

    def convert(self, moment: datetime.datetime) -> datetime.datetime:
        """The same instant in this zone; of a datetime without one, the time in it."""
        if moment.tzinfo is not None:
            return moment.astimezone(self)
        return moment.replace(tzinfo=self, fold=0)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FixedTimezone) and self.offset == other.offset

    def __hash__(self) -> int:
        return hash(self.offset)

    def __repr__(self) -> str:
        return f'FixedTimezone({self.offset}, name="{self.name}")'

    def __reduce__(self) -> Any:
        return FixedTimezone, (self.offset, self.name)


def plain_time(moment: datetime.datetime) -> datetime.datetime:
    """A datetime of the standard library's own class, with the same fields."""
    clock = datetime.datetime.timetz(moment)
    day = datetime.date(moment.year, moment.month, moment.day)
    return datetime.datetime.combine(day, clock)


def zone_of(given: Any, moment: Optional[datetime.datetime] = None) -> Any:
    """The zone that a name, an offset in hours, or another library's zone means."""
    if isinstance(given, (Timezone, FixedTimezone)):
        return given
    if given is None or given == "local":
        return local_zone()
    if isinstance(given, (int, float)):
        return FixedTimezone(int(given * 3600))
    key = getattr(given, "key", None) or getattr(given, "zone", None)
    if isinstance(given, datetime.tzinfo) and key is None:
        if given.tzname(None) == "UTC":
            return Timezone("UTC")
        offset = given.utcoffset(moment) or datetime.timedelta()
        return FixedTimezone(int(offset.total_seconds()))
    found: str = key or given
    return Timezone("UTC" if found.lower() == "utc" else found)


def local_zone() -> Any:
    """This machine's zone: that of TZ or /etc/localtime, else its offset of today."""
    linked = os.path.realpath("/etc/localtime").partition("/zoneinfo/")[2]
    for key in (os.environ.get("TZ", "").lstrip(":"), linked):
        if key:
            try:
                return Timezone(key)
            except ValueError:
                continue
    offset = datetime.datetime.now().astimezone().utcoffset() or datetime.timedelta()
    return FixedTimezone(int(offset.total_seconds()))
