"""on_failure of a mapped task with retries: once per failed attempt and child."""
import datetime
import prefect
from prefect import task, Flow
EVENTS = []
EVENTS_ANY_ORDER = True

def hook(t, state):
    EVENTS.append([t.name, prefect.context.map_index, prefect.context.task_run_count, type(state).__name__])

@task(on_failure=hook, max_retries=1, retry_delay=datetime.timedelta(0))
def f(x):
    if x == 0 or (x == 1 and prefect.context.task_run_count == 1):
        raise ValueError(x)
    return x

@task(on_failure=hook)
def g(x):
    return x

with Flow("on-failure-map") as flow:
    g.map(f.map([0, 1, 2]))
