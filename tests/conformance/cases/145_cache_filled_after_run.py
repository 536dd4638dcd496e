"""The cache is filled after the run: two calls in one run both execute, the second run hits."""
import datetime
from prefect import task, Flow
RUNS = 2
EVENTS = []

@task(cache_for=datetime.timedelta(hours=1), cache_key="shared")
def costly(x):
    EVENTS.append(x)
    return x

with Flow("cache-one-run") as flow:
    a = costly(1)
    costly(1, upstream_tasks=[a])
