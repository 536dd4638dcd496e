from prefect import Flow, task

import config
from times import weekdays


@task
def work():
    return "worked"


with Flow("weekdays") as flow:
    work()

flow.schedule = weekdays
flow.executor = config.EXECUTOR
