"""RETRY retries without limit, whatever max_retries."""
import prefect
from prefect import task, Flow
from prefect.engine.signals import RETRY
EVENTS = []

@task
def again():
    n = prefect.context.task_run_count
    EVENTS.append(n)
    if n < 5:
        raise RETRY("not yet")
    return n

@task
def after(x):
    return x

with Flow("retry-signal") as flow:
    after(again())
