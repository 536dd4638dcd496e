from datetime import datetime, timedelta
from prefect import Flow, task
from prefect.schedules.schedules import IntervalSchedule


@task
def tick():
    return "tick"


with Flow("off", schedule=IntervalSchedule(datetime(2020, 1, 1), timedelta(1))) as flow:
    tick()

if __name__ == "__main__":
    flow.run(run_on_schedule=False)
