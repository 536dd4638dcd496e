"""An all_finished reduce gets exceptions and TRIGGERFAIL objects in place."""
from prefect import task, Flow
from prefect.triggers import all_finished

@task
def inv(x):
    return 12 // x

@task
def inc(x):
    return x + 1

@task(trigger=all_finished)
def look(a, b):
    return [type(v).__name__ for v in a], [type(v).__name__ for v in b]

with Flow("reduce-all-finished") as flow:
    m = inv.map([1, 0, 2])
    look(m, inc.map(m))
