"""retry_on: an instance of the named exceptions (or subclasses) is retried, others fail at once."""
import datetime
import prefect
from prefect import task, Flow
EVENTS = []
EVENTS_ANY_ORDER = True
NOW = datetime.timedelta(0)

@task(max_retries=2, retry_delay=NOW, retry_on=LookupError)
def sub():
    EVENTS.append("sub")
    raise KeyError("subclass")

@task(max_retries=2, retry_delay=NOW, retry_on=[ValueError, OSError])
def other():
    EVENTS.append("other")
    raise KeyError("not listed")

@task(max_retries=2, retry_delay=NOW, retry_on=(ValueError,))
def first():
    EVENTS.append("first")
    if prefect.context.task_run_count == 1:
        raise ValueError("once")
    return prefect.context.task_run_count

with Flow("retry-on") as flow:
    sub(), other(), first()
