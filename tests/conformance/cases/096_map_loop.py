"""Children loop on their own."""
import prefect
from prefect import task, Flow
from prefect.engine.signals import LOOP

@task
def count_to(n):
    i = prefect.context.get("task_loop_count", 1)
    acc = prefect.context.get("task_loop_result", [])
    if i < n:
        raise LOOP(result=acc + [i])
    return acc + [i]

@task
def total(xs):
    return [sum(x) for x in xs]

with Flow("map-loop") as flow:
    total(count_to.map([1, 3, 2]))
