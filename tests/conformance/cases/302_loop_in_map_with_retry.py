"""Mapped children that loop and are retried within an iteration."""
import datetime
import prefect
from prefect import task, Flow
from prefect.engine.signals import LOOP
EVENTS = []
EVENTS_ANY_ORDER = True

@task(max_retries=1, retry_delay=datetime.timedelta(0))
def pages(n):
    c = prefect.context
    i = c.get("task_loop_count", 1)
    got = c.get("task_loop_result", [])
    EVENTS.append([n, i, c.task_run_count])
    if i == 2 and c.task_run_count == 1:
        raise ConnectionError("once")
    if i < n:
        raise LOOP(f"page {i}", result=got + [i])
    return got + [i]

@task
def count(p):
    return len(p)

with Flow("loop-map-retry") as flow:
    count.map(pages.map([1, 2, 3]))
