from datetime import datetime, timedelta, timezone

from prefect.schedules import IntervalSchedule, Schedule
from prefect.schedules.clocks import IntervalClock

START = datetime(2094, 5, 1, 6, tzinfo=timezone.utc)
MORNING = IntervalSchedule(start_date=START, interval=timedelta(days=1))
EVENING = Schedule(
    clocks=[
        IntervalClock(
            start_date=START + timedelta(hours=12),
            interval=timedelta(days=2),
            parameter_defaults={"time": "evening"},
        )
    ]
)
