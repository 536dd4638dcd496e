"""RETRY raised by one mapped child with a start time; the reduce waits for it."""
import datetime
import prefect
from prefect import task, Flow
from prefect.engine.signals import RETRY
EVENTS = []
EVENTS_ANY_ORDER = True

@task
def poll(x):
    n = prefect.context.task_run_count
    EVENTS.append([x, n])
    if n < x:
        raise RETRY("not ready", start_time=datetime.datetime.now(datetime.timezone.utc))
    return n

@task
def total(xs):
    return sum(xs)

with Flow("retry-map") as flow:
    total(poll.map([1, 3, 2]))
