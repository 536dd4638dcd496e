"""Moments and wall times: what schedules know of time zones and their changes."""

import datetime
from typing import Optional

ONE_DAY = datetime.timedelta(days=1)
ONE_MINUTE = datetime.timedelta(minutes=1)


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


def wall_time(
    moment: datetime.datetime, zone: Optional[datetime.tzinfo] = None
) -> datetime.datetime:
    """What the clocks show at a moment, in its own or another zone, as a naive time."""
    there = moment if zone is None else moment.astimezone(zone)
    return there.replace(tzinfo=None, fold=0)


def possible_moments(
    wall: datetime.datetime, zone: Optional[datetime.tzinfo]
) -> list[datetime.datetime]:
    """What a naive wall time can mean in a zone, by its offsets a day before and after.

    Zones change at most once in between. Nothing is asked about the wall time itself:
    kinds of time zones differ in what they say of one that doesn't exist.
    """
    in_utc = wall.replace(tzinfo=datetime.timezone.utc)
    around = [(in_utc + side * ONE_DAY).astimezone(zone) for side in (-1, 1)]
    offsets = {moment.utcoffset() or datetime.timedelta(0) for moment in around}
    return [moment.astimezone(zone) for moment in sorted(in_utc - o for o in offsets)]


def at_wall_time(
    wall: datetime.datetime, zone: Optional[datetime.tzinfo]
) -> datetime.datetime:
    """A naive wall time in a zone: the later of two, moved on if there is none."""
    possible = possible_moments(wall, zone)
    real = [moment for moment in possible if wall_time(moment) == wall]
    return (real or possible)[-1]


def at_first_wall_time(
    wall: datetime.datetime, zone: Optional[datetime.tzinfo]
) -> Optional[datetime.datetime]:
    """A naive wall time in a zone: the first of two, None if there is none."""
    possible = possible_moments(wall, zone)
    return next((moment for moment in possible if wall_time(moment) == wall), None)


def after_the_gap(
    wall: datetime.datetime, zone: Optional[datetime.tzinfo]
) -> datetime.datetime:
    """The moment for a wall time that the clocks leave out: their next full minute."""
    moment = None
    while moment is None:
        wall += ONE_MINUTE
        moment = at_first_wall_time(wall, zone)
    return moment


def looks_the_same(one: datetime.datetime, other: datetime.datetime) -> bool:
    """Whether two moments are one, or the same wall time of the same zone."""
    if str(one.tzinfo) == str(other.tzinfo):
        return wall_time(one) == wall_time(other)
    return instant(one) == instant(other)
