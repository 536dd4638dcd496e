"""Handlers in a row: each sees the state the one before returned; one answers Retrying with Failed."""
import datetime
from prefect import task, Flow
from prefect.engine.state import Failed
EVENTS = []

def no_retry(t, old, new):
    if new.is_retrying():
        return Failed("retry refused", result="no")

def wrap(t, old, new):
    if new.is_successful():
        new.result = [new.result]
        return new

def log(t, old, new):
    EVENTS.append(f"{t.name} {type(new).__name__} {new.result!r}")

@task(max_retries=3, retry_delay=datetime.timedelta(0), state_handlers=[no_retry, log])
def bad():
    raise ValueError("v")

@task(state_handlers=[wrap, wrap, log])
def ok(x):
    return 1

with Flow("handler-row") as flow:
    ok(1)
    bad()
EVENTS_ANY_ORDER = True
