from datetime import timedelta

from prefect import Flow, task
from prefect.schedules import CronSchedule, IntervalSchedule, Schedule
from prefect.schedules.clocks import CronClock, IntervalClock

HOURS = 0
NIGHTLY = "61 25 * * *"


@task
def one():
    return 1


clocks = Schedule(clocks=[CronClock("0 0 * *"), IntervalClock(timedelta(minutes=-1))])
number = IntervalSchedule(interval=60)
with Flow("nightly", schedule=CronSchedule(NIGHTLY)) as flow:
    one()

flow.schedule = IntervalSchedule(interval=timedelta(hours=HOURS))
