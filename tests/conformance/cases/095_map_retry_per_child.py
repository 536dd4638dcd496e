"""Children have their own retries; the others are not rerun."""
import datetime
import prefect
from prefect import task, Flow
EVENTS = []
EVENTS_ANY_ORDER = True

@task(max_retries=2, retry_delay=datetime.timedelta(0))
def flaky(x):
    n = prefect.context.task_run_count
    EVENTS.append([x, n])
    if x == 2 and n == 1 or x == 3:
        raise ValueError(f"{x} attempt {n}")
    return (x, n)

@task
def after(p):
    return p

with Flow("map-retry") as flow:
    after.map(flaky.map([1, 2, 3]))
