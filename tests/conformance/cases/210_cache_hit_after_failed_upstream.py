"""A cache hit skips run, but the trigger is still checked: a failed upstream gives TriggerFailed."""
import datetime
from prefect import task, Flow
RUNS = 2
EVENTS = []
runs = iter([1, 2])

@task
def gate():
    if next(runs) == 2:
        raise ValueError("second run")

@task(cache_for=datetime.timedelta(hours=1))
def costly():
    EVENTS.append("costly")
    return 5

with Flow("cache-trigger") as flow:
    costly(upstream_tasks=[gate()])
