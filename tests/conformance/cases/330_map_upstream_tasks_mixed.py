"""map with upstream_tasks: a mapped task child by child, an unmapped one as a whole."""
from prefect import task, Flow, unmapped

@task
def inv(x):
    return 12 // x

@task
def gate():
    return "open"

@task
def inc(x):
    return x + 1

with Flow("map-upstream-mixed") as flow:
    m = inv.map([1, 0, 2])
    inc.map([10, 20, 30], upstream_tasks=[m, unmapped(gate())])
    inc.map([10, 20], upstream_tasks=[m])
