"""A task's handler sees each transition once, retries included; a trigger failure is one transition."""
import datetime
import prefect
from prefect import task, Flow
EVENTS = []

def handler(t, old, new):
    EVENTS.append(f"{t.name}: {type(old).__name__}->{type(new).__name__}")

@task(max_retries=1, retry_delay=datetime.timedelta(0), state_handlers=[handler])
def flaky():
    if prefect.context.task_run_count == 1:
        raise ValueError("once")
    return 1

@task(state_handlers=[handler])
def bad(x):
    raise ValueError("v")

@task(state_handlers=[handler])
def never(x):
    return x

with Flow("handlers") as flow:
    never(bad(flaky()))
