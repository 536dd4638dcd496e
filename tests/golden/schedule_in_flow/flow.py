import datetime

from prefect import Flow, task
from prefect.schedules import IntervalSchedule

EVERY = datetime.timedelta(hours=1)
START = datetime.datetime(2021, 1, 1, tzinfo=datetime.timezone.utc)

hourly = IntervalSchedule(start_date=START, interval=EVERY)


@task
def tick():
    return "tick"


with Flow("hourly", hourly) as flow:
    tick()
