"""A reduce with retries and a mapped task over its result."""
import datetime
import prefect
from prefect import task, Flow
EVENTS = []

@task
def inc(x):
    EVENTS.append("inc")
    return x + 1

@task(max_retries=2, retry_delay=datetime.timedelta(0))
def gather(xs):
    EVENTS.append("gather")
    if prefect.context.task_run_count < 3:
        raise ValueError("not yet")
    return [x * 2 for x in xs]

with Flow("reduce-retries") as flow:
    inc.map(gather(inc.map([1, 2])))
