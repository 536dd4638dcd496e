from prefect import Flow, Parameter, task


@task
def inc(x, y=1):
    return x + y


from prefect.schedules import CronSchedule, IntervalSchedule
from prefect.schedules.clocks import CronClock

with Flow("schedules", schedule=CronSchedule("* * * * *")) as flow:
    inc(1)

flow.schedule = CronClock("* * * * *")
flow.result = None
flow.state_handlers = [print]
flow.set_reference_tasks([])
