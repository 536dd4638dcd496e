"""timeout: TimedOut; an all_finished consumer gets the TaskTimeoutSignal."""
import time
from prefect import task, Flow
from prefect.triggers import all_finished

@task(timeout=1)
def slow():
    time.sleep(2)

@task
def after(x):
    return x

@task(trigger=all_finished)
def look(x):
    return type(x).__name__

with Flow("timeout") as flow:
    s = slow()
    after(s)
    look(s)
