"""LOOP without a result: task_loop_result is a string; a loop that fails for good; handlers in a loop."""
import prefect
from prefect import task, Flow
from prefect.engine.signals import LOOP
EVENTS = []

def log(t, old, new):
    EVENTS.append(f"{type(old).__name__}->{type(new).__name__}")

@task(state_handlers=[log])
def loop():
    n = prefect.context.get("task_loop_count", 1)
    if n < 3:
        raise LOOP(f"round {n}")
    return prefect.context.get("task_loop_result")

@task
def fails(x):
    if prefect.context.get("task_loop_count", 1) == 2:
        raise ValueError("second round")
    raise LOOP(result=1)

with Flow("loop-default") as flow:
    fails(loop())
