"""A handler that turns Success into Failed once: the task is retried."""
import datetime
import prefect
from prefect import task, Flow
from prefect.engine.state import Failed
EVENTS = []

def check(t, old, new):
    EVENTS.append(f"{type(old).__name__}->{type(new).__name__}")
    if new.is_successful() and prefect.context.task_run_count == 1:
        return Failed("too early", result=new.result)

@task(max_retries=2, retry_delay=datetime.timedelta(0), state_handlers=[check])
def f():
    return prefect.context.task_run_count

with Flow("handler-fails") as flow:
    f()
