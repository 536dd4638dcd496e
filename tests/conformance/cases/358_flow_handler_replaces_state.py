"""A flow state handler that returns another state; flow on_failure sees the replaced one or not at all."""
from prefect import task, Flow
from prefect.engine.state import Success
EVENTS = []

def forgive(f, old, new):
    EVENTS.append(f"{type(old).__name__}->{type(new).__name__}")
    if new.is_failed():
        return Success("forgiven", result=new.result)

def hook(f, state):
    EVENTS.append("on_failure")

@task
def bad():
    raise ValueError("v")

with Flow("flow-handler-state", state_handlers=[forgive], on_failure=hook) as flow:
    bad()
