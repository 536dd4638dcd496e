"""Handlers of a mapped, looping task with retries: the transitions of each child."""
import datetime
import prefect
from prefect import task, Flow
from prefect.engine.signals import LOOP
EVENTS = []
EVENTS_ANY_ORDER = True

def log(t, old, new):
    EVENTS.append(f"{prefect.context.get('map_index')} {type(old).__name__}->{type(new).__name__}")

@task(max_retries=1, retry_delay=datetime.timedelta(0), state_handlers=[log])
def f(n):
    i = prefect.context.get("task_loop_count", 1)
    if i == n and prefect.context.task_run_count == 1:
        raise ValueError("once")
    if i < n:
        raise LOOP(result=i)
    return i

with Flow("map-handlers-loops") as flow:
    f.map([1, 2])
