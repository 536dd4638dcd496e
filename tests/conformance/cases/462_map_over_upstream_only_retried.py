"""Children that have nothing but upstream tasks are tried again one by one."""
import os
from datetime import timedelta
from prefect import Flow, task, unmapped

TRIED = os.path.join(os.environ["CASE_TMP"], "tried")

@task
def places():
    os.makedirs(TRIED, exist_ok=True)
    return ["a", "b", "c"]

@task(max_retries=3, retry_delay=timedelta(0))
def third_time(name="none"):
    with open(os.path.join(TRIED, name), "a") as stream:
        stream.write(".")
    size = os.path.getsize(os.path.join(TRIED, name))
    if size < 3:
        raise ValueError(f"{name}: {size}")
    return size

@task
def late(x):
    if x == 2:
        raise ValueError(x)
    return x

with Flow("map-over-upstream-only-retried") as flow:
    p = places()
    one = third_time.map(upstream_tasks=[late.map([1], upstream_tasks=[p])])
    third_time.map(unmapped("other"), upstream_tasks=[late.map([2, 1]), unmapped(one)])
