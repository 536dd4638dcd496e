"""A map source that is retried: the map waits; a mapped chain with retries in both levels."""
import datetime
import prefect
from prefect import task, Flow
NOW = datetime.timedelta(0)
EVENTS = []

@task(max_retries=1, retry_delay=NOW)
def source():
    EVENTS.append("source")
    if prefect.context.task_run_count == 1:
        raise OSError("once")
    return [1, 2]

@task(max_retries=1, retry_delay=NOW)
def a(x):
    if x == 2 and prefect.context.task_run_count == 1:
        raise OSError("a")
    return x * 10

@task(max_retries=2, retry_delay=NOW)
def b(x):
    if x == 10 and prefect.context.task_run_count < 3:
        raise OSError("b")
    return (x, prefect.context.task_run_count)

@task
def total(xs):
    return xs

with Flow("map-source-retries") as flow:
    total(b.map(a.map(source())))
