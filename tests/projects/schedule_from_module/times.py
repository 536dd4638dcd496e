"""When our flows run."""

from datetime import datetime, timedelta, timezone

from prefect.schedules import Schedule, filters
from prefect.schedules.clocks import DatesClock, IntervalClock

DAY = timedelta(days=1)


def first_day(year):
    return datetime(year, 1, 1, 4, tzinfo=timezone.utc)


def not_sunday(moment):
    return moment.weekday() != 6


weekdays = Schedule(
    clocks=[
        IntervalClock(DAY, start_date=first_day(2093)),
        DatesClock([first_day(2093) + DAY / 2]),
    ],
    filters=[filters.is_weekday, not_sunday],
)
