"""LOOP: task_loop_count, task_loop_result; the result of the last iteration goes on."""
import prefect
from prefect import task, Flow
from prefect.engine.signals import LOOP
EVENTS = []

@task
def fact(n):
    i = prefect.context.get("task_loop_count", 1)
    acc = prefect.context.get("task_loop_result", 1)
    EVENTS.append([i, acc])
    acc *= i
    if i < n:
        raise LOOP(f"iteration {i}", result=acc)
    return acc

@task
def after(x):
    return x + 1

with Flow("loop") as flow:
    after(fact(5))
