import datetime
import prefect

from prefect import Flow, task


@task
def tick():
    return "tick"


flow = Flow("attribute")

with flow:
    tick()

start = datetime.datetime(2021, 1, 1)
flow.schedule = prefect.schedules.IntervalSchedule(
    start_date=start,  # a comment
    interval=datetime.timedelta(minutes=5),
    end_date=start.replace(year=2031),
)
flow.run()
